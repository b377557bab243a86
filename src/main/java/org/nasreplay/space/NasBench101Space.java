package org.nasreplay.space;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;

/**
 * The search space of NAS-Bench-101, or the part of it that a table lists: 21 positions for the
 * edges of a cell of seven vertices and five for the operations of its inner vertices, in the order
 * of {@link NasBench101Cell}. Of the 510 million vectors those are a network whose vertices on a
 * path from input to output are a listed cell; vertices on no path change nothing, and a vector
 * keeps them, as the authors' searchers do. All vectors of a network have its index.
 *
 * <p>Ying, Klein, Christiansen, Real, Murphy, Hutter, "NAS-Bench-101: Towards Reproducible Neural
 * Architecture Search", ICML 2019: 423,624 networks.
 */
public final class NasBench101Space extends EnumerableSpace {
  public static final String NAME = "nasbench101";

  private static final int POSITIONS = CellEdges.PAIRS + CellEdges.VERTICES - 2;
  private static final String HASH = "[0-9a-f]{32}";
  private static final String PARAMS = "params";

  private final int[] codes;

  /** By network, where it is listed; −1 where it is not. */
  private final int[] listed;

  private final Architecture[] byIndex;

  /** Every network is seldom asked for, and then by every run. */
  private volatile @Nullable CostModel params;

  private NasBench101Space(int[] codes) {
    super(NAME, choices());
    this.codes = codes;
    this.listed = new int[CellNetworks.count()];
    this.byIndex = new Architecture[codes.length];
    Arrays.fill(listed, -1);
    for (int index = 0; index < codes.length; index++) {
      NasBench101Cell cell = NasBench101Cell.ofCode(codes[index]);
      int network = CellNetworks.of(cell.edges(), cell.operations());
      if (listed[network] >= 0) {
        throw new InputException(
            Text.format("cell %s appears a second time, first as %s", cell, cell(listed[network])));
      }
      listed[network] = index;
      byIndex[index] = architecture(cell.edges(), cell.operations());
    }
  }

  private static int[] choices() {
    var choices = new int[POSITIONS];
    Arrays.fill(choices, 0, CellEdges.PAIRS, 2);
    Arrays.fill(choices, CellEdges.PAIRS, POSITIONS, NasBench101Cell.OPERATIONS.size());
    return choices;
  }

  /**
   * The space of some cells.
   *
   * @param codes of the cells as {@link NasBench101Cell#code} gives them, in the order of their
   *     hashes, on which {@link #parse} relies
   * @throws InputException where one is the code of no cell, or two cells are the same network
   */
  public static NasBench101Space of(int... codes) {
    return new NasBench101Space(codes.clone());
  }

  /** As {@link NasBench101Cell#code} gives them. */
  @Override
  public int[] codes() {
    return codes.clone();
  }

  /** The cell that is listed under {@code index}, 0..size−1. */
  public NasBench101Cell cell(int index) {
    return NasBench101Cell.ofCode(codes[index]);
  }

