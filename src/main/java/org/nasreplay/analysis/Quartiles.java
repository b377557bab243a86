package org.nasreplay.analysis;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/** Median and quartiles, by linear interpolation between order statistics (R's type 7). */
public record Quartiles(double lower, double median, double upper) {
  private static final Quantile TYPE_7 = Quantile.withDefaults().with(EstimationMethod.HF7);

  /** The quartiles of a sample without NaN, of at least one value. */
  public static Quartiles of(double[] sample) {
    if (sample.length == 0) throw new IllegalArgumentException("an empty sample has no quartiles");
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  /**
   * One quantile.
   *
   * @param sorted ascending, at least one
   * @param p 0..1
   */
  public static double quantile(double[] sorted, double p) {
    return TYPE_7.evaluate(sorted.length, i -> sorted[i], p);
  }
}
