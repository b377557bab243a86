package org.nasreplay.replay;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

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

  /** At least so many parts there are of many cells, for workers that come later. */
  private static final int SHARES = 256;

  private static final int SHARES_PER_WORKER = 4;

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
   * Divides cells, in their order, among workers each of whom takes the next part when it is free.
   *
   * <p>Guided self-scheduling (Polychronopoulos and Kuck, IEEE Transactions on Computers 36, 1987):
   * a part is always the same share of what is left, so parts are large while much is to be done,
   * and single cells at the end. What a cell costs need not be known, and is not: searchers differ
   * a thousandfold. As the order stays, pairs of protocol and searcher become whole one after the
   * other, and with that part of a {@link RunJournal}.
   *
   * @param workers how many are known of; more may come
   */
  public static List<List<Cell>> parts(List<Cell> cells, int workers) {
    int shares = Math.max(SHARES, SHARES_PER_WORKER * workers);
    List<List<Cell>> parts = new ArrayList<>();
    for (int from = 0; from < cells.size(); ) {
      int end = from + Math.max(1, (cells.size() - from) / shares);
      parts.add(List.copyOf(cells.subList(from, end)));
      from = end;
    }
    return parts;
  }

  /** One of its runs, as messages name it. */
  String place(int run) {
    return Text.format("searcher %s, protocol %s, run %d", searcher, protocol, run);
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
