package org.nasreplay.spark;

import java.util.ArrayList;
import java.util.List;
import org.nasreplay.replay.Cell;

/**
 * How cells are divided into partitions, which Spark hands to whoever is free, in order.
 *
 * <p>Guided self-scheduling (Polychronopoulos and Kuck, IEEE Transactions on Computers 36, 1987):
 * each part is the same share of what is left, so that parts are large while much is to be done,
 * and a single cell at the end. What a cell costs need not be known, and cannot: searchers differ a
 * thousandfold. Cells stay in their order, so that pairs of protocol and searcher are whole, and in
 * the journal, one after the other.
 */
final class Parts {
  /** Of what is left, a part is one of so many shares, where a cluster has few cores. */
  private static final int SHARES = 256;

  private static final int SHARES_PER_CORE = 4;

  private Parts() {}

  /**
   * All cells, in order.
   *
   * @param cores that are known of; more may come
   */
  static List<ArrayList<Cell>> of(List<Cell> cells, int cores) {
    int shares = Math.max(SHARES, SHARES_PER_CORE * cores);
    List<ArrayList<Cell>> parts = new ArrayList<>();
    int from = 0;
    while (from < cells.size()) {
      int end = from + Math.max(1, (cells.size() - from) / shares);
      parts.add(new ArrayList<>(cells.subList(from, end)));
      from = end;
    }
    return parts;
  }
}
