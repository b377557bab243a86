package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.RankCorrelation;
import org.nasreplay.search.LayerNas.OpenLayers;
import org.nasreplay.space.Dataset;

/**
 * How far LayerNAS's assumption holds: that changing later layers does not reorder the choices of
 * earlier ones. Prefixes of {@code layer} choices are ordered by the network that the default
 * completes them to, and again by the mean reward under every other completion. Everything is
 * enumerated; where one training judges the default networks, figures are means over the trainings.
 *
 * @param openLayers the default rest that judges, largest or smallest
 * @param layer l, 1..L−1
 * @param buckets H, of equal width
 * @param prefixes how many are ordered
 * @param correlation Spearman's rank correlation of the two orders over all prefixes, mean over the
 *     completions under which not all prefixes tie; null where there are none
 * @param pairs pairs of prefixes in one bucket that neither order ties, over all completions
 * @param reversed share of them whose two orders differ; 0.5 is chance, null where there are none
 * @param regret how much less than the greatest V of its bucket the prefix is worth that the
 *     default judges best, in points: mean over the buckets of more than one prefix, null where
 *     there are none
 * @param greatestRegret the greatest of these; null as well
 */
record LayerAssumption(
    Dataset dataset,
    RewardTable.Judge judge,
    OpenLayers openLayers,
    int layer,
    int buckets,
    int prefixes,
    @Nullable Double correlation,
    long pairs,
    @Nullable Double reversed,
    @Nullable Double regret,
    @Nullable Double greatestRegret) {

  /** By default rest, judge, layer and number of buckets. */
  static List<LayerAssumption> of(RewardTable rewards, int[] bucketCounts) {
    List<LayerAssumption> all = new ArrayList<>();
    for (var openLayers : List.of(OpenLayers.LARGEST, OpenLayers.SMALLEST)) {
      Prefixes prefixes =
          openLayers == OpenLayers.LARGEST
              ? Prefixes.withLargestRest(rewards.space(), rewards.cost())
              : Prefixes.withSmallestRest(rewards.space(), rewards.cost());
      double[] truth = prefixes.byNetwork(rewards.mean());
      for (RewardTable.Judge judge : rewards.judges()) {
        List<double[]> seen = rewards.seenBy(judge).stream().map(prefixes::byNetwork).toList();
        for (int layer = 1; layer < prefixes.layers(); layer++) {
          Double correlation = correlation(prefixes, layer, seen, truth);
          for (int count : bucketCounts) {
            int[] bucket = prefixes.bucketOf(layer, prefixes.buckets(rewards.cost(), count));
            var orders = new Orders();
            for (double[] values : seen) orders.compare(prefixes, layer, bucket, values, truth);
            all.add(
                new LayerAssumption(
                    rewards.dataset(),
                    judge,
                    openLayers,
                    layer,
                    count,
                    bucket.length,
                    correlation,
                    orders.pairs / seen.size(),
                    orders.pairs == 0 ? null : orders.reversed / (double) orders.pairs,
                    orders.contested == 0 ? null : orders.regret / orders.contested,
                    orders.contested == 0 ? null : orders.greatestRegret));
          }
        }
      }
    }
    return all;
  }

  /** Mean over those that judge and the completions other than the default. */
  private static @Nullable Double correlation(
      Prefixes prefixes, int layer, List<double[]> seen, double[] truth) {
    double sum = 0;
    int judges = 0;
    for (double[] values : seen) {
      double[] byDefault = ranks(prefixes, layer, prefixes.defaultCompletion(layer), values);
      double sumOfOne = 0;
      int completions = 0;
      for (int c = 0; c < prefixes.completions(layer); c++) {
        if (c == prefixes.defaultCompletion(layer)) continue;
        double one = RankCorrelation.pearson(byDefault, ranks(prefixes, layer, c, truth));
        if (Double.isNaN(one)) continue;
        sumOfOne += one;
        completions++;
      }
      if (completions == 0) continue;
      sum += sumOfOne / completions;
      judges++;
    }
    return judges == 0 ? null : sum / judges;
  }

  private static double[] ranks(Prefixes prefixes, int layer, int completion, double[] values) {
    return new NaturalRanking().apply(under(prefixes, layer, completion, values));
  }

  /** The values of all prefixes with one completion. */
  private static double[] under(Prefixes prefixes, int layer, int completion, double[] values) {
    var under = new double[prefixes.count(layer)];
    Arrays.setAll(under, prefix -> values[prefixes.network(layer, prefix, completion)]);
    return under;
  }

  /** Sums over the trainings that judge. */
  private static final class Orders {
    long pairs;
    long reversed;
    int contested;
    double regret;
    double greatestRegret;

    void compare(Prefixes prefixes, int layer, int[] bucket, double[] values, double[] truth) {
      int[] ranked = prefixes.ranked(layer, bucket, values);
      double[] worth = prefixes.best(layer, truth);
      int skipped = prefixes.defaultCompletion(layer);
      for (int from = 0, to; from < ranked.length; from = to) {
        to = from + 1;
        double greatest = worth[ranked[from]];
        while (to < ranked.length && bucket[ranked[to]] == bucket[ranked[from]]) {
          greatest = Math.max(greatest, worth[ranked[to++]]);
        }
        if (to == from + 1) continue;
        contested++;
        regret += greatest - worth[ranked[from]];
        greatestRegret = Math.max(greatestRegret, greatest - worth[ranked[from]]);
        for (int c = 0; c < prefixes.completions(layer); c++) {
          if (c == skipped) continue;
          for (int i = from; i < to; i++) {
            double better = values[prefixes.network(layer, ranked[i])];
            double first = truth[prefixes.network(layer, ranked[i], c)];
            for (int j = i + 1; j < to; j++) {
              double second = truth[prefixes.network(layer, ranked[j], c)];
              if (first == second || values[prefixes.network(layer, ranked[j])] == better) continue;
              pairs++;
              if (second > first) reversed++;
            }
          }
        }
      }
    }
  }
}
