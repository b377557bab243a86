package org.nasreplay.study;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.RankTests;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * Whether a few runs would have told a searcher from the next best one. Of both searchers' finished
 * runs, {@code runs} are drawn with replacement many times, and each time the two-sided
 * Mann-Whitney U test is asked at 5 %. Only searchers with two runs or more, all of which have a
 * test accuracy, are held against each other: one run drawn again and again is no sample.
 *
 * @param protocol the protocol's name
 * @param searcher the one in question
 * @param rival the other searcher with the greatest mean test accuracy
 * @param lead how much greater the searcher's mean is, in points
 * @param runs of each that are drawn
 * @param told share of the draws that the test tells apart
 * @param right share of the draws that it tells apart with the right one ahead, 0 where none leads
 */
record Power(
    String protocol,
    String searcher,
    String rival,
    double lead,
    int runs,
    double told,
    double right) {
  /** The least share that counts as enough, as is usual. */
  static final double ENOUGH = 0.8;

  private static final double LEVEL = 0.05;
  private static final int DRAWS = 1000;

  /**
   * The sample with the least number of runs whose power is enough.
   *
   * @param runs 0 where not even {@code most} were
   * @param most the greatest number that was tried
   */
  record Needed(String protocol, String searcher, String rival, int runs, int most) {}

  /** The accuracies of a searcher and of its rival under one protocol. */
  @SuppressWarnings("ArrayRecordComponent") // drawn from, never compared
  record Pair(String protocol, String searcher, String rival, double[] a, double[] b) {
    /** Null where the searcher or every rival of it lacks accuracies. */
    static @Nullable Pair of(Results results, String protocol, String searcher) {
      double[] own = accuracies(results, protocol, searcher);
      if (own == null) return null;
      Pair pair = null;
      double best = Double.NEGATIVE_INFINITY;
      for (var other : results.provenance().searchers()) {
        if (other.label().equals(searcher)) continue;
        double[] accuracies = accuracies(results, protocol, other.label());
        if (accuracies == null) continue;
        double mean = SampleSummary.mean(accuracies);
        if (mean > best) {
          best = mean;
          pair = new Pair(protocol, searcher, other.label(), own, accuracies);
        }
      }
      return pair;
    }

    private static double @Nullable [] accuracies(
        Results results, String protocol, String searcher) {
      List<Run> runs = results.runs(protocol, searcher);
      boolean sample = runs.size() > 1 && Answers.of(runs, Run::testAtBudget).complete();
      return sample ? SampleSummary.values(runs, Run::testAtBudget) : null;
    }

    Power power(int runs) {
      UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(runs);
      double lead = SampleSummary.mean(a) - SampleSummary.mean(b);
      var drawnA = new double[runs];
      var drawnB = new double[runs];
      int told = 0;
      int right = 0;
      for (int draw = 0; draw < DRAWS; draw++) {
        for (int i = 0; i < runs; i++) {
          drawnA[i] = a[random.nextInt(a.length)];
          drawnB[i] = b[random.nextInt(b.length)];
        }
        if (RankTests.mannWhitney(drawnA, drawnB) >= LEVEL) continue;
        told++;
        boolean ahead = RankTests.superiority(drawnA, drawnB).value() > 0.5;
        if (lead != 0 && ahead == lead > 0) right++;
      }
      return new Power(
          protocol, searcher, rival, lead, runs, told / (double) DRAWS, right / (double) DRAWS);
    }
  }

  /** By protocol and number of runs; none of a protocol that has no two samples. */
  static List<Power> of(Results results, String searcher, int[] runs) {
    List<Power> all = new ArrayList<>();
    for (var protocol : results.provenance().protocols()) {
      Pair pair = Pair.of(results, protocol.name(), searcher);
      if (pair == null) continue;
      for (int n : runs) all.add(pair.power(n));
    }
    return all;
  }

  /**
   * How many runs are enough, by protocol that has two samples: the first of 3, 4, … in steps of a
   * tenth.
   *
   * @param most where the search ends
   */
  static List<Needed> needed(Results results, String searcher, int most) {
    List<Needed> all = new ArrayList<>();
    for (var protocol : results.provenance().protocols()) {
      Pair pair = Pair.of(results, protocol.name(), searcher);
      if (pair == null) continue;
      int runs = 3;
      while (runs <= most && pair.power(runs).right() < ENOUGH) {
        runs += Math.max(1, runs / 10);
      }
      all.add(new Needed(protocol.name(), searcher, pair.rival(), runs <= most ? runs : 0, most));
    }
    return all;
  }
}
