package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How likely a run of one searcher is better than one of another, over all protocols alike: the
 * mean of their A12 (Agarwal et al., NeurIPS 2021, "probability of improvement").
 *
 * @param a a searcher's label
 * @param b another's
 * @param probability that a is better, ties half, 0..1
 * @param interval 95 %, by the normal approximation with the placements' variance
 */
public record Improvement(String a, String b, double probability, Bootstrap.Interval interval) {
  private static final double NORMAL_975 = 1.959963984540054;

  /** Every ordered pair. */
  public static List<Improvement> of(List<Comparison> comparisons, List<String> searchers) {
    List<Improvement> all = new ArrayList<>();
    for (String a : searchers) {
      for (String b : searchers) {
        if (a.equals(b)) continue;
        List<Comparison> pairs =
            comparisons.stream().map(pair -> pair.from(a, b)).filter(Objects::nonNull).toList();
        double mean = pairs.stream().mapToDouble(Comparison::wins).average().orElse(Double.NaN);
        double variance = pairs.stream().mapToDouble(Comparison::variance).sum();
        double half = NORMAL_975 * Math.sqrt(variance) / pairs.size();
        all.add(
            new Improvement(
                a,
                b,
                mean,
                new Bootstrap.Interval(Math.max(0, mean - half), Math.min(1, mean + half))));
      }
    }
    return all;
  }
}
