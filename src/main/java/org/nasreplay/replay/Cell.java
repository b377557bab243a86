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

  /** At least so many sections there are, of at most so many cells. */
  private static final int SECTIONS = 8;

  private static final int LONGEST_SECTION = 1024;

  /** At least so many parts a section has, for workers that come later. */
  private static final int PARTS = 16;

  private static final int PARTS_PER_WORKER = 4;

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
   * Divides cells among workers each of whom takes the next part when it is free.
   *
   * <p>What a cell costs is not known: searchers differ a thousandfold, and those that are alike
   * follow each other. So cells are dealt out in turns, and parts are of comparable cost; but only
   * those of one section after the other, so that pairs of protocol and searcher become whole, and
   * with that part of a {@link RunJournal}, while others have not begun.
   *
   * @param workers how many are known of
   */
  public static List<List<Cell>> parts(List<Cell> cells, int workers) {
    int length = Math.min((cells.size() + SECTIONS - 1) / SECTIONS, LONGEST_SECTION);
    List<List<Cell>> parts = new ArrayList<>();
    for (int from = 0; from < cells.size(); from += length) {
      List<Cell> section = cells.subList(from, Math.min(from + length, cells.size()));
      int count = Math.min(section.size(), Math.max(PARTS, PARTS_PER_WORKER * workers));
      for (int part = 0; part < count; part++) {
        List<Cell> dealt = new ArrayList<>();
        for (int i = part; i < section.size(); i += count) dealt.add(section.get(i));
        parts.add(dealt);
      }
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
