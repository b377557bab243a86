package org.nasreplay.replay;

import java.io.Serializable;
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

  public Cell {
    if (from < 0 || end <= from) throw new IllegalArgumentException(from + ".." + end);
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
