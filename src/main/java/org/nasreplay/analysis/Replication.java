package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;

/**
 * A published number and, where what it tells was replayed under the same conditions, ours.
 *
 * @param protocol the protocol's name
 * @param published the paper's
 * @param ours null where it was not replayed
 * @param p of Welch's test that the means are equal; NaN where a deviation or a number of runs is
 *     missing, or neither sample varies
 */
public record Replication(
    String protocol, PublishedResults.Row published, @Nullable Ours ours, double p) {

  /**
   * What stands beside a published number: the mean of a searcher's runs, or a network of the table
   * that is best in something.
   *
   * @param name the searcher's label, or {@link Optimum#name}
   * @param mean accuracy in percent
   * @param std population standard deviation; NaN of a network
   * @param runs that have an answer; null of a network
   */
  public record Ours(String name, double mean, double std, @Nullable Integer runs) {}

  /** Of the means, ours minus published, in points; NaN without ours. */
  public double difference() {
    return ours == null ? Double.NaN : ours.mean() - published.mean();
  }

  /** Whether ours is of a searcher's runs, so that it can be tested. */
  public boolean searched() {
    return ours != null && ours.runs() != null;
  }

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
      Results results, List<FixedBudget> budgets, PublishedResults papers) {
    List<Replication> all = new ArrayList<>();
    Suite.Published published = results.description().published();
    if (published == null) return all;
    for (Protocol protocol : results.description().protocols()) {
      for (PublishedResults.Row row : papers.comparable(published, protocol)) {
        boolean valid = row.split().equals("valid");
        Stream<Ours> searchers =
            budgets.stream()
                .filter(budget -> budget.protocol().equals(protocol.name()))
                .filter(b -> row.method().equals(published.methods().get(b.searcher())))
                .map(b -> of(b, valid ? b.valid() : b.test()));
        Stream<Ours> networks =
            results.optima().stream()
                .filter(optimum -> optimum.protocol().equals(protocol.name()))
                .filter(optimum -> row.method().equals(optimum.name()))
                .map(o -> of(o, valid ? o.validAccuracy() : o.testAccuracy()));
        Ours ours = Stream.concat(searchers, networks).findFirst().orElse(null);
        all.add(new Replication(protocol.name(), row, ours, welch(row, ours)));
      }
    }
    return all;
  }

  private static Ours of(FixedBudget searcher, Spread spread) {
    return new Ours(searcher.searcher(), spread.mean(), spread.std(), searcher.answered());
  }

  private static Ours of(Optimum network, double accuracy) {
    return new Ours(network.name(), accuracy, Double.NaN, null);
  }

  private static double welch(PublishedResults.Row row, @Nullable Ours ours) {
    if (ours == null || ours.runs() == null) return Double.NaN;
    return welch(ours.mean(), ours.std(), ours.runs(), row.mean(), row.std(), row.runs());
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
