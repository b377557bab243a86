package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Run;

/**
 * Where a sample lies and how wide it is. An empty one has none.
 *
 * @param size of the sample, at least 1
 * @param mean the arithmetic mean
 * @param std the population standard deviation, as NATS-Bench reports it; null for a sample of one,
 *     which says nothing about it
 * @param quartiles and the median
 * @param interquartileMean see {@link #interquartileMean(double[], int[])}
 */
public record SampleSummary(
    int size, double mean, @Nullable Double std, Quartiles quartiles, double interquartileMean) {

  /** Of a sample without NaN; null for an empty one. */
  static @Nullable SampleSummary of(double[] sample) {
    if (sample.length == 0) return null;
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new SampleSummary(
        sorted.length,
        mean(sorted),
        sorted.length == 1 ? null : StandardDeviation.of(sorted).setBiased(true).getAsDouble(),
        Quartiles.of(sorted),
        interquartileMean(sorted));
  }

  public static double mean(double[] sample) {
    return Mean.of(sample).getAsDouble();
  }

  /** The mean as a {@link Bootstrap.Statistic}. */
  static double mean(double[] sorted, int[] times) {
    double sum = 0;
    int size = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += times[i] * sorted[i];
      size += times[i];
    }
    return sum / size;
  }

  /** See below; NaN for an empty sample. */
  static double interquartileMean(double[] sorted) {
    var once = new int[sorted.length];
    Arrays.fill(once, 1);
    return interquartileMean(sorted, once);
  }

  /**
   * The mean of what is left when ⌊n/4⌋ values are cut at both ends: as robust as the median, with
   * less variance. Agarwal et al., NeurIPS 2021; SciPy's {@code trim_mean(x, 0.25)}. A {@link
   * Bootstrap.Statistic}.
   */
  static double interquartileMean(double[] sorted, int[] times) {
    int size = 0;
    for (int t : times) size += t;
    int from = size / 4;
    int to = size - from;
    double sum = 0;
    int place = 0;
    for (int i = 0; i < sorted.length && place < to; i++) {
      int next = place + times[i];
      int within = Math.min(next, to) - Math.max(place, from);
      if (within > 0) sum += within * sorted[i];
      place = next;
    }
    return sum / (to - from);
  }

  /** The values that there are; see {@link Answers} for those that there are not. */
  public static double[] values(List<Run> runs, ToDoubleFunction<Run> value) {
    return runs.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
  }
}
