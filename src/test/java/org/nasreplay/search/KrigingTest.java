package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class KrigingTest {
  private static final ToySpace SPACE = new ToySpace(3, 4, 2);
  private static final double CORRELATION = 0.1;
  private static final double NUGGET = 0.05;

  @Test
  void oneObservationIsPulledToTheMeanWithTheCorrelation() {
    // two observations that differ everywhere, 0 and 10: K = [[1.05, .1], [.1, 1.05]]; the mean is
    // 5 by symmetry, and at the second one μ = 5 + k K⁻¹ (y − 5) = 5 + 5·(1 − .1)/(1.05 − .1)
    var kriging = new Kriging(3, CORRELATION, NUGGET);
    kriging.pool(new Architecture[] {SPACE.architecture(0, 0, 0), SPACE.architecture(1, 1, 1)});
    kriging.observe(0, 0);
    kriging.observe(1, 10);
    assertThat(kriging.mean(1)).isCloseTo(5 + 5 * 0.9 / 0.95, within(1e-12));
    assertThat(kriging.mean(0)).isCloseTo(5 - 5 * 0.9 / 0.95, within(1e-12));
    // s² = (y − 5)ᵀK⁻¹(y − 5)/2 = 25/0.95
    // K⁻¹ = [[1.05, −.1], [−.1, 1.05]]/(1.05² − .1²), so kᵀK⁻¹k with k = (.1, 1) is this:
    double explained = (1.05 * 1.01 - 2 * 0.01) / (1.05 * 1.05 - 0.01);
    // 1ᵀK⁻¹k = 1.1/1.15 and 1ᵀK⁻¹1 = 2/1.15
    double unknownMean = Math.pow(1 - 1.1 / 1.15, 2) / (2 / 1.15);
    assertThat(kriging.deviation(1))
        .isCloseTo(Math.sqrt(25 / 0.95 * (1 - explained + unknownMean)), within(1e-12));
  }

  private static Stream<ToySpace> spaces() {
    return Stream.of(SPACE, new ToySpace(2, 2, 2, 2, 2, 2, 2, 2, 3, 2)); // and more than a word
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void thePosteriorIsThatOfSolvingAllAtOnce(ToySpace space) {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(6);
    int n = 90; // past the first growth of its arrays, with duplicates
    var seen = new Architecture[n];
    var reward = new double[n];
    var kriging = new Kriging(space.positions(), CORRELATION, NUGGET);
    for (int i = 0; i < n; i++) {
      if (i % 31 == 0) kriging.pool(all(space)); // of 0, of an odd and of an even number
      int c = random.nextInt(space.size());
      seen[i] = space.architecture(c);
      reward[i] = 80 + c % 7 + random.nextDouble();
      kriging.observe(c, reward[i]);
    }
    for (int c = 0; c < space.size(); c += 1 + space.size() / 30) {
      double[] expected = posterior(seen, reward, space.architecture(c));
      assertThat(kriging.mean(c)).isCloseTo(expected[0], within(1e-8));
      assertThat(kriging.deviation(c)).isCloseTo(expected[1], within(1e-8));
    }
  }

  private static Architecture[] all(ToySpace space) {
    var all = new Architecture[space.size()];
    for (int i = 0; i < all.length; i++) all[i] = space.architecture(i);
    return all;
  }

  /** Mean and deviation by the textbook's formula, with K inverted by Gauss and Jordan. */
  private static double[] posterior(Architecture[] seen, double[] reward, Architecture x) {
    int n = seen.length;
    var k = new double[n];
    var inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      k[i] = correlation(seen[i], x);
      for (int j = 0; j < n; j++) {
        inverse[i][j] = correlation(seen[i], seen[j]) + (i == j ? NUGGET : 0);
      }
    }
    invert(inverse);
    var one = new double[n];
    Arrays.fill(one, 1);
    double mean = product(one, inverse, reward) / product(one, inverse, one);
    var residual = new double[n];
    for (int i = 0; i < n; i++) residual[i] = reward[i] - mean;
    double scale = product(residual, inverse, residual) / n;
    double variance =
        1
            - product(k, inverse, k)
            + Math.pow(1 - product(one, inverse, k), 2) / product(one, inverse, one);
    return new double[] {mean + product(k, inverse, residual), Math.sqrt(scale * variance)};
  }

  private static double correlation(Architecture a, Architecture b) {
    int differing = 0;
    for (int p = 0; p < a.positions(); p++) if (a.choice(p) != b.choice(p)) differing++;
    return Math.pow(CORRELATION, (double) differing / a.positions());
  }

  private static double product(double[] a, double[][] matrix, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) sum += a[i] * matrix[i][j] * b[j];
    }
    return sum;
  }

  private static void invert(double[][] m) {
    int n = m.length;
    for (int p = 0; p < n; p++) {
      double pivot = m[p][p];
      m[p][p] = 1;
      for (int j = 0; j < n; j++) m[p][j] /= pivot;
      for (int i = 0; i < n; i++) {
        if (i == p) continue;
        double factor = m[i][p];
        m[i][p] = 0;
        for (int j = 0; j < n; j++) m[i][j] -= factor * m[p][j];
      }
    }
  }
}
