package org.nasreplay.table.surrogate;

import java.util.ArrayList;
import java.util.List;

/**
 * Jointly normal quantities: each is its mean plus a weighted sum of independent standard normal
 * numbers, which all of them share.
 *
 * @param mean by quantity
 * @param weights by quantity and number
 */
@SuppressWarnings("ArrayRecordComponent") // made for one drawing; never compared
record JointNormal(double[] mean, double[][] weights) {
  /**
   * What is left of a measurement once others are taken out of it that say the same, relatively.
   */
  private static final double NOTHING = 1e-9;

  /**
   * A measured value.
   *
   * @param value of the mean of some quantities
   * @param of these quantities, at least one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Measured(double value, int... of) {}

  /**
   * The quantities that {@code normals} stand for, given what was measured: the numbers move by no
   * more than it takes to meet the measured values. Where they were drawn independently, the result
   * is a drawing from the conditional distribution, which is known as Matheron's rule (Journel and
   * Huijbregts, "Mining Geostatistics", 1978). Where a value follows from those before it, the
   * earlier ones are met.
   *
   * @param normals one for each column of the weights; changed
   * @return by quantity
   */
  double[] draw(double[] normals, List<Measured> measured) {
    List<double[]> directions = new ArrayList<>(); // orthogonal, of length 1
    List<Double> positions = new ArrayList<>(); // of the normals along these
    for (Measured each : measured) {
      var direction = new double[normals.length];
      double position = each.value();
      for (int quantity : each.of()) {
        position -= mean[quantity] / each.of().length;
        add(1.0 / each.of().length, weights[quantity], direction);
      }
      double before = Math.sqrt(dot(direction, direction));
      for (int i = 0; i < directions.size(); i++) {
        double shared = dot(direction, directions.get(i));
        position -= shared * positions.get(i);
        add(-shared, directions.get(i), direction);
      }
      double length = Math.sqrt(dot(direction, direction));
      if (length <= NOTHING * before) continue;
      for (int i = 0; i < direction.length; i++) direction[i] /= length;
      add(position / length - dot(direction, normals), direction, normals);
      directions.add(direction);
      positions.add(position / length);
    }
    double[] quantities = mean.clone();
    for (int i = 0; i < quantities.length; i++) quantities[i] += dot(weights[i], normals);
    return quantities;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  private static void add(double times, double[] addend, double[] sum) {
    for (int i = 0; i < sum.length; i++) sum[i] += times * addend[i];
  }
}
