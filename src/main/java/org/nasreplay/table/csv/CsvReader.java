package org.nasreplay.table.csv;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SearchSpaces;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableFormat;

/** Reads one CSV table, row by row as Commons CSV splits them. */
final class CsvReader {
  /** Longer than the name of any column or architecture. */
  private static final int LONGEST_CELL = 200;

  private final Path file;
  private final CsvText text;
  private final Map<ColumnKey, Provenance> stated = new HashMap<>();
  private @Nullable String spaceName;

  /** Lines before the header, and the line of what is being read. */
  private int above;

  private int line = 1;

  CsvReader(Path file, CsvText text) {
    this.file = file;
    this.text = text;
  }

  BenchmarkTable table(Consumer<String> notices) throws IOException {
    try {
      var in = new BufferedReader(text);
      readComments(in);
      above = line - 1;
      try (var parser = CSVParser.builder().setReader(in).setFormat(CsvFormat.CELLS).get()) {
        return readRows(parser, notices);
      }
    } catch (InputException e) {
      throw e.in(file + ":" + line);
    }
  }

  private void readComments(BufferedReader in) throws IOException {
    in.mark(1);
    int first = in.read();
    if (first == '\uFEFF') { // a byte order mark, as spreadsheets put it in front
      in.mark(1);
      first = in.read();
    }
    while (first == '#' || first == '\n' || first == '\r') {
      in.reset();
      String comment = in.readLine();
      if (comment.startsWith(CsvFormat.SPACE_LINE)) {
        spaceName = comment.substring(CsvFormat.SPACE_LINE.length()).strip();
      } else if (comment.startsWith(CsvFormat.PROVENANCE_LINE)) {
        readProvenance(comment.substring(CsvFormat.PROVENANCE_LINE.length()).stripTrailing());
      }
      line++;
      in.mark(1);
      first = in.read();
    }
    if (first >= 0) in.reset();
  }

  private void readProvenance(String comment) {
    String[] parts = comment.split(" \\| ", 4);
    if (parts.length != 4) {
      throw new InputException(
          Text.format(
              "provenance (%s), expected column | kind | sha256 | source", Text.excerpt(comment)));
    }
    try {
      stated.put(
          ColumnKey.parse(parts[0]),
          new Provenance(Provenance.Kind.parse(parts[1]), parts[3], parts[2]));
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private BenchmarkTable readRows(CSVParser parser, Consumer<String> notices) throws IOException {
    Iterator<CSVRecord> rows = parser.iterator();
    CSVRecord header = next(parser, rows);
    if (header == null) throw new InputException("no header, expected architecture,column,…");
    List<ColumnKey> keys = keys(header);
    CSVRecord row = next(parser, rows);
    if (row == null) throw new InputException("no rows, expected one per architecture");
    EnumerableSpace space = space(row.get(0));
    requireMemory(keys.size(), space);

    var values = new double[keys.size()][space.size()];
    var seenAt = new int[space.size()]; // the line of each architecture's row, 0 where none was
    for (; row != null; row = next(parser, rows)) readRow(row, space, keys, values, seenAt);
    requireAll(space, seenAt);
    if (!text.atEndOfLine()) {
      notices.accept(
          Text.format(
              "%s: the last line does not end; if the file was cut there, its last value is wrong",
              file));
    }
    return new BenchmarkTable(space, columns(keys, values));
  }

  private @Nullable CSVRecord next(CSVParser parser, Iterator<CSVRecord> rows) throws IOException {
    CSVRecord row;
    try {
      row = rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof CSVException)) throw e.getCause();
      line = above + Math.toIntExact(parser.getCurrentLineNumber());
      throw new InputException("quoting: text beside a quoted cell, or a quote that stays open", e);
    }
    line = above + Math.max(1, Math.toIntExact(parser.getCurrentLineNumber()));
    return row;
  }

  private static List<ColumnKey> keys(CSVRecord header) {
    String first = cell(header, 0);
    if (!first.equals(CsvFormat.ARCHITECTURE)) {
      throw new InputException(
          Text.format("first column (%s), expected architecture", Text.excerpt(first)));
    }
    TableFormat.requireColumns(header.size() - 1);
    var keys = new LinkedHashSet<ColumnKey>();
    for (int i = 1; i < header.size(); i++) {
      ColumnKey key = ColumnKey.parse(cell(header, i));
      if (!keys.add(key)) throw new InputException(Text.format("column %s appears twice", key));
    }
    return List.copyOf(keys);
  }

  /** The space that the file names, else the one whose notation its first row is in. */
  private EnumerableSpace space(String first) {
    if (spaceName != null) return SearchSpaces.named(spaceName);
    for (EnumerableSpace space : SearchSpaces.all()) {
      if (knows(space, first)) return space;
    }
    throw new InputException(
        Text.format("architecture (%s) belongs to no known search space", Text.excerpt(first)));
  }

  private static boolean knows(EnumerableSpace space, String architecture) {
    try {
      space.parse(architecture);
      return true;
    } catch (InputException e) {
      return false;
    }
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

  private void readRow(
      CSVRecord row, EnumerableSpace space, List<ColumnKey> keys, double[][] values, int[] seenAt) {
    if (row.size() != keys.size() + 1) {
      throw new InputException(Text.format("%d cells, expected %d", row.size(), keys.size() + 1));
    }
    String architecture = cell(row, 0);
    int index = space.parse(architecture).index();
    if (seenAt[index] != 0) {
      throw new InputException(
          Text.format(
              "architecture %s appears a second time, first in line %d",
              architecture, seenAt[index]));
    }
    seenAt[index] = line;
    for (int k = 0; k < values.length; k++) values[k][index] = number(row.get(k + 1), keys.get(k));
  }

  private static String cell(CSVRecord row, int i) {
    String cell = row.get(i);
    if (cell.length() > LONGEST_CELL) {
      throw new InputException(
          Text.format(
              "(%s) is a cell of %,d characters, expected at most %d",
              Text.excerpt(cell), cell.length(), LONGEST_CELL));
    }
    return cell;
  }

  private static double number(String cell, ColumnKey key) {
    if (cell.isEmpty()) return Double.NaN;
    if (cell.length() > LONGEST_CELL || !Text.isNumber(cell)) {
      throw new InputException(
          Text.format(
              "(%s) in column %s is not a number; a missing value is an empty cell",
              Text.excerpt(cell), key));
    }
    double value = JavaDoubleParser.parseDouble(cell);
    if (!key.metric().admits(value)) throw new InputException(key.refusal(value));
    return value;
  }

  private void requireAll(EnumerableSpace space, int[] seenAt) {
    long rows = Arrays.stream(seenAt).filter(at -> at != 0).count();
    if (rows == space.size()) return;
    int missing = 0;
    while (seenAt[missing] != 0) missing++;
    throw new InputException(
        file.toString(),
        Text.format(
            "%d rows, expected %d; the first architecture without one is %s",
            rows, space.size(), space.format(space.architecture(missing))));
  }

  private List<Column> columns(List<ColumnKey> keys, double[][] values) throws IOException {
    String digest = stated.keySet().containsAll(keys) ? "" : Sha256.of(file);
    var unstated = Provenance.measured(String.valueOf(file.getFileName()), digest);
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      Provenance provenance = stated.getOrDefault(keys.get(k), unstated);
      columns.add(new Column(keys.get(k), provenance, values[k]));
    }
    return columns;
  }
}
