package org.nasreplay.table.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;

class SizeModelTest {
  private static final SizeModel MODEL = SizeModel.load();

  /** The fit's own values, from unrounded coefficients. */
  @ParameterizedTest
  @CsvSource({
    "cifar10, 8:8:8:8:8, 77.108, 79.523, 0.302, 0.317, 0.133",
    "cifar10, 8:8:8:16:32, 83.263, 85.875, 0.297, 0.317, 0.130",
    "cifar10, 8:8:40:32:40, 86.606, 89.853, 0.223, 0.245, 0.068",
    "cifar10, 56:56:56:56:64, 90.145, 93.150, 0.169, 0.194, 0.054",
    "cifar10, 64:64:64:64:64, 90.471, 93.422, 0.169, 0.194, 0.054",
    "cifar100, 8:8:8:8:8, 32.309, 32.701, 0.898, 0.913, 0.728",
    "cifar100, 8:8:8:16:32, 53.612, 54.133, 0.727, 0.714, 0.564",
    "cifar100, 8:8:40:32:40, 62.665, 63.073, 0.508, 0.508, 0.212",
    "cifar100, 56:56:56:56:64, 69.796, 70.006, 0.452, 0.459, 0.089",
    "cifar100, 64:64:64:64:64, 70.150, 70.340, 0.452, 0.459, 0.089",
    "ImageNet16-120, 8:8:8:8:8, 17.107, 15.493, 0.793, 0.803, 0.635",
    "ImageNet16-120, 8:8:8:16:32, 25.724, 25.104, 0.889, 0.920, 0.676",
    "ImageNet16-120, 8:8:40:32:40, 33.683, 32.741, 0.689, 0.732, 0.349",
    "ImageNet16-120, 56:56:56:56:64, 45.232, 45.456, 0.587, 0.588, 0.063",
    "ImageNet16-120, 64:64:64:64:64, 46.079, 46.362, 0.587, 0.588, 0.063",
  })
  void whatIsExpectedIsWhatWasFitted(
      String dataset,
      String architecture,
      double valid,
      double test,
      double validDeviation,
      double testDeviation,
      double correlation) {
    SizeModel.Expected expected =
        MODEL.expected(Dataset.parse(dataset), SizeSpace.instance().parse(architecture));
    assertThat(expected.valid()).isCloseTo(valid, within(0.002));
    assertThat(expected.test()).isCloseTo(test, within(0.002));
    assertThat(expected.validDeviation()).isCloseTo(validDeviation, within(0.002));
    assertThat(expected.testDeviation()).isCloseTo(testDeviation, within(0.002));
    assertThat(expected.correlation()).isCloseTo(correlation, within(0.002));
  }

  @Test
  void twelveEpochsGoOnBeyondTheLastPointOfTheirLine() {
    // 90.471 is just beyond 90.47, where 84.56 is expected and the line climbs by 1.373
    double expected =
        MODEL.expected(NatsBench.CIFAR10, SizeSpace.instance().parse("64:64:64:64:64")).twelve();
    assertThat(expected).isCloseTo(84.562, within(0.003));
  }
}
