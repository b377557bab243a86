package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CellLayersTest {
  private static final NasBench101Space SPACE = Cells.all();
  private static final LayeredSpace LAYERS = SPACE.layered();

  @Test
  void aLayerIsAVertexWithItsOperationAndTheEdgesIntoIt() {
    assertThat(LAYERS.positions()).isEqualTo(6);
    int[] options = {6, 12, 24, 48, 96, 64};
    for (int layer = 0; layer < 6; layer++) {
      assertThat(LAYERS.choices(layer)).isEqualTo(options[layer]);
    }
    // vertex 3 pools the sum of the input and vertex 2; the output joins vertices 1 and 5
    assertThat(LAYERS.choiceName(2, 2 * 8 + 0b101)).isEqualTo("maxpool3x3(0, 2)");
    assertThat(LAYERS.choiceName(5, 0b100010)).isEqualTo("output(1, 5)");
  }

  @Test
  void openLayersAreAChainOfConvolutions() {
    Architecture chain = LAYERS.architecture(LAYERS.open());
    assertThat(LAYERS.valid(chain)).isTrue();
    assertThat(NasBench101Cell.parse(LAYERS.format(chain)).hash())
        .isEqualTo(
            NasBench101Cell.parse("100000" + "10000" + "1000" + "100" + "10" + "1-33333").hash());
  }

  @Test
  void whatIsChosenIsTheCell() {
    Architecture chain = LAYERS.architecture(LAYERS.open());
    Architecture pooled = LAYERS.with(chain, 2, 2 * 8 + 0b101);
    Architecture network = LAYERS.canonical(pooled);
    assertThat(network.positions()).isEqualTo(26);
    assertThat(NasBench101Cell.parse(SPACE.format(network)).hash())
        .isEqualTo(
            NasBench101Cell.parse("101000" + "10000" + "1000" + "100" + "10" + "1-33m33").hash());
  }

  @Test
  void aLayerBehindWhichNothingIsConnectedIsNoNetwork() {
    Architecture chain = LAYERS.architecture(LAYERS.open());
    assertThat(LAYERS.valid(LAYERS.with(chain, 0, 0))).isFalse();
    assertThat(LAYERS.valid(LAYERS.with(chain, 1, 0b01))).isTrue(); // the first vertex goes
  }

  /** The 26 positions and the six layers say the same. */
  @Test
  void everyVectorHasItsLayers() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(5L);
    for (int i = 0; i < 1_000; i++) {
      Architecture drawn = SPACE.sample(random);
      var options = new int[6];
      int bit = 0;
      for (int from = 0; from < 6; from++) {
        for (int to = from + 1; to < 7; to++) options[to - 1] |= drawn.choice(bit++) << from;
      }
      for (int layer = 0; layer < 5; layer++) {
        options[layer] += drawn.choice(21 + layer) * (2 << layer);
      }
      assertThat(LAYERS.architecture(options).index()).isEqualTo(drawn.index());
    }
  }
}
