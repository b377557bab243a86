package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SizeCostTest {
  private static final SizeSpace SPACE = SizeSpace.instance();

  @ParameterizedTest
  @CsvSource({
    "8:8:8:8:8, cifar10, 4481114, 11714",
    "8:8:8:8:8, cifar10-valid, 4481114, 11714",
    "8:8:8:8:8, cifar100, 4481924, 12524",
    "8:8:8:8:8, ImageNet16-120, 1121336, 12704",
    "64:64:64:64:64, cifar10, 274399882, 713674",
    "8:8:40:32:40, cifar10, 21827994, 144834"
  })
  void costsAreThoseThatTheBenchmarkStores(String text, String name, double flops, double params) {
    StoredCosts.assertEqual(SPACE, SPACE.parse(text), name, flops, params);
  }

  @ParameterizedTest
  @FieldSource("org.nasreplay.space.NatsBench#DATASETS")
  void costsOfEveryArchitectureAreTheSumsOverTheLayersOfItsNetwork(Dataset dataset) {
    CostModel flops = SPACE.cost("flops", dataset);
    CostModel params = SPACE.cost("params", dataset);
    for (int index = 0; index < SPACE.size(); index++) {
      Architecture architecture = SPACE.architecture(index);
      var network = new Network(dataset, architecture);
      assertThat(flops.cost(architecture)).isEqualTo(network.flops);
      assertThat(params.cost(architecture)).isEqualTo(network.params);
    }
  }

  /** The network as its authors build it, layer by layer. */
  private static final class Network {
    private int side;
    private int channels = 3;
    private long flops;
    private long params;

    Network(Dataset dataset, Architecture architecture) {
      side = NatsBench.inputSide(dataset);
      int[] width = new int[5];
      for (int i = 0; i < 5; i++) width[i] = 8 + 8 * architecture.choice(i);

      convolution(3, channels, width[0], true);
      channels = width[0];
      cell(width[0]);
      reduction(width[1]);
      cell(width[2]);
      reduction(width[3]);
      cell(width[4]);
      params += 2L * channels; // the last batch normalisation
      flops += (channels + 1L) * NatsBench.classes(dataset); // the classifier, with bias
      params += (channels + 1L) * NatsBench.classes(dataset);
    }

    /** Four nodes; the edge from the first to the last is a skip, all others are 3x3. */
    private void cell(int out) {
      for (int to = 1; to < 4; to++) {
        for (int from = 0; from < to; from++) {
          int in = from == 0 ? channels : out;
          boolean skip = from == 0 && to == 3;
          if (!skip) {
            convolution(3, in, out, true);
          } else if (in != out) {
            convolution(1, in, out, true); // a skip between widths needs a projection
          }
        }
      }
      channels = out;
    }

    /** A basic residual block of stride 2 whose shortcut is pooled and projected. */
    private void reduction(int out) {
      side /= 2;
      convolution(3, channels, out, true);
      convolution(3, out, out, true);
      convolution(1, channels, out, false);
      channels = out;
    }

    private void convolution(int kernel, int in, int out, boolean normalised) {
      long weights = (long) kernel * kernel * in * out;
      flops += weights * side * side;
      params += weights + (normalised ? 2L * out : 0);
    }
  }

  @Test
  void boundsOfEveryPatternAreTheLeastAndTheGreatestCostOfItsCompletions() {
    for (String name : new String[] {"flops", "params"}) {
      CostModel model = SPACE.cost(name, NatsBench.CIFAR100);
      // a pattern is a number in base 9 whose digit 8 leaves the position open, so that every
      // pattern follows the eight that close its first open position
      int patterns = 9 * 9 * 9 * 9 * 9;
      var least = new double[patterns];
      var greatest = new double[patterns];
      for (int pattern = 0; pattern < patterns; pattern++) {
        var choices = new int[5];
        int openPlace = 0;
        for (int p = 4, rest = pattern, place = 1; p >= 0; p--, rest /= 9, place *= 9) {
          choices[p] = rest % 9 == 8 ? -1 : rest % 9;
          if (choices[p] == -1) openPlace = place;
        }
        if (openPlace == 0) {
          least[pattern] = greatest[pattern] = model.cost(SPACE.architecture(choices));
        } else {
          least[pattern] = Double.POSITIVE_INFINITY;
          for (int closed = 1; closed <= 8; closed++) {
            least[pattern] = Math.min(least[pattern], least[pattern - closed * openPlace]);
            greatest[pattern] = Math.max(greatest[pattern], greatest[pattern - closed * openPlace]);
          }
        }
        assertThat(model.bounds(choices))
            .isEqualTo(new CostRange(least[pattern], greatest[pattern]));
      }
    }
  }

  @Test
  void aCostKnowsItsName() {
    assertThat(SPACE.cost("flops", NatsBench.CIFAR10).name()).isEqualTo("flops");
    assertThat(SPACE.cost("params", NatsBench.CIFAR10).name()).isEqualTo("params");
  }
}
