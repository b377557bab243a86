package org.nasreplay.search;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Many objectives as one number, the less the better: Tchebycheff's, max over i of w_i (f_i − z_i)
 * / (n_i − z_i), with ideal z and worst n of the points that are known. An objective that does not
 * vary among these counts in its own unit.
 */
final class Scalarisation {
  private final double[] ideal;
  private final double[] worst;

  Scalarisation(int objectives) {
    this.ideal = new double[objectives];
    this.worst = new double[objectives];
    clear();
  }

  /** Forgets all points. */
  void clear() {
    Arrays.fill(ideal, Double.POSITIVE_INFINITY);
    Arrays.fill(worst, Double.NEGATIVE_INFINITY);
  }

  /** Takes a point into account. */
  void add(double[] point) {
    for (int i = 0; i < point.length; i++) {
      ideal[i] = Math.min(ideal[i], point[i]);
      worst[i] = Math.max(worst[i], point[i]);
    }
  }

  /** Tchebycheff's number of a point. */
  double of(double[] point, double[] weights) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < point.length; i++) {
      greatest = Math.max(greatest, weights[i] * distance(point, i));
    }
    return greatest;
  }

  /** The same and a little of the sum, so that of points with the same maximum the better wins. */
  double augmented(double[] point, double[] weights, double share) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) sum += weights[i] * distance(point, i);
    return of(point, weights) + share * sum;
  }

  private double distance(double[] point, int i) {
    double range = worst[i] - ideal[i];
    return (point[i] - ideal[i]) / (range > 0 ? range : 1);
  }

  /** Weights drawn uniformly from those that sum to 1. */
  static void draw(double[] weights, UniformRandomProvider random) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = -Math.log(1 - random.nextDouble());
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) weights[i] /= sum;
  }
}
