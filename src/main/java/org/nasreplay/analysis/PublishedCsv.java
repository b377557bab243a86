package org.nasreplay.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** The files of data/ that hold what others have published, which the build packs beside this. */
final class PublishedCsv {
  private PublishedCsv() {}

  /** The cells of a line by their columns. */
  record Line(Map<String, String> cells) {
    /** Empty where the cell is. */
    String text(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }

    /** 0..most; null where the cell is empty. */
    @Nullable Double number(String column, double most) {
      String cell = text(column);
      if (cell.isEmpty()) return null;
      double value = Text.isNumber(cell) ? Double.parseDouble(cell) : Double.NaN;
      Expect.that(
          0 <= value && value <= most, column, cell, Text.format("a number from 0 to %,.0f", most));
      return value;
    }

    /** 0..100. */
    double percent(String column) {
      Double percent = number(column, 100);
      if (percent == null) throw new InputException(column + " is empty, expected a number");
      return percent;
    }
  }

  /** Reads the file that is packed under {@code name}. */
  static <R> List<R> bundled(
      String name, List<String> columns, Set<String> optional, Function<Line, R> row) {
    try (InputStream csv = PublishedCsv.class.getResourceAsStream(name)) {
      return read(
          name,
          Objects.requireNonNull(csv, "the build packs data/" + name),
          columns,
          optional,
          row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @param place of the file, for messages
   * @param columns in their order
   * @param optional the columns whose cells may be empty
   * @throws InputException where it is not UTF-8, has other columns, or a row lacks what it should
   *     have
   */
  static <R> List<R> read(
      String place,
      InputStream csv,
      List<String> columns,
      Set<String> optional,
      Function<Line, R> row)
      throws IOException {
    List<R> rows = new ArrayList<>();
    int line = 1;
    try (CSVParser parser =
        CSVFormat.DEFAULT.parse(new InputStreamReader(csv, StandardCharsets.UTF_8.newDecoder()))) {
      for (Iterator<CSVRecord> all = parser.iterator(); all.hasNext(); line++) {
        List<String> cells = all.next().toList();
        if (line > 1) {
          rows.add(row.apply(line(cells, columns, optional)));
        } else if (!cells.equals(columns)) {
          throw new InputException(
              Text.format(
                  "header (%s), expected %s",
                  Text.excerpt(String.join(",", cells)), String.join(",", columns)));
        }
      }
    } catch (InputException e) {
      throw e.in(place + ":" + line);
    } catch (IOException | UncheckedIOException e) { // in words of Java or Commons CSV
      throw new InputException(
          place + ":" + line,
          "quotes inside a cell, expected around the whole of it, or not UTF-8",
          e);
    }
    if (rows.isEmpty()) throw new InputException(place, "no rows, expected published results");
    return List.copyOf(rows);
  }

  private static Line line(List<String> cells, List<String> columns, Set<String> optional) {
    if (cells.size() != columns.size()) {
      throw new InputException(Text.format("%,d cells, expected %d", cells.size(), columns.size()));
    }
    Map<String, String> line = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String column = columns.get(i);
      if (!optional.contains(column) || !cells.get(i).isEmpty()) {
        Expect.line(column, cells.get(i), 300);
      }
      line.put(column, cells.get(i));
    }
    return new Line(line);
  }
}
