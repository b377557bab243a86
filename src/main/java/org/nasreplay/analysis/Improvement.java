package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How likely a run of one searcher is better than one of another, over all protocols alike: the
 * mean of their A12 (Agarwal et al., NeurIPS 2021, "probability of improvement").
 *
 * @param a a searcher's label
 * @param b another's
 * @param probability that a is better, ties half, 0..1
 * @param interval 95 %, by the normal approximation with the placements' variance; null where that
 *     has nothing to go by: single runs, or runs that are all on one side
 */
public record Improvement(
    String a, String b, double probability, Bootstrap.@Nullable Interval interval) {
  static final double NORMAL_975 = 1.959963984540054;

  /**
   * Every ordered pair that is compared under all protocols.
   *
   * @param protocols how many there are
   */
  public static List<Improvement> of(
      List<Comparison> comparisons, List<String> searchers, int protocols) {
    List<Improvement> all = new ArrayList<>();
    for (String a : searchers) {
      for (String b : searchers) {
        if (a.equals(b)) continue;
        List<Comparison> pairs =
            comparisons.stream().map(pair -> pair.from(a, b)).filter(Objects::nonNull).toList();
        if (pairs.size() < protocols) continue;
        double mean = pairs.stream().mapToDouble(Comparison::superiority).average().orElseThrow();
        all.add(new Improvement(a, b, mean, interval(pairs, mean)));
      }
    }
    return all;
  }

  private static Bootstrap.@Nullable Interval interval(List<Comparison> pairs, double mean) {
    double sum = 0;
    for (Comparison pair : pairs) {
      Double variance = pair.variance();
      if (variance == null) return null;
      sum += variance;
    }
    if (sum == 0) return null;
    double half = NORMAL_975 * Math.sqrt(sum) / pairs.size();
    return new Bootstrap.Interval(Math.max(0, mean - half), Math.min(1, mean + half));
  }
}
