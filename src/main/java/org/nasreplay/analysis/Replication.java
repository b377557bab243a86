package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Suite;

/**
 * A published number and, where its method was replayed under the same conditions, ours.
 *
 * @param protocol the protocol's name
 * @param published the paper's
 * @param ours null where the method was not replayed
 * @param difference of the means, ours minus published, in points; NaN without ours
 * @param p of Welch's test that the means are equal; NaN where a deviation or a number of runs is
 *     missing, or neither sample varies
 */
public record Replication(
    String protocol,
    PublishedResults.Row published,
    @Nullable FixedBudget ours,
    double difference,
    double p) {

  /** What Welch's test at α = 0.05 says. */
  public enum Verdict {
    AGREES,
    DIFFERS,
    /** There is no test. */
    OPEN
  }

  public Verdict verdict() {
    if (Double.isNaN(p)) return Verdict.OPEN;
    return p < Comparison.LEVEL ? Verdict.DIFFERS : Verdict.AGREES;
  }

  /** Every comparable published number, by protocol, then in the order of the file. */
  public static List<Replication> of(
      Description description, List<FixedBudget> budgets, PublishedResults papers) {
    List<Replication> all = new ArrayList<>();
    Suite.Published published = description.published();
    if (published == null) return all;
    for (Protocol protocol : description.protocols()) {
      for (PublishedResults.Row row : papers.comparable(published, protocol)) {
        FixedBudget ours =
            budgets.stream()
                .filter(budget -> budget.protocol().equals(protocol.name()))
                .filter(b -> row.method().equals(published.methods().get(b.searcher())))
                .findFirst()
                .orElse(null);
        all.add(of(protocol.name(), row, ours));
      }
    }
    return all;
  }

  private static Replication of(
      String protocol, PublishedResults.Row row, @Nullable FixedBudget ours) {
    if (ours == null) return new Replication(protocol, row, null, Double.NaN, Double.NaN);
    Spread spread = row.split().equals("valid") ? ours.valid() : ours.test();
    return new Replication(
        protocol,
        row,
        ours,
        spread.mean() - row.mean(),
        welch(spread.mean(), spread.std(), ours.answered(), row.mean(), row.std(), row.runs()));
  }

  /**
   * The two-sided p-value of Welch's test for means of unequal variances, from means, population
   * deviations and sizes; t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂) with the sample variances s² = n σ² /
   * (n − 1) and Welch and Satterthwaite's degrees of freedom. NaN where it is not defined.
   */
  static double welch(double mean1, double std1, int n1, double mean2, double std2, int n2) {
    if (n1 < 2 || n2 < 2) return Double.NaN;
    double variance1 = std1 * std1 * n1 / (n1 - 1);
    double variance2 = std2 * std2 * n2 / (n2 - 1);
    if (!(variance1 + variance2 > 0)) return Double.NaN;
    return TTest.withDefaults().test(mean1, variance1, n1, mean2, variance2, n2).getPValue();
  }
}
