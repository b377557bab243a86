package org.nasreplay.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.EnumerableSpace;

/**
 * A table as files give it, an architecture a row: in any order, none twice, none missing. Of those
 * that are the same network one row is enough, and where there are more, they say the same.
 */
public final class TableRows {
  private final EnumerableSpace space;
  private final List<ColumnName> names;

  /** By column and index of the network's canonical architecture. */
  private final double[][] values;

  /** By index, the line of the architecture's row; 0 where none was. */
  private final int[] line;

  /** By index of the canonical architecture, which one came first, from 1; 0 where none did. */
  private final int[] first;

  /**
   * @param names of the columns, in the order of every row's values
   * @throws InputException where they are more than memory can hold
   */
  public TableRows(EnumerableSpace space, List<ColumnName> names) {
    this.space = space;
    this.names = List.copyOf(names);
    requireMemory(names.size(), space);
    this.values = new double[names.size()][space.size()];
    this.line = new int[space.size()];
    this.first = new int[space.size()];
  }

  private static void requireMemory(int columns, EnumerableSpace space) {
    long needed = (long) columns * space.size() * Double.BYTES;
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most * 3 / 4) {
      throw new InputException(
          Text.format(
              "%,d columns of %,d values take %,d MB of memory, and Java may use %,d; convert the"
                  + " table to .h5 with NASREPLAY_JAVA_OPTS=-Xmx%dm",
              columns, space.size(), needed >> 20, most >> 20, (needed >> 20) * 2));
    }
  }

  /**
   * Takes a row.
   *
   * @param at its line, from 1
   * @param row a value for every column, NaN where one is missing
   * @throws InputException where the architecture is not of the space, was there before, or is a
   *     network that has other values
   */
  public void add(String architecture, int at, double[] row) {
    int index = space.parse(architecture).index();
    if (line[index] != 0) {
      throw new InputException(
          Text.format(
              "architecture %s appears a second time, first in line %d",
              architecture, line[index]));
    }
    line[index] = at;
    int network = space.canonical(space.architecture(index)).index();
    for (int k = 0; k < row.length; k++) {
      if (first[network] == 0) values[k][network] = row[k];
      else requireSame(space, names.get(k), index, row[k], first[network] - 1, values[k][network]);
    }
    if (first[network] == 0) first[network] = index + 1;
  }

  /**
   * Makes sure that architectures that are the same network have one value.
   *
   * @param values by index
   * @throws InputException where they do not
   */
  public static void requireAgreement(EnumerableSpace space, ColumnName name, double[] values) {
    if (!space.hasEquivalents()) return;
    for (int i = 0; i < values.length; i++) {
      int network = space.canonical(space.architecture(i)).index();
      requireSame(space, name, i, values[i], network, values[network]);
    }
  }

  private static void requireSame(
      EnumerableSpace space, ColumnName name, int one, double its, int other, double others) {
    if (Double.compare(its, others) == 0) return;
    throw new InputException(
        Text.format(
            "architecture %s has %s in column %s, and %s, the same network, has %s",
            space.format(space.architecture(one)),
            shown(its),
            name,
            space.format(space.architecture(other)),
            shown(others)));
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "none" : Double.toString(value);
  }

  /**
   * The table of all rows.
   *
   * @throws InputException where a network has none
   */
  public BenchmarkTable table(Function<ColumnName, Provenance> provenance) {
    requireAll();
    List<Column> columns = new ArrayList<>();
    List<CostColumn> costs = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      Provenance its = provenance.apply(names.get(k));
      if (names.get(k) instanceof ColumnKey key) columns.add(new Column(key, its, values[k]));
      if (names.get(k) instanceof CostKey key) costs.add(new CostColumn(key, its, values[k]));
    }
    return new BenchmarkTable(space, columns, costs);
  }

  private void requireAll() {
    int networks = 0;
    Architecture missing = null;
    for (int i = 0; i < space.size(); i++) {
      Architecture architecture = space.architecture(i);
      if (!space.canonical(architecture).equals(architecture)) continue;
      networks++;
      if (first[i] == 0 && missing == null) missing = architecture;
    }
    if (missing == null) return;
    throw new InputException(
        Text.format(
            "%d rows%s, expected %d; the first architecture without one is %s",
            Arrays.stream(first).filter(row -> row != 0).count(),
            space.hasEquivalents() ? " of different networks" : "",
            networks,
            space.format(missing)));
  }
}
