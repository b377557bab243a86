package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Percentile bootstrap: the middle 95 % of a statistic over samples drawn with replacement.
 *
 * <p>Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3. The seed is
 * fixed, so that an interval is a function of the sample alone.
 */
public final class Bootstrap {
  /** Enough to steady the second digit of an interval's width. */
  static final int RESAMPLES = 2000;

  static final double LEVEL = 0.95;

  /** Both ends; NaN for an empty sample. */
  public record Interval(double low, double high) {}

  private Bootstrap() {}

  /**
   * The 95 % interval of {@code statistic}.
   *
   * @param sample without NaN; not changed
   * @param statistic of an array as long as the sample, which it may reorder but not keep
   */
  public static Interval interval(double[] sample, ToDoubleFunction<double[]> statistic) {
    if (sample.length == 0) return new Interval(Double.NaN, Double.NaN);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    var statistics = new double[RESAMPLES];
    var resample = new double[sample.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < resample.length; j++) {
        resample[j] = sample[random.nextInt(sample.length)];
      }
      statistics[i] = statistic.applyAsDouble(resample);
    }
    Arrays.sort(statistics);
    return new Interval(
        Quartiles.quantile(statistics, (1 - LEVEL) / 2),
        Quartiles.quantile(statistics, (1 + LEVEL) / 2));
  }
}
