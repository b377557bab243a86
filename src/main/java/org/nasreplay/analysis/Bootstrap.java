package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Percentile bootstrap: the middle 95 % of a statistic over samples drawn with replacement.
 *
 * <p>Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3; with strata as
 * in Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice",
 * NeurIPS 2021. The seed is fixed, so that an interval is a function of the sample alone.
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
   * @param sample without NaN
   * @param statistic of an ascending array as long as the sample, which it must not change or keep
   */
  public static Interval interval(double[] sample, ToDoubleFunction<double[]> statistic) {
    return stratified(new double[][] {sample}, statistic);
  }

  /**
   * The 95 % interval of {@code statistic} of all strata together, each of which is drawn from on
   * its own and keeps its size.
   *
   * @param strata without NaN
   * @param statistic of an ascending array, which it must not change or keep
   */
  public static Interval stratified(double[][] strata, ToDoubleFunction<double[]> statistic) {
    double[] pooled = Arrays.stream(strata).flatMapToDouble(Arrays::stream).toArray();
    if (pooled.length == 0) return new Interval(Double.NaN, Double.NaN);
    int[] order =
        IntStream.range(0, pooled.length)
            .boxed()
            .sorted((a, b) -> Double.compare(pooled[a], pooled[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = Arrays.stream(order).mapToDouble(i -> pooled[i]).toArray();
    var position = new int[pooled.length]; // in sorted, of every value of pooled
    for (int i = 0; i < order.length; i++) position[order[i]] = i;

    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    var statistics = new double[RESAMPLES];
    var resample = new double[pooled.length];
    var count = new int[pooled.length];
    for (int i = 0; i < RESAMPLES; i++) {
      int first = 0;
      for (double[] stratum : strata) {
        for (int j = 0; j < stratum.length; j++) {
          count[position[first + random.nextInt(stratum.length)]]++;
        }
        first += stratum.length;
      }
      // Counted, not sorted: quantiles of thousands of resamples would spend their time sorting.
      for (int j = 0, next = 0; j < count.length; j++) {
        for (; count[j] > 0; count[j]--) resample[next++] = sorted[j];
      }
      statistics[i] = statistic.applyAsDouble(resample);
    }
    Arrays.sort(statistics);
    return new Interval(
        Quartiles.quantile(statistics, (1 - LEVEL) / 2),
        Quartiles.quantile(statistics, (1 + LEVEL) / 2));
  }
}
