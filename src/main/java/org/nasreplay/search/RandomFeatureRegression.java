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
  private final int width;
  private final double ridge;

  /** By position and choice: what the choice adds to each hidden unit. */
  private final double[][][] input;

  private final double[] threshold;
  private final double[] hidden;
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
    threshold = new double[width];
    for (int h = 0; h < width; h++) threshold[h] = gaussian.sample();
    hidden = new double[width + 1];
    hidden[width] = 1; // the intercept
    gram = new double[width + 1][width + 1];
    moment = new double[width + 1];
    factor = new double[width + 1][width + 1];
    output = new double[width + 1];
  }

  private void activate(Architecture architecture) {
    System.arraycopy(threshold, 0, hidden, 0, width);
    for (int p = 0; p < input.length; p++) {
      double[] weights = input[p][architecture.choice(p)];
      for (int h = 0; h < width; h++) hidden[h] += weights[h];
    }
    for (int h = 0; h < width; h++) hidden[h] = Math.max(0, hidden[h]);
  }

  void add(Architecture architecture, double reward) {
    activate(architecture);
    for (int i = 0; i <= width; i++) {
      double h = hidden[i];
      moment[i] += h * reward;
      if (h == 0) continue;
      double[] row = gram[i];
      for (int j = 0; j <= i; j++) row[j] += h * hidden[j];
    }
  }

  /** Solves (ΦᵀΦ + ridge·I) output = Φᵀy by Cholesky's method. */
  void fit() {
    for (int i = 0; i <= width; i++) {
      double[] row = factor[i];
      for (int j = 0; j <= i; j++) {
        double value = gram[i][j];
        if (i == j && i < width) value += ridge;
        for (int k = 0; k < j; k++) value -= row[k] * factor[j][k];
        row[j] = i == j ? Math.sqrt(value) : value / factor[j][j];
      }
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

  /** The reward that the last fit expects. */
  double predict(Architecture architecture) {
    activate(architecture);
    double reward = output[width];
    for (int h = 0; h < width; h++) reward += output[h] * hidden[h];
    return reward;
  }
}
