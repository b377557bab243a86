package org.nasreplay.table.csv;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SearchSpaces;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableFormat;
import org.nasreplay.table.TableRows;

/** Reads one CSV table, row by row as Commons CSV splits them. */
final class CsvReader {
  /** Longer than the name of any column or architecture. */
  private static final int LONGEST_CELL = 200;

  /** What the headings of columns mean. */
  interface Headings {
    /** Every one is a column's name; a cost whose unit the space says needs none. */
    Headings OF_A_TABLE =
        new Headings() {
          @Override
          public ColumnName name(String heading, @Nullable EnumerableSpace space) {
            String unit = space == null ? null : space.listedCosts().get(heading);
            return unit == null ? ColumnName.parse(heading) : new CostKey(heading, unit);
          }
        };

    /**
     * What a heading names; null where its column is not read.
     *
     * @throws InputException where it can name nothing
     */
    @Nullable ColumnName name(String heading, @Nullable EnumerableSpace space);

    /** The place of the heading {@code architecture}, which is the first. */
    default int architecture(List<String> headings) {
      if (headings.get(0).equals(CsvFormat.ARCHITECTURE)) return 0;
      throw new InputException(
          Text.format("first column (%s), expected architecture", Text.excerpt(headings.get(0))));
    }
  }

  private final Path file;
  private final CsvText text;
  private final Headings headings;
  private final Map<ColumnName, Provenance> stated = new HashMap<>();

  /** Known before the first row where the file or whoever reads it says it. */
  private @Nullable EnumerableSpace space;

  /** Which cell of a row is the architecture, and which are the values of the columns. */
  private int architecture;

  private final List<Integer> cells = new ArrayList<>();

  /** Of what is being read. */
  private int line = 1;

  /**
   * @param space that the file must be of; null where it says so itself
   */
  CsvReader(Path file, CsvText text, @Nullable EnumerableSpace space, Headings headings) {
    this.file = file;
    this.text = text;
    this.space = space;
    this.headings = headings;
  }

  BenchmarkTable table(Consumer<String> notices) throws IOException {
    try {
      var in = new BufferedReader(text);
      readComments(in);
      try (var rows = new CsvRows(in, line - 1)) {
        return readRows(rows, notices);
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
        readSpace(comment.substring(CsvFormat.SPACE_LINE.length()).strip());
      } else if (comment.startsWith(CsvFormat.PROVENANCE_LINE)) {
        readProvenance(comment.substring(CsvFormat.PROVENANCE_LINE.length()).stripTrailing());
      }
      line++;
      in.mark(1);
      first = in.read();
    }
    if (first >= 0) in.reset();
  }

  private void readSpace(String definition) {
    EnumerableSpace said = SearchSpaces.of(definition);
    if (space != null && !space.equals(said)) {
      throw new InputException(
          Text.format("a table of space %s, expected one of %s", said.name(), space.name()));
    }
    space = said;
  }

  private void readProvenance(String comment) {
    String[] parts = comment.split(" \\| ", 4);
    if (parts.length != 4) {
      throw new InputException(
          Text.format(
              "provenance (%s), expected column | kind | sha256 | source", Text.excerpt(comment)));
    }
    try {
      ColumnName name = headings.name(parts[0], space);
      var provenance = new Provenance(Provenance.Kind.parse(parts[1]), parts[3], parts[2]);
      if (name != null) stated.put(name, provenance);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private BenchmarkTable readRows(CsvRows rows, Consumer<String> notices) throws IOException {
    CSVRecord header = next(rows);
    if (header == null) throw new InputException("no header, expected architecture,column,…");
    List<ColumnName> names = names(header);
    CSVRecord row = next(rows);
    if (row == null) throw new InputException("no rows, expected one per architecture");
    if (space == null) space = spaceOf(row.get(architecture));
    var read = new TableRows(space, names);
    var values = new double[names.size()];
    for (; row != null; row = next(rows)) {
      if (row.size() != header.size()) {
        throw new InputException(Text.format("%d cells, expected %d", row.size(), header.size()));
      }
      for (int k = 0; k < values.length; k++) {
        values[k] = number(row.get(cells.get(k)), names.get(k));
      }
      read.add(cell(row, architecture), line, values);
    }
    BenchmarkTable table = table(read, names);
    if (!text.atEndOfLine()) {
      notices.accept(
          Text.format(
              "%s: the last line does not end; if the file was cut there, its last value is wrong",
              file));
    }
    return table;
  }

  private @Nullable CSVRecord next(CsvRows rows) throws IOException {
    try {
      return rows.next();
    } finally {
      line = rows.line();
    }
  }

  private List<ColumnName> names(CSVRecord header) {
    List<String> all = IntStream.range(0, header.size()).mapToObj(i -> cell(header, i)).toList();
    architecture = headings.architecture(all);
    TableFormat.requireColumns(header.size() - 1);
    var names = new LinkedHashSet<ColumnName>();
    for (int i = 0; i < all.size(); i++) {
      if (i == architecture) continue;
      ColumnName name = headings.name(all.get(i), space);
      if (name == null) continue;
      if (!names.add(name)) throw new InputException(Text.format("column %s appears twice", name));
      cells.add(i);
    }
    return List.copyOf(names);
  }

  /** The space whose notation an architecture is in. */
  private static EnumerableSpace spaceOf(String first) {
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

  private static double number(String cell, ColumnName name) {
    if (cell.isEmpty()) return Double.NaN;
    if (cell.length() > LONGEST_CELL || !Text.isNumber(cell)) {
      throw new InputException(
          Text.format(
              "(%s) in column %s is not a number; a missing value is an empty cell",
              Text.excerpt(cell), name));
    }
    double value = JavaDoubleParser.parseDouble(cell);
    if (!name.admits(value)) throw new InputException(name.refusal(value));
    return value;
  }

  private BenchmarkTable table(TableRows rows, List<ColumnName> names) throws IOException {
    String digest = stated.keySet().containsAll(names) ? "" : Sha256.of(file);
    var unstated = Provenance.measured(String.valueOf(file.getFileName()), digest);
    try {
      return rows.table(name -> stated.getOrDefault(name, unstated));
    } catch (InputException e) { // of the whole, and not of its last line
      throw e.in(file);
    }
  }
}
