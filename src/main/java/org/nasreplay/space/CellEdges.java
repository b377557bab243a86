package org.nasreplay.space;

import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Graphs of seven vertices and labels of five of them as numbers: see {@link NasBench101Cell} for
 * the order of bits and digits.
 */
final class CellEdges {
  static final int VERTICES = 7;
  static final int MOST_EDGES = 9;
  private static final int ALL_VERTICES = (1 << VERTICES) - 1;
  static final int PAIRS = VERTICES * (VERTICES - 1) / 2;

  /** How many graphs there are, cells and others. */
  static final int ALL = 1 << PAIRS;

  /** How many ways there are to choose the operations of five vertices. */
  static final int LABELLINGS = 243;

  private static final int OUT = VERTICES - 1;
  private static final int[] POWER = {0, 81, 27, 9, 3, 1};

  private CellEdges() {}

  /** The number of an edge from a vertex to a later one, 0..20. */
  static int pair(int from, int to) {
    return from * (2 * VERTICES - 1 - from) / 2 + to - from - 1;
  }

  static int bit(int from, int to) {
    return 1 << (PAIRS - 1 - pair(from, to));
  }

  static boolean has(int edges, int from, int to) {
    return (edges & bit(from, to)) != 0;
  }

  /** The operation of inner vertex {@code v}, 1..5. */
  static int operation(int operations, int v) {
    return operations / POWER[v] % 3;
  }

  /** {@code operation} as that of inner vertex {@code v}, all others being 0. */
  static int operations(int v, int operation) {
    return operation * POWER[v];
  }

  /**
   * The vertices, a bit for each, on a path from the input to the output; 0 where there is none.
   */
  static int onPath(int edges) {
    int reached = 1;
    for (int from = 0; from < OUT; from++) {
      if (((reached >> from) & 1) == 1) reached |= successors(edges, from);
    }
    int reaching = 1 << OUT;
    for (int from = OUT - 1; from >= 0; from--) {
      if ((successors(edges, from) & reaching) != 0) reaching |= 1 << from;
    }
    return ((reached >> OUT) & 1) == 1 ? reached & reaching : 0;
  }

  /** The vertices that {@code from} has an edge to, a bit for each. */
  private static int successors(int edges, int from) {
    return mirrored(edges >> behind(from)) & (ALL_VERTICES ^ ((2 << from) - 1));
  }

  /** How many bits there are behind the edges from {@code from}. */
  private static int behind(int from) {
    return PAIRS - 1 - pair(from, OUT);
  }

  /** The seven last bits, in reverse. */
  private static int mirrored(int bits) {
    return Integer.reverse(bits) >>> (Integer.SIZE - VERTICES);
  }

  /** {@code edges} without those that are on no path from the input to the output. */
  static int pruned(int edges) {
    int alive = onPath(edges);
    int pruned = 0;
    for (int from = 0; from < OUT; from++) {
      if (((alive >> from) & 1) == 1) {
        pruned |= mirrored(successors(edges, from) & alive) << behind(from);
      }
    }
    return pruned;
  }

  /**
   * Whether these are the edges of a cell: all on a path, neither none nor too many, and vertices
   * without any behind those with some.
   */
  static boolean isCell(int edges) {
    int alive = onPath(edges) & (ALL_VERTICES >> 1); // bits from 0 on, without a gap
    return alive != 0
        && (alive & (alive + 1)) == 0
        && pruned(edges) == edges
        && Integer.bitCount(edges) <= MOST_EDGES;
  }

  /** How many inner vertices have edges, where these are the edges of a cell. */
  static int inner(int edges) {
    return Integer.bitCount(onPath(edges)) - 2;
  }

  /** How many vertices, of those from the input on and the output, a notation has to name. */
  private static int named(int edges, int operations) {
    for (int v = OUT - 1; v > 0; v--) {
      if (operation(operations, v) != 0 || touches(edges, v)) return v + 2;
    }
    return 2;
  }

  private static boolean touches(int edges, int v) {
    for (int w = 0; w < VERTICES; w++) {
      if (w != v && has(edges, Math.min(v, w), Math.max(v, w))) return true;
    }
    return false;
  }

  static String format(int edges, int operations) {
    int vertices = named(edges, operations);
    var text = new StringBuilder();
    for (int from = 0; from < vertices - 1; from++) {
      for (int to = from + 1; to < vertices; to++) {
        text.append(has(edges, from, to == vertices - 1 ? OUT : to) ? '1' : '0');
      }
    }
    text.append('-');
    for (int v = 1; v < vertices - 1; v++) {
      text.append(NasBench101Cell.LETTERS.charAt(operation(operations, v)));
    }
    return text.toString();
  }

  /**
   * The code of the edges and operations that {@link #format} writes, and of such with more
   * vertices than it needs.
   *
   * @throws InputException where it is not of this form
   */
  static int parse(String text) {
    int hyphen = text.indexOf('-');
    int vertices = text.length() - hyphen + 1;
    boolean sized = hyphen >= 0 && vertices <= VERTICES && hyphen == vertices * (vertices - 1) / 2;
    if (!sized) throw unknown(text);
    int edges = 0;
    int at = 0;
    for (int from = 0; from < vertices - 1; from++) {
      for (int to = from + 1; to < vertices; to++, at++) {
        char c = text.charAt(at);
        if (c == '1') edges |= bit(from, to == vertices - 1 ? OUT : to);
        else if (c != '0') throw unknown(text);
      }
    }
    int operations = 0;
    for (int v = 1; v < vertices - 1; v++) {
      int operation = NasBench101Cell.LETTERS.indexOf(text.charAt(hyphen + v));
      if (operation < 0) throw unknown(text);
      operations += operations(v, operation);
    }
    return edges * LABELLINGS + operations;
  }

  private static InputException unknown(String text) {
    return new InputException(
        Text.format(
            "unknown architecture (%s), expected a cell of 2 to %d vertices like 111-3: a bit for"
                + " every edge from a vertex to a later one, and 3, 1 or m for every vertex between"
                + " input and output",
            Text.excerpt(text), VERTICES));
  }
}
