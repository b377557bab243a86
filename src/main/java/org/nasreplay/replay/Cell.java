package org.nasreplay.replay;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of runs of one searcher under one protocol: what an {@link Engine} runs at once. Plain
 * data, so that it can be run in another process.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param from the first run's number
 * @param end the number after the last one's
 */
public record Cell(String protocol, String searcher, int from, int end) implements Serializable {
  /** Runs at most: enough to amortise the hand-over, few enough to keep all threads busy. */
  private static final int MOST = 20;

  public Cell {
    if (from < 0 || end <= from) throw new IllegalArgumentException(from + ".." + end);
  }

  /**
   * All of a replay: by protocol, then searcher, then number of the run. Those of a pair have the
   * same number of runs, or one more.
   *
   * @param runs of each searcher under each protocol
   * @param shard whose share it is; null for all
   */
  static List<Cell> all(
      List<String> protocols, List<String> searchers, int runs, @Nullable Shard shard) {
    List<Cell> all = new ArrayList<>();
    int ofAPair = (runs + MOST - 1) / MOST;
    for (String protocol : protocols) {
      for (String searcher : searchers) {
        for (long i = 0; i < ofAPair; i++) {
          int from = (int) (i * runs / ofAPair);
          all.add(new Cell(protocol, searcher, from, (int) ((i + 1) * runs / ofAPair)));
        }
      }
    }
    return shard == null ? all : shard.share(all);
  }

  int runs() {
    return end - from;
  }

  /**
   * What a cell gave.
   *
   * @param runs in order; fewer than the cell has where its searcher failed
   * @param time what they took of a processor; null where it is not known
   */
  public record Result(Cell cell, List<Run> runs, @Nullable ProcessorTime time)
      implements Serializable {}
}
