package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.ToySpace;

class CategoricalKernelDensityTest {
  private static final ToySpace SPACE = new ToySpace(4, 2);
  private static final int[] CHOICES = {4, 2};

  private static CategoricalKernelDensity density(int[][] data, double minBandwidth) {
    var ranking = new RankedChoices(CHOICES.length);
    for (int[] datum : data) ranking.add(SPACE.architecture(datum), 0);
    return new CategoricalKernelDensity(ranking, 0, data.length, CHOICES, minBandwidth);
  }

  @Test
  void bandwidthsAreTheNormalReferenceOfTheChoicesNumbers() {
    // 0, 1, 1, 2 have the variance 1/2; n = 4, two positions: 1.06·√0.5·4^(−1/6) = 0.59490
    var density = density(new int[][] {{0, 0}, {1, 0}, {1, 0}, {2, 0}}, 0.3);
    assertThat(density.bandwidth(0)).isCloseTo(0.59490, within(5e-6));
    assertThat(density.bandwidth(1)).isEqualTo(0.3); // no variance at all
  }

  @Test
  void theDensityIsTheMeanOfProductsOfAitchisonAitkenKernels() {
    // Two levels each, so a match weighs 1 − h and a mismatch h; the variances are 1/4 and 3/16.
    var density = density(new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 0}}, 0.1);
    double h = 1.06 * Math.sqrt(1.0 / 4) * Math.pow(4, -1.0 / 6);
    double g = 1.06 * Math.sqrt(3.0 / 16) * Math.pow(4, -1.0 / 6);
    assertThat(density.at(SPACE.architecture(0, 0)))
        .isCloseTo((2 * (1 - h) * (1 - g) + h * (1 - g) + h * g) / 4, within(1e-12));
    // a choice that no datum shows never agrees
    assertThat(density.at(SPACE.architecture(3, 1)))
        .isCloseTo((h * (1 - g) + 3 * h * g) / 4, within(1e-12));
  }

  @Test
  void aBandwidthAboveOneTurnsMatchesNegative() {
    // 0 and 3 half each: 1.06·1.5·2^(−1/6) = 1.4165
    var density = density(new int[][] {{0, 0}, {3, 0}}, 0.3);
    double h = 1.06 * 1.5 * Math.pow(2, -1.0 / 6);
    // the second position has one level: a match weighs 0.7
    assertThat(density.at(SPACE.architecture(0, 0)))
        .isCloseTo(((1 - h) * 0.7 + h * 0.7) / 2, within(1e-12));
  }

  @Test
  void aChoiceThatDiffersFromTheOnlyOneSeenHasInfiniteDensity() {
    var density = density(new int[][] {{0, 0}, {1, 0}, {1, 0}, {2, 0}}, 0.3);
    assertThat(density.at(SPACE.architecture(1, 1))).isPositive().isInfinite();
  }

  @Test
  void manyPositionsHaveTheSameDensityAsFew() {
    // Ten positions of which the data vary one; the others have one level, where a match weighs
    // 0.7.
    var choices = new int[10];
    Arrays.fill(choices, 2);
    var space = new ToySpace(choices);
    var ranking = new RankedChoices(choices.length);
    ranking.add(space.architecture(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
    ranking.add(space.architecture(0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 0);
    var density = new CategoricalKernelDensity(ranking, 0, 2, choices, 0.3);
    double h = 1.06 * 0.5 * Math.pow(2, -1.0 / 14);
    assertThat(density.at(space.architecture(0, 0, 0, 0, 0, 0, 0, 0, 0, 1)))
        .isCloseTo(Math.pow(0.7, 9) * ((1 - h) + h) / 2, within(1e-12));
  }
}
