package org.nasreplay.table.nasbench101;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.NasBench101Cell;

/** A cell as a file writes it, and what its trainings gave; five million fit into memory. */
final class TrainedCell {
  /** Lengths of the trainings that there are. */
  static final List<Integer> EPOCHS = List.of(4, 12, 36, 108);

  /** Of each training in the benchmark. */
  static final int RUNS = 3;

  /**
   * Of a run: seconds, train, validation and test accuracy halfway, NaN where nobody looked, then
   * the same at the end.
   */
  static final int VALUES = 8;

  private static final double[] NONE = {};

  /** The order of hashes, of which the first half hardly ever ties. */
  static final Comparator<TrainedCell> ORDER =
      Comparator.<TrainedCell>comparingLong(cell -> cell.start).thenComparing(TrainedCell::hash);

  private final String hash;
  private final long start;
  private final String adjacency;
  private final String operations;
  private final NasBench101Cell cell;
  private final long parameters;

  /** By budget, run after run. */
  private final double[][] values = {NONE, NONE, NONE, NONE};

  TrainedCell(String hash, String adjacency, String operations, NasBench101Cell cell) {
    this.hash = hash;
    this.start = Long.parseUnsignedLong(hash, 0, 16, 16) + Long.MIN_VALUE;
    this.adjacency = adjacency;
    this.operations = operations;
    this.cell = cell;
    this.parameters = cell.params();
  }

  String hash() {
    return hash;
  }

  NasBench101Cell cell() {
    return cell;
  }

  long parameters() {
    return parameters;
  }

  boolean isWritten(String adjacency, String operations) {
    return this.adjacency.equals(adjacency) && this.operations.equals(operations);
  }

  int runs(int budget) {
    return values[budget].length / VALUES;
  }

  double value(int budget, int run, int which) {
    return values[budget][run * VALUES + which];
  }

  /**
   * Takes the next run.
   *
   * @throws InputException where there are as many as there can be, or one of the same values
   */
  void add(int budget, double[] its) {
    double[] before = values[budget];
    for (int run = 0; run < before.length; run += VALUES) {
      if (Arrays.equals(before, run, run + VALUES, its, 0, VALUES)) {
        throw new InputException(
            Text.format(
                "run %d of cell %s with %d epochs once more",
                1 + run / VALUES, hash, EPOCHS.get(budget)));
      }
    }
    if (runs(budget) == RUNS) {
      throw new InputException(
          Text.format(
              "a run of cell %s with %d epochs, of which there were %d before",
              hash, EPOCHS.get(budget), RUNS));
    }
    double[] more = Arrays.copyOf(before, before.length + VALUES);
    System.arraycopy(its, 0, more, before.length, VALUES);
    values[budget] = more;
  }
}
