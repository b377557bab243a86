package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;

/**
 * The searchers over all protocols of a suite together. One whose runs do not all have a test
 * accuracy has no place.
 *
 * @param places one per searcher that has one, in the suite's order
 * @param p of Friedman's test on the mean test accuracies, the protocols as blocks; null for fewer
 *     than three places or two protocols, and where all are tied
 * @param criticalDifference of mean ranks, by Nemenyi's test at α = 0.05; null for fewer than three
 *     places or two protocols
 */
public record Ranking(List<Place> places, @Nullable Double p, @Nullable Double criticalDifference) {

  /**
   * Where a searcher stands.
   *
   * @param searcher its label
   * @param meanRank over the protocols, 1 for the best
   * @param score interquartile mean over all runs of all protocols of the score that puts the
   *     table's mean network at 0 and the best admitted one at 1; null where a constraint or equal
   *     networks leave the best no better than the mean
   * @param interval 95 % bootstrap interval of the score, the protocols as strata; null without a
   *     score, and for single runs
   */
  public record Place(
      String searcher,
      double meanRank,
      @Nullable Double score,
      Bootstrap.@Nullable Interval interval) {}

  /** Points by which the best network must exceed the mean one for a score between them. */
  private static final double LEAST_DISTANCE = 1e-9;

  public static Ranking of(Results results, List<FixedBudget> budgets) {
    List<Protocol> protocols = results.provenance().protocols();
    List<String> labels =
        results.provenance().searchers().stream()
            .map(ReplayProvenance.Searcher::label)
            .filter(label -> complete(budgets, label))
            .toList();
    int k = labels.size();
    int n = protocols.size();
    var ranks = new double[n][];
    for (int i = 0; i < n; i++) {
      String protocol = protocols.get(i).name();
      ranks[i] =
          RankTests.ranks(
              budgets.stream()
                  .filter(budget -> budget.protocol().equals(protocol))
                  .filter(budget -> labels.contains(budget.searcher()))
                  .mapToDouble(budget -> -Objects.requireNonNull(budget.test()).mean())
                  .toArray());
    }
    List<Place> places =
        IntStream.range(0, k)
            .parallel()
            .mapToObj(
                j -> place(results, labels.get(j), Arrays.stream(ranks).mapToDouble(r -> r[j])))
            .toList();
    if (k < 3 || n < 2) return new Ranking(places, null, null);
    double p = RankTests.friedman(ranks);
    return new Ranking(places, Double.isNaN(p) ? null : p, RankTests.criticalDifference(k, n));
  }

  private static boolean complete(List<FixedBudget> budgets, String searcher) {
    return budgets.stream()
        .filter(budget -> budget.searcher().equals(searcher))
        .allMatch(budget -> budget.answers().complete());
  }

  private static Place place(Results results, String searcher, DoubleStream ranks) {
    double meanRank = ranks.average().orElseThrow();
    List<Protocol> protocols = results.provenance().protocols();
    var scores = new double[protocols.size()][];
    for (int i = 0; i < scores.length; i++) {
      String protocol = protocols.get(i).name();
      double[] table = Objects.requireNonNull(results.networks().get(protocol)).testAccuracy();
      double mean =
          SampleSummary.mean(Arrays.stream(table).filter(a -> !Double.isNaN(a)).toArray());
      double above = results.optimum(protocol, "test").testAccuracy() - mean;
      if (above < LEAST_DISTANCE) return new Place(searcher, meanRank, null, null);
      scores[i] =
          results.runs(protocol, searcher).stream()
              .mapToDouble(run -> (run.testAtBudget() - mean) / above)
              .toArray();
    }
    double[] pooled = Arrays.stream(scores).flatMapToDouble(Arrays::stream).sorted().toArray();
    return new Place(
        searcher,
        meanRank,
        SampleSummary.interquartileMean(pooled),
        Bootstrap.stratified(scores, SampleSummary::interquartileMean).get(0));
  }
}
