package org.nasreplay.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a replay is expected to take, measured on some of its runs.
 *
 * @param evaluations of all runs: the mean of those that were tried, times the number of runs
 * @param seconds that all runs would take one after the other on the thread that tried some
 * @param tried how many runs were tried
 * @param pairs of how many searchers under protocols
 * @param allPairs how many of these there are, those that are processes left out
 */
public record Estimate(double evaluations, double seconds, int tried, int pairs, int allPairs) {

  private record Pair(String protocol, String searcher) {}

  /**
   * Tries the first run of every searcher under every protocol, in an order by chance that is the
   * same each time, then the second, until the time is over. Searchers that are processes are not
   * started. Each run here is one that the replay makes.
   *
   * @param limitSeconds how long it goes on, but for the run under way; one run is always tried
   */
  public static Estimate of(Replay replay, double limitSeconds) {
    List<Pair> pairs = new ArrayList<>();
    for (Task task : replay.tasks()) {
      for (Suite.Entry entry : replay.entries()) {
        if (entry.searcher().create().get().computesHere()) {
          pairs.add(new Pair(task.protocol().name(), entry.label()));
        }
      }
    }
    if (pairs.isEmpty()) return new Estimate(0, 0, 0, 0, 0);
    Collections.shuffle(pairs, new Random(1));
    int runs = replay.suite().runs();
    long all = (long) pairs.size() * runs;
    long start = System.nanoTime();
    long evaluations = 0;
    int tried = 0;
    double spent = 0;
    while (tried < all && (tried == 0 || spent < limitSeconds)) {
      Pair pair = pairs.get(tried % pairs.size());
      int run = tried / pairs.size();
      Cell.Result result = replay.run(new Cell(pair.protocol(), pair.searcher(), run, run + 1));
      evaluations += result.runs().stream().mapToLong(Run::evaluations).sum();
      tried++;
      spent = (System.nanoTime() - start) / 1e9;
    }
    double share = (double) all / tried;
    return new Estimate(
        evaluations * share, spent * share, tried, Math.min(tried, pairs.size()), pairs.size());
  }
}
