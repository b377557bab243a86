package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.space.network.Layer;
import org.nasreplay.space.network.Network;

class OnceForAllSpaceTest {
  private static final OnceForAllSpace SPACE = OnceForAllSpace.instance();
  private static final String THREES = "33333333333333333333";

  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);

  @Test
  void thereAre109TimesTenToThe18Networks() {
    // (9² + 9³ + 9⁴)⁵ at five resolutions
    assertThat(SPACE.networks()).hasToString("108793277462862429255");
    assertThat(SPACE.networks().doubleValue() / 5).isBetween(2.17e19, 2.18e19);
  }

  @Test
  void positionsAreResolutionThenDepthAndBlocksOfEveryStage() {
    Architecture architecture = SPACE.parse("57333333333333333333:46333333333333333333:42222:208");
    assertThat(SPACE.positions()).isEqualTo(26);
    assertThat(architecture.choices()).startsWith(3, 2, 3 * 1 + 1, 3 * 2 + 2, 0, 0, 0, 0);
    assertThat(SPACE.choiceName(0, 3)).isEqualTo("208");
    assertThat(SPACE.choiceName(1, 2)).isEqualTo("4");
    assertThat(SPACE.choiceName(2, 4)).isEqualTo("k5e4");
    assertThat(OnceForAllSpace.depth(architecture, 0)).isEqualTo(4);
    assertThat(OnceForAllSpace.active(architecture, 3)).isTrue();
    assertThat(OnceForAllSpace.active(architecture, 6)).isFalse();
  }

  @Test
  void whatIsWrittenReadsBack() {
    for (int i = 0; i < 200; i++) {
      Architecture architecture = SPACE.sample(random);
      assertThat(SPACE.parse(SPACE.format(architecture))).isEqualTo(architecture);
    }
  }

  @Test
  void blocksBeyondTheDepthChangeNothing() {
    CostModel flops = SPACE.cost("flops");
    for (int i = 0; i < 200; i++) {
      Architecture architecture = SPACE.sample(random);
      Architecture canonical = SPACE.canonical(architecture);
      assertThat(SPACE.network(canonical)).isEqualTo(SPACE.network(architecture));
      assertThat(flops.cost(canonical)).isEqualTo(flops.cost(architecture));
      assertThat(SPACE.canonical(canonical)).isSameAs(canonical);
    }
    Architecture other = SPACE.parse("33773333333333333333:" + THREES + ":22222:160");
    assertThat(SPACE.format(SPACE.canonical(other))).startsWith(THREES);
  }

  @Test
  void costsAreTheSumsOverTheNetworksLayers() {
    for (int i = 0; i < 500; i++) {
      Architecture architecture = SPACE.sample(random);
      Network network = SPACE.network(architecture);
      assertThat(SPACE.cost("flops").cost(architecture))
          .isEqualTo(Layer.multiplyAdds(network.layers()));
      assertThat(SPACE.cost("params").cost(architecture)).isEqualTo(Layer.params(network.layers()));
    }
  }

  @Test
  void theSpaceSpans100To843MillionMultiplyAdds() {
    var open = new int[SPACE.positions()];
    Arrays.fill(open, -1);
    CostRange all = SPACE.cost("flops").bounds(open);
    assertThat(all.least() / 1e6).isBetween(100.25, 100.35);
    assertThat(all.greatest() / 1e6).isBetween(843.05, 843.15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flops", "params"})
  void boundsAreReachedAndHoldForWhateverIsOpen(String name) {
    CostModel cost = SPACE.cost(name);
    for (int i = 0; i < 300; i++) {
      int[] pattern = SPACE.sample(random).choices();
      int prefix = random.nextInt(pattern.length + 1);
      for (int p = 0; p < pattern.length; p++) {
        if (i % 2 == 0 ? p >= prefix : random.nextBoolean()) pattern[p] = -1;
      }
      CostRange bounds = cost.bounds(pattern);
      assertThat(cost.cost(completed(pattern, cost, true))).isEqualTo(bounds.least());
      assertThat(cost.cost(completed(pattern, cost, false))).isEqualTo(bounds.greatest());
      for (int k = 0; k < 20; k++) {
        int[] any = SPACE.sample(random).choices();
        for (int p = 0; p < any.length; p++) if (pattern[p] >= 0) any[p] = pattern[p];
        assertThat(bounds.contains(cost.cost(SPACE.architecture(any)))).isTrue();
      }
    }
  }

  /** Both costs grow with every choice, so the extremes hold first or last choices. */
  private static Architecture completed(int[] pattern, CostModel cost, boolean least) {
    int[] choices = pattern.clone();
    for (int p = 0; p < choices.length; p++) {
      if (choices[p] < 0) choices[p] = least ? 0 : SPACE.choices(p) - 1;
    }
    return SPACE.architecture(choices);
  }

  @Test
  void unknownCostsAndChoicesAreNamed() {
    assertThatThrownBy(() -> SPACE.cost("latency"))
        .hasMessage("unknown cost (latency), expected flops or params");
    var choices = new int[26];
    choices[1] = 3;
    assertThatThrownBy(() -> SPACE.architecture(choices))
        .hasMessage("choice 3 at position 1 is outside 0..2");
    assertThatThrownBy(() -> SPACE.architecture(1)).hasMessageContaining("1 choices");
  }
}
