package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

/**
 * Percentile bootstrap: the middle 95 % of a statistic over samples drawn with replacement.
 *
 * <p>Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3; with strata as
 * in Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice",
 * NeurIPS 2021. The seed is fixed, so that an interval is a function of the sample alone.
 */
public final class Bootstrap {
  /** Enough to steady the second digit of an interval's width. */
  static final int RESAMPLES = 1000;

  static final double LEVEL = 0.95;

  /** Elements of strata whose resamples are kept for the next sample: four megabytes at most. */
  private static final int MOST_KEPT = 2_000;

  /** What is drawn of strata of these sizes: always the same, as the seed is. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(int[] sizes, char[][] drawn) {}

  /** A report has hundreds of samples of one size. */
  private static volatile @Nullable Kept latest;

  /** Both ends. */
  public record Interval(double low, double high) {
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException(Text.format("no interval from %s to %s", low, high));
      }
    }
  }

  /** A number that a sample has. */
  @FunctionalInterface
  public interface Statistic {
    /**
     * Of the sample that holds every value so many times. A resample is told as counts because
     * sorting thousands of them would take most of a report's time.
     *
     * @param sorted distinct, ascending, at least one; neither changed nor kept
     * @param times how often the sample holds each of them; neither changed nor kept
     */
    double of(double[] sorted, int[] times);
  }

  private Bootstrap() {}

  /**
   * The 95 % interval of every statistic, in their order, from the same resamples.
   *
   * @param sample without NaN
   * @return null where the sample has fewer than two values: one drawn again is always the same,
   *     which is no certainty
   */
  public static List<@Nullable Interval> intervals(double[] sample, Statistic... statistics) {
    return stratified(new double[][] {sample}, statistics);
  }

  /**
   * The 95 % intervals of statistics of all strata together, each of which is drawn from on its own
   * and keeps its size.
   *
   * @param strata without NaN
   * @return null where no stratum has two values
   */
  public static List<@Nullable Interval> stratified(double[][] strata, Statistic... statistics) {
    if (Arrays.stream(strata).noneMatch(stratum -> stratum.length > 1)) {
      return Collections.nCopies(statistics.length, null);
    }
    double[] sorted =
        Arrays.stream(strata).flatMapToDouble(Arrays::stream).sorted().distinct().toArray();
    int[][] positions =
        Arrays.stream(strata)
            .map(s -> Arrays.stream(s).mapToInt(v -> Arrays.binarySearch(sorted, v)).toArray())
            .toArray(int[][]::new);
    IntFunction<char[]> draws = draws(Arrays.stream(strata).mapToInt(s -> s.length).toArray());
    var values = new double[statistics.length][RESAMPLES];
    var times = new int[sorted.length];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.fill(times, 0);
      char[] drawn = draws.apply(i);
      int element = 0;
      for (int[] stratum : positions) {
        for (int position : stratum) times[position] += drawn[element++];
      }
      for (int s = 0; s < statistics.length; s++) values[s][i] = statistics[s].of(sorted, times);
    }
    return Arrays.stream(values).map(Bootstrap::middle).toList();
  }

  /**
   * How often each element of the strata, one stratum after the other, is in a resample, by the
   * resample's number. They come in their order.
   */
  private static IntFunction<char[]> draws(int[] sizes) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    int all = Arrays.stream(sizes).sum();
    if (all > MOST_KEPT) {
      var next = new char[all];
      return i -> {
        draw(sizes, next, random);
        return next;
      };
    }
    Kept kept = latest;
    if (kept == null || !Arrays.equals(kept.sizes(), sizes)) {
      var drawn = new char[RESAMPLES][all];
      for (char[] resample : drawn) draw(sizes, resample, random);
      kept = new Kept(sizes, drawn);
      latest = kept;
    }
    char[][] drawn = kept.drawn();
    return i -> drawn[i];
  }

  /** Of every stratum as many as it has, with replacement. */
  private static void draw(int[] sizes, char[] times, UniformRandomProvider random) {
    Arrays.fill(times, (char) 0);
    int first = 0;
    for (int size : sizes) {
      for (int drawn = 0; drawn < size; drawn += 2) { // two from a long, biased by less than 1e-6
        long bits = random.nextLong();
        times[first + (int) (((bits >>> 32) * size) >>> 32)]++;
        if (drawn + 1 < size) times[first + (int) (((bits & 0xffff_ffffL) * size) >>> 32)]++;
      }
      first += size;
    }
  }

  private static Interval middle(double[] values) {
    Arrays.sort(values);
    return new Interval(
        Quartiles.quantile(values, (1 - LEVEL) / 2), Quartiles.quantile(values, (1 + LEVEL) / 2));
  }
}
