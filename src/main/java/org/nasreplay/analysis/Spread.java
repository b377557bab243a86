package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.nasreplay.replay.Run;

/**
 * Where a sample lies and how wide it is; NaN for an empty one.
 *
 * @param mean the arithmetic mean
 * @param std the population standard deviation, as NATS-Bench reports it
 * @param quartiles and the median
 * @param interquartileMean see {@link #interquartileMean(double[])}
 */
public record Spread(double mean, double std, Quartiles quartiles, double interquartileMean) {

  /** Of a sample without NaN. */
  static Spread of(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new Spread(
        mean(sorted),
        StandardDeviation.of(sorted).setBiased(true).getAsDouble(),
        Quartiles.of(sorted),
        interquartileMean(sorted));
  }

  static double mean(double[] sample) {
    return Mean.of(sample).getAsDouble();
  }

  /**
   * The mean of what is left when ⌊n/4⌋ values are cut at both ends: as robust as the median, with
   * less variance. Agarwal et al., NeurIPS 2021; SciPy's {@code trim_mean(x, 0.25)}.
   *
   * @param sorted ascending
   */
  static double interquartileMean(double[] sorted) {
    int cut = sorted.length / 4;
    double sum = 0;
    for (int i = cut; i < sorted.length - cut; i++) sum += sorted[i];
    return sum / (sorted.length - 2 * cut);
  }

  /** The values that there are: a run without an answer has none. */
  static double[] answers(List<Run> runs, ToDoubleFunction<Run> value) {
    return runs.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
  }
}
