package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * @param p of Welch's test that the means are equal; null where a deviation, a number of runs or an
 *     accuracy of one of ours is missing, or neither sample varies
 */
public record PublishedComparison(
    String protocol, PublishedResults.Row published, @Nullable Ours ours, @Nullable Double p) {

  /**
   * What stands beside a published number: the mean of a searcher's runs, or a network of the table
   * that is best in something.
   *
   * @param name the searcher's label, or {@link Optimum#name}
   * @param mean accuracy in percent
   * @param std population standard deviation; null of a network, and of a single run
   * @param runs that have an accuracy; null of a network
   * @param complete whether all have
   */
  public record Ours(
      String name, double mean, @Nullable Double std, @Nullable Integer runs, boolean complete) {}

  /** Of the means, ours minus published, in points; null without ours. */
  public @Nullable Double difference() {
    return ours == null ? null : ours.mean() - published.mean();
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
    if (p == null) return Verdict.OPEN;
    return p < Comparison.LEVEL ? Verdict.DIFFERS : Verdict.AGREES;
  }

  /** Every comparable published number, by protocol, then in the order of the file. */
  public static List<PublishedComparison> of(
      Results results, List<FixedBudget> budgets, PublishedResults papers) {
    List<PublishedComparison> all = new ArrayList<>();
    Suite.Published published = results.provenance().published();
    if (published == null) return all;
    for (Protocol protocol : results.provenance().protocols()) {
      for (PublishedResults.Row row : papers.comparable(published, protocol)) {
        boolean valid = row.split().equals("valid");
        Stream<Ours> searchers =
            budgets.stream()
                .filter(budget -> budget.protocol().equals(protocol.name()))
                .filter(b -> row.method().equals(published.methods().get(b.searcher())))
                .map(b -> of(b, valid ? b.valid() : b.test()))
                .filter(Objects::nonNull);
        Stream<Ours> networks =
            results.optima().stream()
                .filter(optimum -> optimum.protocol().equals(protocol.name()))
                .filter(optimum -> row.method().equals(optimum.name()))
                .map(o -> of(o, valid ? o.validAccuracy() : o.testAccuracy()))
                .filter(network -> !Double.isNaN(network.mean()));
        Ours ours = Stream.concat(searchers, networks).findFirst().orElse(null);
        all.add(new PublishedComparison(protocol.name(), row, ours, welch(row, ours)));
      }
    }
    return all;
  }

  private static @Nullable Ours of(FixedBudget searcher, @Nullable SampleSummary spread) {
    if (spread == null) return null;
    boolean complete = spread.size() == searcher.answers().runs();
    return new Ours(searcher.searcher(), spread.mean(), spread.std(), spread.size(), complete);
  }

  private static Ours of(Optimum network, double accuracy) {
    return new Ours(network.name(), accuracy, null, null, true);
  }

  private static @Nullable Double welch(PublishedResults.Row row, @Nullable Ours ours) {
    if (ours == null || !ours.complete()) return null;
    Integer runs = ours.runs();
    Double std = ours.std();
    Double published = row.std();
    if (runs == null || std == null || published == null) return null;
    return welch(ours.mean(), std, runs, row.mean(), published, row.runs());
  }

  /**
   * The two-sided p-value of Welch's test for means of unequal variances, from means, population
   * deviations and sizes; t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂) with the sample variances s² = n σ² /
   * (n − 1) and Welch and Satterthwaite's degrees of freedom. Null where it is not defined.
   */
  static @Nullable Double welch(
      double mean1, double std1, int n1, double mean2, double std2, int n2) {
    if (n1 < 2 || n2 < 2) return null;
    double variance1 = std1 * std1 * n1 / (n1 - 1);
    double variance2 = std2 * std2 * n2 / (n2 - 1);
    if (!(variance1 + variance2 > 0)) return null;
    return TTest.withDefaults().test(mean1, variance1, n1, mean2, variance2, n2).getPValue();
  }
}
