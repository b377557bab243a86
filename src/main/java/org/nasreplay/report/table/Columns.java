package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;

/**
 * The columns of a table, in order, as what they take from a row: the one list from which all its
 * formats derive. Some are shown to people, some are written to the CSV file, most are both. A
 * number of the file that is not there leaves its cell empty.
 */
public final class Columns<R> {
  /** Of a number in the file, unless it says otherwise. */
  private static final int WRITTEN = 4;

  private record Column<R, T>(String name, Function<R, T> cell) {}

  private final List<Column<R, Cell>> shown = new ArrayList<>();
  private final List<Column<R, @Nullable Object>> written = new ArrayList<>();

  Columns<R> shown(String heading, Function<R, Cell> cell) {
    shown.add(new Column<>(heading, cell));
    return this;
  }

  /** Without a column that would be empty; files have it all the same. */
  Columns<R> notShown(String heading) {
    shown.removeIf(column -> column.name().equals(heading));
    return this;
  }

  public Columns<R> written(String name, Function<R, @Nullable Object> value) {
    written.add(new Column<>(name, value));
    return this;
  }

  public Columns<R> written(String name, int decimals, Function<R, @Nullable Double> value) {
    return written(name, row -> Decimals.cell(value.apply(row), decimals));
  }

  Columns<R> text(String heading, String name, Function<R, String> text) {
    return shown(heading, row -> Cell.text(text.apply(row))).written(name, text::apply);
  }

  /** A number, with {@code decimals} where it is shown. */
  Columns<R> number(
      String heading, int decimals, String name, Function<R, @Nullable Double> value) {
    return shown(heading, row -> Cell.number(value.apply(row), decimals))
        .written(name, WRITTEN, value);
  }

  Columns<R> p(String heading, String name, Function<R, Double> p) {
    return shown(heading, row -> Cell.p(p.apply(row))).written(name, p::apply);
  }

  /** An interval, one column where it is shown and one for each end in the file. */
  Columns<R> interval(
      String heading,
      int decimals,
      String name,
      Function<R, Bootstrap.@Nullable Interval> interval) {
    return shown(heading, row -> Cell.interval(interval.apply(row), decimals))
        .ends(name + "_low", name + "_high", interval);
  }

  /** The ends of an interval, in the file alone. */
  Columns<R> ends(String low, String high, Function<R, Bootstrap.@Nullable Interval> interval) {
    return written(low, WRITTEN, ifAny(interval, Bootstrap.Interval::low))
        .written(high, WRITTEN, ifAny(interval, Bootstrap.Interval::high));
  }

  /** A number of a part of the row; none where the row does not have the part. */
  static <R, P> Function<R, @Nullable Double> ifAny(
      Function<R, @Nullable P> part, Function<P, @Nullable Double> number) {
    return row -> {
      P of = part.apply(row);
      return of == null ? null : number.apply(of);
    };
  }

  List<String> headings() {
    return shown.stream().map(Column::name).toList();
  }

  /** What is shown of each row. */
  List<List<Cell>> cells(Stream<R> rows) {
    return rows.map(row -> shown.stream().map(column -> column.cell().apply(row)).toList())
        .toList();
  }

  /** A row of which a few cells are known, by their headings. */
  List<Cell> cells(Map<String, Cell> known) {
    return shown.stream().map(column -> known.getOrDefault(column.name(), Cell.EMPTY)).toList();
  }

  /** What the written columns are called, as words. */
  public List<String> written() {
    return written.stream().map(column -> column.name().replace('_', ' ')).toList();
  }

  /** What is written of each row, as text; empty where there is nothing. */
  public List<List<String>> written(List<R> rows) {
    return rows.stream()
        .map(
            row ->
                written.stream()
                    .map(column -> Objects.toString(column.cell().apply(row), ""))
                    .toList())
        .toList();
  }

  /** What is written of each row, below the names. */
  public String csv(List<R> rows) {
    return Csv.of(
        written.stream().map(Column::name).toList(),
        out -> {
          for (R row : rows) {
            out.printRecord(written.stream().map(column -> column.cell().apply(row)).toArray());
          }
        });
  }
}
