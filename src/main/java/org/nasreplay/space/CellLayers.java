package org.nasreplay.space;

import java.util.List;
import java.util.StringJoiner;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The cells of NAS-Bench-101 with a layer for every vertex behind the input: of an inner vertex its
 * operation and the edges into it are chosen together, of the output the edges. An open layer is a
 * convolution of 3 x 3 behind the vertex before it, so that the rest is the dearest chain, and the
 * three edges that a cell may have beyond it are left to those layers that are chosen.
 */
final class CellLayers implements LayeredSpace {
  private static final int LAYERS = CellEdges.VERTICES - 1;
  private static final int OPERATIONS = NasBench101Cell.OPERATIONS.size();

  private final NasBench101Space space;

  CellLayers(NasBench101Space space) {
    this.space = space;
  }

  /** How many sets of edges there are into the vertex of a layer. */
  private static int sets(int layer) {
    return 2 << layer;
  }

  @Override
  public int[] open() {
    var chain = new int[LAYERS];
    for (int layer = 0; layer < LAYERS; layer++) chain[layer] = sets(layer) / 2;
    return chain;
  }

  @Override
  public Architecture architecture(int... options) {
    if (options.length != LAYERS) {
      throw new IllegalArgumentException(
          Text.format("%d options for the %d layers of %s", options.length, LAYERS, name()));
    }
    var vector = new byte[LAYERS];
    int edges = 0;
    int operations = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      int option = options[layer];
      if (option < 0 || option >= choices(layer)) {
        throw new IllegalArgumentException(
            Text.format(
                "option %d at layer %d is outside 0..%d", option, layer, choices(layer) - 1));
      }
      vector[layer] = (byte) option;
      int vertex = layer + 1;
      for (int from = 0; from < vertex; from++) {
        if (((option >> from) & 1) == 1) edges |= CellEdges.bit(from, vertex);
      }
      if (vertex < LAYERS) operations += CellEdges.operations(vertex, option / sets(layer));
    }
    return Architecture.numbered(vector, space.index(edges, operations));
  }

  @Override
  public boolean valid(Architecture architecture) {
    return space.valid(architecture);
  }

  @Override
  public Architecture canonical(Architecture architecture) {
    return space.canonical(architecture);
  }

  @Override
  public Architecture sample(UniformRandomProvider random) {
    return space.sample(random);
  }

  @Override
  public String name() {
    return space.name();
  }

  @Override
  public int positions() {
    return LAYERS;
  }

  @Override
  public int choices(int layer) {
    return layer == LAYERS - 1 ? sets(layer) : sets(layer) * OPERATIONS;
  }

  /** The operation, and the vertices that it gets something from. */
  @Override
  public String choiceName(int layer, int option) {
    var from = new StringJoiner(", ", "(", ")");
    for (int vertex = 0; vertex <= layer; vertex++) {
      if (((option >> vertex) & 1) == 1) from.add(Integer.toString(vertex));
    }
    String operation =
        layer == LAYERS - 1 ? "output" : NasBench101Cell.OPERATIONS.get(option / sets(layer));
    return operation + from;
  }

  @Override
  public String format(Architecture architecture) {
    return space.format(canonical(architecture));
  }

  @Override
  public Architecture parse(String text) {
    throw new InputException("layers of a cell are chosen by a search, not written");
  }

  @Override
  public List<String> costs() {
    return space.costs();
  }

  @Override
  public CostModel cost(String name, Dataset dataset) {
    return space.cost(name, dataset);
  }
}
