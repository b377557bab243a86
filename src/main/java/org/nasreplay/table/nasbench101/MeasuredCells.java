package org.nasreplay.table.nasbench101;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NasBench101Cell;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.csv.CsvImport;

/**
 * Reads measured parts of NAS-Bench-101 from CSV files, for want of the whole: one has cells and
 * the mean test accuracy of their three runs, one has the validation accuracy of a run with 4, 12,
 * 36 and 108 epochs and the seconds of the last, for cells that it names by their hash.
 */
public final class MeasuredCells {
  static final List<String> CELLS =
      List.of(
          "hash",
          "vertices",
          "edges_upper_rowmajor",
          "ops",
          "trainable_parameters",
          "final_test_accuracy_108_mean3");

  static final List<String> RUNS =
      List.of(
          "hash",
          "valid_4",
          "valid_12",
          "valid_36",
          "valid_108",
          "training_seconds_108",
          "trainable_parameters",
          "test_108_mean3_freerea");

  private static final int LONGEST_CELL = 200;

  /**
   * A row of cells.
   *
   * @param test accuracy in 0..1
   */
  private record Cell(String hash, NasBench101Cell cell, double test) {
    static Cell of(List<String> row) {
      NasBench101Cell cell = NasBench101Cell.parse(row.get(2) + "-" + row.get(3));
      expect("vertices", row.get(1), cell.vertices());
      expect("trainable parameters", row.get(4), cell.params());
      return new Cell(row.get(0), cell, fraction(row, CELLS, 5));
    }

    private static void expect(String what, String written, long its) {
      if (written.equals(Long.toString(its))) return;
      throw new InputException(
          Text.format("%s (%s), expected %d of the cell", what, Text.excerpt(written), its));
    }
  }

  /**
   * A row of runs.
   *
   * @param valid by budget, in 0..1
   * @param seconds of the longest
   * @param test as the cells have it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Run(double[] valid, double seconds, String parameters, double test) {
    static Run of(List<String> row) {
      var valid = new double[TrainedCell.EPOCHS.size()];
      for (int budget = 0; budget < valid.length; budget++) {
        valid[budget] = fraction(row, RUNS, 1 + budget);
      }
      double seconds = number(row, RUNS, 5);
      if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
        throw new InputException(
            Text.format("training seconds (%s), expected more than 0", seconds));
      }
      return new Run(valid, seconds, row.get(6), fraction(row, RUNS, 7));
    }
  }

  private MeasuredCells() {}

  /**
   * Reads the cells of a file, with the mean of their test accuracies.
   *
   * @throws InputException where it is no such file, or something in it cannot be true
   */
  public static BenchmarkTable read(Path file) throws IOException {
    List<Cell> cells = cells(file, hash -> true);
    return new BenchmarkTable(space(cells), List.of(test(cells, file)));
  }

  /**
   * Reads the runs of a file; the seconds of all but the longest are modelled.
   *
   * @param cells the file that has their cells
   * @throws InputException where one is no such file, lacks a cell, or something in it cannot be
   *     true
   */
  public static BenchmarkTable read(Path file, Path cells) throws IOException {
    Map<String, Run> runs = runs(file);
    List<Cell> listed = cells(cells, runs::containsKey);
    if (listed.size() < runs.size()) {
      listed.forEach(cell -> runs.remove(cell.hash()));
      throw new InputException(
          cells.toString(),
          Text.format("has no cell %s, which is in %s", runs.keySet().iterator().next(), file));
    }
    List<Run> their = listed.stream().map(cell -> run(cell, runs, file)).toList();
    List<Column> columns = new ArrayList<>();
    columns.add(test(listed, cells));
    var measured = Provenance.measured(String.valueOf(file.getFileName()), Sha256.of(file));
    int longest = TrainedCell.EPOCHS.get(TrainedCell.EPOCHS.size() - 1);
    for (int b = 0; b < TrainedCell.EPOCHS.size(); b++) {
      int budget = b;
      int epochs = TrainedCell.EPOCHS.get(budget);
      columns.add(
          column(
              epochs,
              Metric.VALID_ACCURACY,
              "1",
              measured,
              their,
              run -> 100 * run.valid()[budget]));
      Provenance scaled =
          epochs == longest
              ? measured
              : new Provenance(
                  Provenance.Kind.MODELLED,
                  Text.format(
                      "%d/%d of the seconds with %d epochs in %s",
                      epochs, longest, longest, measured.source()),
                  measured.sha256());
      columns.add(
          column(
              epochs,
              Metric.TRAIN_SECONDS,
              "1",
              scaled,
              their,
              run -> run.seconds() * epochs / longest));
      columns.add(NasBench101Import.noValidationSeconds(epochs, listed.size()));
    }
    return new BenchmarkTable(space(listed), columns);
  }

