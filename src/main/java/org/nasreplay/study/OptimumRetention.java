package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.search.CostBuckets;
import org.nasreplay.space.Dataset;

/**
 * Whether LayerNAS's pruning keeps what it is looking for. Of all prefixes of {@code layer} choices
 * that share a bucket of cost, the {@code keep} best are kept, judged by the network N(p) whose
 * later layers hold the default; kept or not, each is worth V(p), the best mean reward of all its
 * completions. Everything is enumerated, nothing sampled; where one training judges, shares are
 * means over the trainings.
 *
 * @param layer l, 1..L−1
 * @param buckets H, of equal width
 * @param keep candidates kept per bucket, k
 * @param occupied buckets with a prefix
 * @param retained share of them that keep a prefix of the greatest V
 * @param contested buckets with more than {@code keep} prefixes: only these can lose one
 * @param retainedContested share of them that keep a prefix of the greatest V; null if there is
 *     none
 * @param optima buckets of whole networks that have one; the best network of each is an optimum
 *     under a constraint on cost
 * @param optimaRetained share of these optima whose prefix is kept in its bucket
 */
record OptimumRetention(
    Dataset dataset,
    RewardTable.Judge judge,
    int layer,
    int buckets,
    int keep,
    int occupied,
    double retained,
    int contested,
    @Nullable Double retainedContested,
    int optima,
    double optimaRetained) {

  /** By judge, number of buckets, layer and number kept. */
  static List<OptimumRetention> of(RewardTable rewards, int[] bucketCounts, int[] keeps) {
    Prefixes prefixes = Prefixes.withLargestRest(rewards.space(), rewards.cost());
    double[] truth = prefixes.byNetwork(rewards.mean());
    List<OptimumRetention> all = new ArrayList<>();
    for (RewardTable.Judge judge : rewards.judges()) {
      List<double[]> seen = rewards.seenBy(judge).stream().map(prefixes::byNetwork).toList();
      for (int count : bucketCounts) {
        CostBuckets buckets = prefixes.buckets(rewards.cost(), count);
        int[] optimum = optima(prefixes, buckets, truth);
        for (int layer = 1; layer < prefixes.layers(); layer++) {
          int[] bucket = prefixes.bucketOf(layer, buckets);
          double[] worth = prefixes.best(layer, truth);
          List<int[]> places = new ArrayList<>();
          for (double[] values : seen) {
            places.add(places(prefixes.ranked(layer, bucket, values), bucket));
          }
          for (int keep : keeps) {
            all.add(
                of(rewards, judge, prefixes, layer, count, keep, bucket, worth, places, optimum));
          }
        }
      }
    }
    return all;
  }

  private static OptimumRetention of(
      RewardTable rewards,
      RewardTable.Judge judge,
      Prefixes prefixes,
      int layer,
      int buckets,
      int keep,
      int[] bucket,
      double[] worth,
      List<int[]> places,
      int[] optimum) {
    var size = new int[buckets];
    var greatest = new double[buckets];
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    for (int p = 0; p < bucket.length; p++) {
      size[bucket[p]]++;
      greatest[bucket[p]] = Math.max(greatest[bucket[p]], worth[p]);
    }
    int occupied = (int) Arrays.stream(size).filter(s -> s > 0).count();
    int contested = (int) Arrays.stream(size).filter(s -> s > keep).count();
    int lost = 0;
    int optimaLost = 0;
    for (int[] place : places) {
      var kept = new boolean[buckets];
      for (int p = 0; p < bucket.length; p++) {
        kept[bucket[p]] |= place[p] < keep && worth[p] == greatest[bucket[p]];
      }
      for (int b = 0; b < buckets; b++) {
        if (size[b] > 0 && !kept[b]) lost++;
      }
      // A network is kept as soon as one of its vectors is.
      var keptNetworks = new boolean[prefixes.count(prefixes.layers())];
      for (int network = 0; network < keptNetworks.length; network++) {
        if (place[prefixes.prefix(layer, network)] < keep) {
          keptNetworks[prefixes.canonical(network)] = true;
        }
      }
      for (int network : optimum) {
        if (!keptNetworks[prefixes.canonical(network)]) optimaLost++;
      }
    }
    return new OptimumRetention(
        rewards.dataset(),
        judge,
        layer,
        buckets,
        keep,
        occupied,
        1 - lost / (double) (places.size() * occupied),
        contested,
        contested == 0 ? null : 1 - lost / (double) (places.size() * contested),
        optimum.length,
        1 - optimaLost / (double) (places.size() * optimum.length));
  }

  /** Every prefix's place in its bucket, from 0 for the best. */
  private static int[] places(int[] ranked, int[] bucket) {
    var place = new int[ranked.length];
    for (int i = 1; i < ranked.length; i++) {
      boolean same = bucket[ranked[i]] == bucket[ranked[i - 1]];
      place[ranked[i]] = same ? place[ranked[i - 1]] + 1 : 0;
    }
    return place;
  }

  /** The best network of every bucket that has one; the first of equals. */
  static int[] optima(Prefixes prefixes, CostBuckets buckets, double[] truth) {
    int[] bucket = prefixes.bucketOf(prefixes.layers(), buckets);
    var best = new int[buckets.count()];
    Arrays.fill(best, -1);
    for (int network = 0; network < truth.length; network++) {
      int b = bucket[network];
      if (best[b] < 0 || truth[network] > truth[best[b]]) best[b] = network;
    }
    return Arrays.stream(best).filter(network -> network >= 0).toArray();
  }
}
