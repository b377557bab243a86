package org.nasreplay.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * Predicts rewards with a network of one hidden layer on one-hot choices: random rectified units,
 * and a linear output that is fitted to all rewards by ridge regression, its intercept unpenalised.
 *
 * <p>Rahimi and Recht, "Weighted Sums of Random Kitchen Sinks", NeurIPS 2008. Adding an observation
 * costs O(width²), a fit O(width³), however many observations there are.
 */
final class RandomFeatureRegression {
  /**
   * Sums that are formed side by side, as one alone waits for every addition; each of them is
   * written out, so that it stays in a register.
   */
  private static final int TOGETHER = 4;

  private final int width;
  private final double ridge;

  /**
   * By position and choice: what the choice adds to each hidden unit; at the first position, with
   * the unit's threshold.
   */
  private final double[][][] input;

  /**
   * The hidden units of {@link #TOGETHER} architectures, each with the intercept's 1 at its end.
   */
  private final double[][] hidden;

  private final double[][] gram;
  private final double[] moment;
  private final double[][] factor;
  private final double[] output;

  /** A predictor that has seen nothing; its hidden layer is drawn from {@code random}. */
  RandomFeatureRegression(
      SearchSpace space, int width, double ridge, UniformRandomProvider random) {
    this.width = width;
    this.ridge = ridge;
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double scale = 1 / Math.sqrt(space.positions()); // so that a unit's input has variance 1
    input = new double[space.positions()][][];
    for (int p = 0; p < input.length; p++) {
      input[p] = new double[space.choices(p)][width];
      for (double[] weights : input[p]) {
        for (int h = 0; h < width; h++) weights[h] = scale * gaussian.sample();
      }
    }
    for (int h = 0; h < width; h++) {
      double threshold = gaussian.sample();
      for (double[] weights : input[0]) weights[h] += threshold;
    }
    hidden = new double[TOGETHER][width + 1];
    for (double[] units : hidden) units[width] = 1; // the intercept
    gram = new double[width + 1][width + 1];
    moment = new double[width + 1];
    factor = new double[width + 1][width + 1];
    output = new double[width + 1];
  }

  private void activate(Architecture architecture, double[] units) {
    System.arraycopy(input[0][architecture.choice(0)], 0, units, 0, width);
    int p = 1;
    for (; p + 3 < input.length; p += TOGETHER) {
      double[] weights0 = input[p][architecture.choice(p)];
      double[] weights1 = input[p + 1][architecture.choice(p + 1)];
      double[] weights2 = input[p + 2][architecture.choice(p + 2)];
      double[] weights3 = input[p + 3][architecture.choice(p + 3)];
      for (int h = 0; h < weights0.length; h++) {
        units[h] = units[h] + weights0[h] + weights1[h] + weights2[h] + weights3[h];
      }
    }
    for (; p < input.length; p++) {
      double[] weights = input[p][architecture.choice(p)];
      for (int h = 0; h < weights.length; h++) units[h] += weights[h];
    }
    for (int h = 0; h < width; h++) units[h] = Math.max(0, units[h]);
  }

  void add(Architecture architecture, double reward) {
    double[] units = hidden[0];
    activate(architecture, units);
    for (int i = 0; i <= width; i++) {
      double h = units[i];
      moment[i] += h * reward;
      if (h == 0) continue;
      double[] row = gram[i];
      for (int j = 0; j <= i; j++) row[j] += h * units[j];
    }
  }

  /** Solves (ΦᵀΦ + ridge·I) output = Φᵀy by Cholesky's method, a column of the factor at a time. */
  void fit() {
    for (int i = 0; i <= width; i++) {
      System.arraycopy(gram[i], 0, factor[i], 0, i + 1);
      if (i < width) factor[i][i] += ridge;
    }
    for (int j = 0; j <= width; j++) {
      double[] other = factor[j];
      for (int i = j; i <= width; i += TOGETHER) {
        double[] row0 = factor[i];
        double[] row1 = factor[Math.min(i + 1, width)];
        double[] row2 = factor[Math.min(i + 2, width)];
        double[] row3 = factor[Math.min(i + 3, width)];
        double value0 = row0[j];
        double value1 = row1[j];
        double value2 = row2[j];
        double value3 = row3[j];
        for (int k = 0; k < j; k++) {
          double l = other[k];
          value0 -= row0[k] * l;
          value1 -= row1[k] * l;
          value2 -= row2[k] * l;
          value3 -= row3[k] * l;
        }
        row0[j] = value0;
        row1[j] = value1;
        row2[j] = value2;
        row3[j] = value3;
      }
      other[j] = Math.sqrt(other[j]);
      for (int i = j + 1; i <= width; i++) factor[i][j] /= other[j];
    }
    System.arraycopy(moment, 0, output, 0, output.length);
    for (int i = 0; i <= width; i++) {
      for (int k = 0; k < i; k++) output[i] -= factor[i][k] * output[k];
      output[i] /= factor[i][i];
    }
    for (int i = width; i >= 0; i--) {
      output[i] /= factor[i][i];
      for (int k = 0; k < i; k++) output[k] -= factor[i][k] * output[i];
    }
  }

  /** The rewards that the last fit expects of the first {@code count} architectures. */
  void predict(Architecture[] architectures, int count, double[] rewards) {
    for (int first = 0; first < count; first += TOGETHER) {
      for (int i = 0; i < TOGETHER; i++) {
        activate(architectures[Math.min(first + i, count - 1)], hidden[i]);
      }
      double[] units0 = hidden[0];
      double[] units1 = hidden[1];
      double[] units2 = hidden[2];
      double[] units3 = hidden[3];
      double reward0 = output[width];
      double reward1 = reward0;
      double reward2 = reward0;
      double reward3 = reward0;
      for (int h = 0; h < width; h++) {
        double weight = output[h];
        reward0 += weight * units0[h];
        reward1 += weight * units1[h];
        reward2 += weight * units2[h];
        reward3 += weight * units3[h];
      }
      rewards[first] = reward0;
      rewards[Math.min(first + 1, count - 1)] = reward1;
      rewards[Math.min(first + 2, count - 1)] = reward2;
      rewards[Math.min(first + 3, count - 1)] = reward3;
    }
  }
}
