package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.search.CostBuckets;
import org.nasreplay.space.Dataset;

/**
 * One exhaustive sweep of LayerNAS without a constraint, as a deterministic beam: every layer tries
 * all options of all kept candidates before the next one begins. Its best network in each bucket
 * answers the search under that constraint on cost. Where one training judges, figures are means
 * over the trainings.
 *
 * @param buckets H, of equal width
 * @param keep candidates kept per bucket, k
 * @param trained distinct networks that are trained
 * @param bound H·k·|S|·L, which {@code trained} cannot exceed
 * @param optima buckets that hold a network
 * @param reached share of them in which the sweep trained one
 * @param trainedOptima share of them whose best network was trained
 * @param regret mean over reached buckets of what the answer's mean reward lacks, in points; null
 *     where none is reached
 * @param greatestRegret the greatest of these; null as well
 */
record LayerSweep(
    Dataset dataset,
    RewardTable.Judge judge,
    int buckets,
    int keep,
    double trained,
    long bound,
    int optima,
    double reached,
    double trainedOptima,
    @Nullable Double regret,
    @Nullable Double greatestRegret) {

  /** By judge, number of buckets and number kept. */
  static List<LayerSweep> of(RewardTable rewards, int[] bucketCounts, int[] keeps) {
    Prefixes prefixes = Prefixes.withLargestRest(rewards.space(), rewards.cost());
    double[] truth = prefixes.byNetwork(rewards.mean());
    int layers = prefixes.layers();
    long options = 0;
    for (int layer = 1; layer <= layers; layer++) options += prefixes.choices(layer);
    List<LayerSweep> all = new ArrayList<>();
    for (RewardTable.Judge judge : rewards.judges()) {
      List<double[]> seen = rewards.seenBy(judge).stream().map(prefixes::byNetwork).toList();
      for (int count : bucketCounts) {
        CostBuckets buckets = prefixes.buckets(rewards.cost(), count);
        int[] optimum = OptimumRetention.optima(prefixes, buckets, truth);
        var sweeps = new Outcome[keeps.length];
        Arrays.setAll(sweeps, k -> new Outcome());
        for (double[] values : seen) {
          var bucket = new int[layers + 1][];
          var ranked = new int[layers + 1][];
          for (int layer = 1; layer <= layers; layer++) {
            bucket[layer] = prefixes.bucketOf(layer, buckets);
            ranked[layer] = prefixes.ranked(layer, bucket[layer], values);
          }
          for (int k = 0; k < keeps.length; k++) {
            sweeps[k].add(prefixes, bucket, ranked, keeps[k], optimum, truth);
          }
        }
        for (int k = 0; k < keeps.length; k++) {
          Outcome sum = sweeps[k];
          double samples = (double) seen.size() * optimum.length;
          all.add(
              new LayerSweep(
                  rewards.dataset(),
                  judge,
                  count,
                  keeps[k],
                  sum.trained / (double) seen.size(),
                  count * (long) keeps[k] * options,
                  optimum.length,
                  sum.reached / samples,
                  sum.optima / samples,
                  sum.reached == 0 ? null : sum.regret / sum.reached,
                  sum.reached == 0 ? null : sum.greatestRegret));
        }
      }
    }
    return all;
  }

  /** Sums over the trainings that judge. */
  private static final class Outcome {
    long trained;
    int reached;
    int optima;
    double regret;
    double greatestRegret;

    void add(
        Prefixes prefixes,
        int[][] bucket,
        int[][] ranked,
        int keep,
        int[] optimum,
        double[] truth) {
      var isTrained = new boolean[truth.length];
      var parents = new boolean[] {true}; // the empty prefix
      int layers = prefixes.layers();
      for (int layer = 1; layer <= layers; layer++) {
        var kept = new boolean[prefixes.count(layer)];
        var size = new int[1 + max(bucket[layer])];
        for (int child : ranked[layer]) {
          if (!parents[child / prefixes.choices(layer)]) continue;
          isTrained[prefixes.canonical(prefixes.network(layer, child))] = true;
          kept[child] = size[bucket[layer][child]]++ < keep;
        }
        parents = kept;
      }
      for (boolean one : isTrained) trained += one ? 1 : 0;

      // What is best in its bucket is never pushed out, so the last layer has every answer.
      var answer = new int[1 + max(bucket[layers])];
      Arrays.fill(answer, -1);
      for (int network : ranked[layers]) {
        int b = bucket[layers][network];
        if (parents[network] && answer[b] < 0) answer[b] = network;
      }
      for (int best : optimum) {
        if (isTrained[prefixes.canonical(best)]) optima++;
        int found = answer[bucket[layers][best]];
        if (found < 0) continue;
        reached++;
        double lacking = truth[best] - truth[found];
        regret += lacking;
        greatestRegret = Math.max(greatestRegret, lacking);
      }
    }

    private static int max(int[] values) {
      return Arrays.stream(values).max().orElseThrow();
    }
  }
}
