package org.nasreplay.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cells of NAS-Bench-101 are the same network, as numbers of networks, found in three loads
 * from arrays: a graph's edges tell which graph without labels it is and where its vertices lie
 * there, and the operations, moved there, which network. Vertices on no path change nothing.
 */
final class CellNetworks {
  /** Placements are numbers in base 6: at every inner vertex, which one it is, or 0 for none. */
  private static final int PLACEMENTS = 7776;

  /** By place. */
  private static final int[] SIX = {0, 1, 6, 36, 216, 1296};

  /** By edges, the number of the graph; −1 for no cell. */
  private static final short[] GRAPH = new short[CellEdges.ALL];

  /** By edges, where the graph's vertices lie. */
  private static final short[] PLACEMENT = new short[CellEdges.ALL];

  /** By placement, operations as they are moved; null where no graph lies so. */
  private static final short[][] MOVED = new short[PLACEMENTS][];

  /** By graph and operations there, the number of the network. */
  private static final int[] NETWORK;

  /** By network, a cell that is it. */
  private static final int[] CODE;

  static {
    Arrays.fill(GRAPH, (short) -1);
    List<int[]> networks = new ArrayList<>();
    IntStream.Builder codes = IntStream.builder();
    int count = 0;
    for (int edges = 0; edges < CellEdges.ALL; edges++) {
      if (GRAPH[edges] >= 0 || !CellEdges.isCell(edges)) continue;
      List<short[]> symmetries = new ArrayList<>();
      int[] place = new int[CellEdges.inner(edges) + 1];
      place(edges, (short) networks.size(), 1, place, 0, symmetries);
      int[] numbers = new int[CellEdges.LABELLINGS];
      Arrays.fill(numbers, -1);
      short[] identity = symmetries.get(0);
      for (int labels = 0; labels < numbers.length; labels++) {
        boolean ofVerticesThere = identity[labels] == labels;
        if (!ofVerticesThere || numbers[labels] >= 0) continue;
        for (short[] moved : symmetries) numbers[moved[labels]] = count;
        codes.add(edges * CellEdges.LABELLINGS + labels);
        count++;
      }
      networks.add(numbers);
    }
    NETWORK = networks.stream().flatMapToInt(Arrays::stream).toArray();
    CODE = codes.build().toArray();
    for (int edges = 0; edges < CellEdges.ALL; edges++) {
      int pruned = CellEdges.pruned(edges);
      GRAPH[edges] = GRAPH[pruned];
      PLACEMENT[edges] = PLACEMENT[pruned];
    }
  }

  private CellNetworks() {}

  /**
   * Finds all graphs of seven vertices that are one graph.
   *
   * @param vertex the inner vertex to be placed next, from 1
   * @param place by vertex
   * @param taken places, a bit for each
   * @param symmetries takes how operations move where the graph falls on itself, the identity first
   */
  private static void place(
      int edges, short graph, int vertex, int[] place, int taken, List<short[]> symmetries) {
    if (vertex == place.length) {
      int image = image(edges, place);
      if (image < 0) return;
      int placement = 0;
      for (int v = 1; v < place.length; v++) {
        placement += v * SIX[place[v]];
      }
      if (MOVED[placement] == null) MOVED[placement] = moved(place);
      GRAPH[image] = graph;
      PLACEMENT[image] = (short) placement;
      if (image == edges) symmetries.add(MOVED[placement]);
      return;
    }
    for (int to = 1; to < CellEdges.VERTICES - 1; to++) {
      if (((taken >> to) & 1) == 1) continue;
      place[vertex] = to;
      place(edges, graph, vertex + 1, place, taken | (1 << to), symmetries);
    }
  }

  /** The edges between the vertices where they are placed; −1 where one would lead backwards. */
  private static int image(int edges, int[] place) {
    int image = 0;
    int out = CellEdges.VERTICES - 1;
    for (int from = 0; from < out; from++) {
      for (int to = from + 1; to <= out; to++) {
        if (!CellEdges.has(edges, from, to)) continue;
        int start = from == 0 ? 0 : place[from];
        int end = to == out ? out : place[to];
        if (start > end) return -1;
        image |= CellEdges.bit(start, end);
      }
    }
    return image;
  }

  private static short[] moved(int[] place) {
    var moved = new short[CellEdges.LABELLINGS];
    for (int labels = 0; labels < moved.length; labels++) {
      int there = 0;
      for (int v = 1; v < place.length; v++) {
        there += CellEdges.operations(v, CellEdges.operation(labels, place[v]));
      }
      moved[labels] = (short) there;
    }
    return moved;
  }

  /** How many networks there are. */
  static int count() {
    return CODE.length;
  }

  /** The number of the network, 0..count−1; −1 where edges make no cell. */
  static int of(int edges, int operations) {
    int graph = GRAPH[edges];
    if (graph < 0) return -1;
    return NETWORK[graph * CellEdges.LABELLINGS + MOVED[PLACEMENT[edges]][operations]];
  }

  /** One of the cells that are the network. */
  static NasBench101Cell cell(int network) {
    return NasBench101Cell.ofCode(CODE[network]);
  }
}
