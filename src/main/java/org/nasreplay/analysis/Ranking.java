package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * The searchers over all protocols of a suite together.
 *
 * @param places one per searcher, in the suite's order
 * @param p of Friedman's test on the mean test accuracies, the protocols as blocks; NaN for fewer
 *     than three searchers or two protocols
 * @param criticalDifference of mean ranks, by Nemenyi's test at α = 0.05; NaN as above
 */
public record Ranking(List<Place> places, double p, double criticalDifference) {

  /**
   * Where a searcher stands.
   *
   * @param searcher its label
   * @param meanRank over the protocols, 1 for the best
   * @param score interquartile mean over all runs of all protocols of the score that puts the
   *     table's mean network at 0 and the best admitted one at 1
   * @param interval 95 % bootstrap interval of the score, the protocols as strata
   */
  public record Place(
      String searcher, double meanRank, double score, Bootstrap.Interval interval) {}

  public static Ranking of(Results results, List<FixedBudget> budgets) {
    List<Protocol> protocols = results.description().protocols();
    List<String> labels =
        results.description().searchers().stream().map(Description.Searcher::label).toList();
    int k = labels.size();
    int n = protocols.size();
    var ranks = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] losses =
          budgets.subList(i * k, (i + 1) * k).stream()
              .mapToDouble(budget -> -budget.test().mean())
              .map(loss -> Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss)
              .toArray();
      ranks[i] = RankTests.ranks(losses);
    }
    List<Place> places =
        IntStream.range(0, k)
            .parallel()
            .mapToObj(
                j -> place(results, labels.get(j), Arrays.stream(ranks).mapToDouble(r -> r[j])))
            .toList();
    boolean testable = k > 2 && n > 1;
    return new Ranking(
        places,
        testable ? RankTests.friedman(ranks) : Double.NaN,
        testable ? RankTests.criticalDifference(k, n) : Double.NaN);
  }

  private static Place place(Results results, String searcher, DoubleStream ranks) {
    double[][] scores =
        results.description().protocols().stream()
            .map(protocol -> scores(results, protocol.name(), searcher))
            .toArray(double[][]::new);
    double[] pooled = Arrays.stream(scores).flatMapToDouble(Arrays::stream).sorted().toArray();
    return new Place(
        searcher,
        ranks.average().orElseThrow(),
        Spread.interquartileMean(pooled),
        Bootstrap.stratified(scores, Spread::interquartileMean).get(0));
  }

  /** A run without an answer counts as worse than every other. */
  private static double[] scores(Results results, String protocol, String searcher) {
    double[] table = Objects.requireNonNull(results.landscapes().get(protocol)).testAccuracy();
    double mean = Spread.mean(Arrays.stream(table).filter(a -> !Double.isNaN(a)).toArray());
    double best = results.optimum(protocol, "test").testAccuracy();
    return results.runs(protocol, searcher).stream()
        .mapToDouble(Run::testAtBudget)
        .map(a -> Double.isNaN(a) ? Double.NEGATIVE_INFINITY : (a - mean) / (best - mean))
        .toArray();
  }
}