  /** Whether these are all cells of the benchmark, and not a part of them. */
  public boolean whole() {
    return codes.length == listed.length;
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public Architecture architecture(int index) {
    return byIndex[index];
  }

  @Override
  public Architecture architecture(int... vector) {
    requireChoices(vector);
    int edges = 0;
    for (int i = 0; i < CellEdges.PAIRS; i++) edges = 2 * edges + vector[i];
    int operations = 0;
    for (int i = CellEdges.PAIRS; i < POSITIONS; i++) operations = 3 * operations + vector[i];
    return architecture(edges, operations);
  }

  private Architecture architecture(int edges, int operations) {
    var vector = new byte[POSITIONS];
    int rest = edges;
    for (int i = CellEdges.PAIRS - 1; i >= 0; i--, rest >>= 1) vector[i] = (byte) (rest & 1);
    rest = operations;
    for (int i = POSITIONS - 1; i >= CellEdges.PAIRS; i--, rest /= 3) vector[i] = (byte) (rest % 3);
    return Architecture.numbered(vector, index(edges, operations));
  }

  /** Of the network, −1 where none is listed. */
  int index(int edges, int operations) {
    int network = CellNetworks.of(edges, operations);
    return network < 0 ? -1 : listed[network];
  }

  private static int edges(Architecture architecture) {
    int edges = 0;
    for (int i = 0; i < CellEdges.PAIRS; i++) edges = 2 * edges + architecture.choice(i);
    return edges;
  }

  private static int operations(Architecture architecture) {
    int operations = 0;
    for (int i = CellEdges.PAIRS; i < POSITIONS; i++) {
      operations = 3 * operations + architecture.choice(i);
    }
    return operations;
  }

  @Override
  public boolean valid(Architecture architecture) {
    return architecture.index() >= 0;
  }

  /** As the cell is listed. */
  @Override
  public Architecture canonical(Architecture architecture) {
    return valid(architecture) ? byIndex[architecture.index()] : architecture;
  }

  /**
   * As the authors' searchers draw: every edge and operation uniform, drawn again until they are a
   * cell. Of a part of the cells, each is drawn as often.
   */
  @Override
  public Architecture sample(UniformRandomProvider random) {
    if (!whole()) return byIndex[random.nextInt(byIndex.length)];
    int edges;
    int operations;
    do {
      edges = random.nextInt(CellEdges.ALL);
      operations = random.nextInt(CellEdges.LABELLINGS);
    } while (index(edges, operations) < 0);
    return architecture(edges, operations);
  }

  /**
   * As the authors' searchers mutate: every edge flips with probability 1/7, every operation is one
   * of the others with probability 1/5, until the result is a listed cell.
   */
  @Override
  public Architecture mutate(Architecture parent, UniformRandomProvider random) {
    int parentEdges = edges(parent);
    int parentOperations = operations(parent);
    int edges;
    int operations;
    do {
      edges = parentEdges;
      for (int i = 0; i < CellEdges.PAIRS; i++) {
        if (random.nextInt(CellEdges.VERTICES) == 0) edges ^= 1 << i;
      }
      operations = 0;
      for (int v = 1; v < CellEdges.VERTICES - 1; v++) {
        int operation = CellEdges.operation(parentOperations, v);
        boolean redrawn = random.nextInt(CellEdges.VERTICES - 2) == 0;
        if (redrawn) operation = (operation + 1 + random.nextInt(2)) % 3;
        operations += CellEdges.operations(v, operation);
      }
    } while (index(edges, operations) < 0);
    return architecture(edges, operations);
  }

  @Override
  public LayeredSpace layered() {
    return new CellLayers(this);
  }

  @Override
  public String choiceName(int position, int choice) {
    return position < CellEdges.PAIRS
        ? Integer.toString(choice)
        : NasBench101Cell.OPERATIONS.get(choice);
  }

  @Override
  public String format(Architecture architecture) {
    return CellEdges.format(edges(architecture), operations(architecture));
  }

  /**
   * The architecture that {@link #format} writes, or whose hash the text is.
   *
   * @throws InputException where it is no cell, or one that is not listed
   */
  @Override
  public Architecture parse(String text) {
    if (text.matches(HASH)) return byHash(text);
    int code = CellEdges.parse(text);
    Architecture architecture =
        architecture(code / CellEdges.LABELLINGS, code % CellEdges.LABELLINGS);
    if (valid(architecture)) return architecture;
    throw new InputException(
        Text.format(
            "architecture (%s), expected a cell of at most %d edges with a path from input to"
                + " output%s",
            Text.excerpt(text), CellEdges.MOST_EDGES, amongListed()));
  }

  private String amongListed() {
    return whole() ? "" : Text.format(", one of the %,d that the table lists", size());
  }

  private Architecture byHash(String hash) {
    int from = 0;
    int to = size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = cell(middle).hash().compareTo(hash);
      if (order == 0) return byIndex[middle];
      if (order < 0) from = middle + 1;
      else to = middle;
    }
    throw new InputException(
        Text.format("architecture (%s), expected the hash of a cell%s", hash, amongListed()));
  }

  @Override
  public List<Dataset> datasets() {
    return List.of(NatsBench.CIFAR10);
  }

  @Override
  public boolean knows(Dataset dataset) {
    return datasets().contains(dataset);
  }

  /** The authors trained every cell for 4, 12, 36 and 108 epochs. */
  @Override
  public boolean trainsAnew() {
    return true;
  }

  @Override
  public List<String> costs() {
    return List.of(PARAMS);
  }

  @Override
  public CostModel cost(String name, Dataset dataset) {
    if (!name.equals(PARAMS)) throw Names.unknown("cost", name, costs());
    CostModel known = params;
    if (known != null) return known;
    var values = new double[size()];
    Arrays.setAll(values, index -> cell(index).params());
    CostModel listing = new ListedCost(PARAMS, "parameters", this, values);
    params = listing;
    return listing;
  }

  /** Whether both list the same networks in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof NasBench101Space that && Arrays.equals(listed, that.listed));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(listed);
  }
}
