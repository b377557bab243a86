package org.nasreplay.table.nasbench101;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.NasBench101Cell;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * What the authors' {@code NASBench.query} answers of a cell, under the names that it gives: of
 * every run of every training, where it draws one. What a table does not have is left out.
 *
 * @param hash that the authors know the cell by
 * @param adjacency their {@code module_adjacency}, row by row
 * @param operations their {@code module_operations}
 * @param parameters their {@code trainable_parameters}
 */
public record NasBench101Answer(
    String hash,
    List<List<Integer>> adjacency,
    List<String> operations,
    long parameters,
    List<Run> runs) {

  /** The names of what a run gave, in the authors' order. */
  public static final List<String> NAMES =
      List.of("training_time", "train_accuracy", "validation_accuracy", "test_accuracy");

  private static final List<Metric> METRICS =
      List.of(
          Metric.TRAIN_SECONDS, Metric.TRAIN_ACCURACY, Metric.VALID_ACCURACY, Metric.TEST_ACCURACY);

  /**
   * A number and how it came to be.
   *
   * @param value seconds, or an accuracy in 0..1
   */
  public record Value(double value, Provenance.Kind kind) {}

  /**
   * One run of a training, or the mean of several.
   *
   * @param halfway whether the values are those after half of the epochs, their {@code
   *     stop_halfway}
   * @param number from 1, or {@value ColumnKey#MEAN}
   * @param values by {@link #NAMES}
   */
  public record Run(int epochs, boolean halfway, String number, Map<String, Value> values) {}

  /** About one architecture; null where the table is of another space. */
  public static @Nullable NasBench101Answer of(BenchmarkTable table, Architecture architecture) {
    if (!(table.space() instanceof NasBench101Space space)) return null;
    NasBench101Cell cell = space.cell(architecture.index());
    return new NasBench101Answer(
        cell.hash(), rows(cell), cell.operationNames(), cell.params(), runs(table, architecture));
  }

  private static List<List<Integer>> rows(NasBench101Cell cell) {
    List<Integer> digits = cell.adjacency().chars().mapToObj(c -> c - '0').toList();
    List<List<Integer>> rows = new ArrayList<>();
    for (int from = 0; from < digits.size(); from += cell.vertices()) {
      rows.add(digits.subList(from, from + cell.vertices()));
    }
    return rows;
  }

  private static List<Run> runs(BenchmarkTable table, Architecture architecture) {
    // A run's values stand under the key of its first: those differ in their metric alone.
    Map<ColumnKey, Map<String, Value>> runs = new TreeMap<>();
    for (int k = 0; k < METRICS.size(); k++) {
      for (Column column : table.columns()) {
        ColumnKey key = column.key();
        double value = column.values()[architecture.index()];
        if (key.metric() != METRICS.get(k) || Double.isNaN(value)) continue;
        if (key.metric().unit() == Metric.Unit.PERCENT) value = fraction(value);
        var run =
            new ColumnKey(key.dataset(), key.epochs(), METRICS.get(0), key.completed(), key.seed());
        runs.computeIfAbsent(run, none -> new LinkedHashMap<>())
            .put(NAMES.get(k), new Value(value, column.kind()));
      }
    }
    List<Run> all = new ArrayList<>();
    runs.forEach(
        (key, values) ->
            all.add(new Run(key.epochs(), key.completed() < key.epochs(), key.seed(), values)));
    return all;
  }

  /**
   * The fraction that these percents were made of: several can be, of which the shortest is meant.
   */
  private static double fraction(double percent) {
    double narrow = (float) (percent / 100);
    if (100 * narrow == percent) return narrow; // the authors' are of 32 bits
    double written = BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
    return 100 * written == percent ? written : percent / 100;
  }
}