  /** The run of a cell; what both files say of it they agree on. */
  private static Run run(Cell cell, Map<String, Run> runs, Path file) {
    Run run = Objects.requireNonNull(runs.get(cell.hash()));
    String parameters = Long.toString(cell.cell().params());
    if (run.parameters().equals(parameters) && run.test() == cell.test()) return run;
    throw new InputException(
        file.toString(),
        Text.format(
            "cell %s has %s parameters and a test accuracy of %s, expected %s and %s of the cells",
            cell.hash(), Text.excerpt(run.parameters()), run.test(), parameters, cell.test()));
  }

  private static EnumerableSpace space(List<Cell> cells) {
    return NasBench101Space.of(cells.stream().mapToInt(cell -> cell.cell().code()).toArray());
  }

  private static Column test(List<Cell> cells, Path file) throws IOException {
    return column(
        TrainedCell.EPOCHS.get(TrainedCell.EPOCHS.size() - 1),
        Metric.TEST_ACCURACY,
        ColumnKey.MEAN,
        Provenance.measured(String.valueOf(file.getFileName()), Sha256.of(file)),
        cells,
        cell -> 100 * cell.test());
  }

  private static <T> Column column(
      int epochs,
      Metric metric,
      String seed,
      Provenance provenance,
      List<T> rows,
      ToDoubleFunction<T> value) {
    return new Column(
        ColumnKey.of(NasBench101Import.DATASET, epochs, metric, seed),
        provenance,
        rows.stream().mapToDouble(value).toArray());
  }

  /** By hash. */
  private static Map<String, Run> runs(Path file) {
    Map<String, Run> runs = new HashMap<>();
    CsvImport.rows(
        file,
        headings -> {
          require(headings, RUNS);
          return row -> {
            if (runs.put(hash(row), Run.of(row)) != null) throw twice(row);
          };
        });
    if (runs.isEmpty())
      throw new InputException(file.toString(), "no rows, expected a run in each");
    return runs;
  }

  /** Those whose hash is wanted, in its order, and what each says of itself is right. */
  private static List<Cell> cells(Path file, Predicate<String> wanted) {
    Map<String, Cell> cells = new TreeMap<>();
    CsvImport.rows(
        file,
        headings -> {
          if (headings.equals(RUNS)) {
            throw new InputException(
                "names cells by their hash, expected --cells with the file that has them all");
          }
          require(headings, CELLS);
          return row -> {
            if (!wanted.test(hash(row))) return;
            if (cells.put(row.get(0), Cell.of(row)) != null) throw twice(row);
          };
        });
    if (cells.isEmpty()) throw new InputException(file.toString(), "has none of the cells");
    // In parallel, because a hash takes more than all else.
    cells.values().parallelStream()
        .filter(cell -> !cell.cell().hash().equals(cell.hash()))
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new InputException(
                  file.toString(),
                  Text.format(
                      "hash (%s), expected %s of the cell %s",
                      wrong.hash(), wrong.cell().hash(), wrong.cell().text()));
            });
    return List.copyOf(cells.values());
  }

  private static void require(List<String> headings, List<String> expected) {
    if (headings.equals(expected)) return;
    throw new InputException(
        Text.format(
            "headings (%s), expected %s",
            Text.excerpt(String.join(",", headings)), String.join(",", expected)));
  }

  private static String hash(List<String> row) {
    String hash = row.get(0);
    if (hash.matches("[0-9a-f]{32}")) return hash;
    throw new InputException(
        Text.format("hash (%s), expected 32 hexadecimal digits", Text.excerpt(hash)));
  }

  private static InputException twice(List<String> row) {
    return new InputException(Text.format("cell %s appears a second time", row.get(0)));
  }

  private static double fraction(List<String> row, List<String> headings, int at) {
    double value = number(row, headings, at);
    if (value >= 0 && value <= 1) return value;
    throw new InputException(
        Text.format("%s (%s), expected 0 to 1", headings.get(at), row.get(at)));
  }

  private static double number(List<String> row, List<String> headings, int at) {
    String written = row.get(at);
    if (written.length() > LONGEST_CELL || !Text.isNumber(written)) {
      throw new InputException(
          Text.format("%s (%s), expected a number", headings.get(at), Text.excerpt(written)));
    }
    return JavaDoubleParser.parseDouble(written);
  }
}
