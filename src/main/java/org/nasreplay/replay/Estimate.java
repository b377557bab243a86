package org.nasreplay.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * Tries the first run of every cell, those of the first cells first and otherwise in an order by
   * chance that is the same each time, then the second, until the time is over. Searchers that are
   * processes are not started. Each run here is one that the replay makes.
   *
   * @param limitSeconds how long it goes on, but for the run under way; one run is always tried
   */
  public static Estimate of(Replay replay, double limitSeconds) {
    Set<String> here =
        replay.entries().stream()
            .filter(entry -> entry.searcher().create().get().computesHere())
            .map(Suite.Entry::label)
            .collect(Collectors.toSet());
    List<Cell> cells = new ArrayList<>(replay.cells());
    cells.removeIf(cell -> !here.contains(cell.searcher()));
    Collections.shuffle(cells, new Random(1));
    cells.sort(Comparator.comparingInt(Cell::from));
    long all = cells.stream().mapToLong(Cell::runs).sum();
    long start = System.nanoTime();
    long evaluations = 0;
    int tried = 0;
    double spent = 0;
    Set<List<String>> pairs = new HashSet<>();
    for (int round = 0; tried < all && (tried == 0 || spent < limitSeconds); round++) {
      for (Cell cell : cells) {
        int run = cell.from() + round;
        if (run >= cell.end()) continue;
        if (tried > 0 && spent >= limitSeconds) break;
        var one = new Cell(cell.protocol(), cell.searcher(), run, run + 1);
        evaluations += replay.run(one).runs().stream().mapToLong(Run::evaluations).sum();
        pairs.add(List.of(cell.protocol(), cell.searcher()));
        tried++;
        spent = (System.nanoTime() - start) / 1e9;
      }
    }
    int allPairs =
        (int) cells.stream().map(c -> List.of(c.protocol(), c.searcher())).distinct().count();
    double share = tried == 0 ? 0 : (double) all / tried;
    return new Estimate(evaluations * share, spent * share, tried, pairs.size(), allPairs);
  }
}
