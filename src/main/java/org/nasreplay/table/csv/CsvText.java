package org.nasreplay.table.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
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

/**
 * The text of one CSV table. Commons CSV reads the header and every row that has a quote; the other
 * rows, which are all of them in practice, are split where they lie and by all cores: a table has
 * millions of cells, and a string for each would cost more than all else.
 */
final class CsvText {
  private static final int BLOCK = 1 << 20;
  private static final int UNSEEN = -1;

  private final Path file;
  private final byte[] text;
  private final Map<ColumnKey, Provenance> stated = new HashMap<>();
  private @Nullable String spaceName;
  private int body;

  CsvText(Path file, byte[] text) {
    this.file = file;
    this.text = text;
  }

  BenchmarkTable table() throws IOException {
    readComments();
    List<ColumnKey> keys = readHeader();
    EnumerableSpace space = space();
    var values = new double[keys.size()][space.size()];
    var seenAt = new AtomicIntegerArray(space.size());
    for (int i = 0; i < space.size(); i++) seenAt.setPlain(i, UNSEEN);

    int[] blocks = blocks();
    List<@Nullable RowException> mistakes =
        IntStream.range(0, blocks.length - 1)
            .parallel()
            .mapToObj(b -> readRows(blocks[b], blocks[b + 1], space, keys, values, seenAt))
            .toList();
    for (RowException mistake : mistakes) {
      if (mistake != null) throw error(mistake.offset, mistake.reason);
    }
    requireAll(space, seenAt);

    String digest = stated.keySet().containsAll(keys) ? "" : Sha256.of(file);
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      ColumnKey key = keys.get(k);
      Provenance provenance = stated.get(key);
      columns.add(
          new Column(
              key,
              provenance != null
                  ? provenance
                  : Provenance.measured(String.valueOf(file.getFileName()), digest),
              values[k]));
    }
    return new BenchmarkTable(space, columns);
  }

  private void readComments() {
    int at = startsWithByteOrderMark() ? 3 : 0;
    while (at < text.length && text[at] == '#') {
      String line = line(at);
      if (line.startsWith(CsvFormat.SPACE_LINE)) {
        spaceName = line.substring(CsvFormat.SPACE_LINE.length());
      } else if (line.startsWith(CsvFormat.PROVENANCE_LINE)) {
        readProvenance(at, line.substring(CsvFormat.PROVENANCE_LINE.length()));
      }
      at = endOfLine(at) + 1;
    }
    body = Math.min(at, text.length);
  }

  private boolean startsWithByteOrderMark() {
    return text.length >= 3
        && text[0] == (byte) 0xEF
        && text[1] == (byte) 0xBB
        && text[2] == (byte) 0xBF;
  }

  private void readProvenance(int at, String line) {
    String[] parts = line.split(" \\| ", 4);
    try {
      if (parts.length != 4) {
        throw new InputException(
            Text.format("provenance (%s), expected column | kind | sha256 | source", line));
      }
      stated.put(
          ColumnKey.parse(parts[0]),
          new Provenance(Provenance.Kind.parse(parts[1]), parts[3], parts[2]));
    } catch (InputException | IllegalArgumentException e) {
      throw error(at, String.valueOf(e.getMessage()));
    }
  }

  private List<ColumnKey> readHeader() {
    if (body == text.length) throw error(body, "no header, expected architecture,column,…");
    CSVRecord header = bodyLine();
    if (!header.get(0).equals(CsvFormat.ARCHITECTURE)) {
      throw error(body, Text.format("first column (%s), expected architecture", header.get(0)));
    }
    List<ColumnKey> keys = new ArrayList<>();
    for (int i = 1; i < header.size(); i++) {
      try {
        keys.add(ColumnKey.parse(header.get(i)));
      } catch (InputException e) {
        throw error(body, e.line());
      }
    }
    body = Math.min(endOfLine(body) + 1, text.length);
    return keys;
  }

  /** The space that the file names, else the one whose notation its first row is in. */
  private EnumerableSpace space() {
    if (spaceName != null) {
      try {
        return SearchSpaces.named(spaceName);
      } catch (InputException e) {
        throw error(0, e.line());
      }
    }
    if (body == text.length) throw error(body, "no rows, expected one per architecture");
    String first = bodyLine().get(0);
    for (EnumerableSpace space : SearchSpaces.all()) {
      if (knows(space, first)) return space;
    }
    throw error(body, Text.format("architecture (%s) belongs to no known search space", first));
  }

  private static boolean knows(EnumerableSpace space, String architecture) {
    try {
      space.parse(architecture);
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  /** Offsets that cut the body into blocks of whole lines. */
  private int[] blocks() {
    List<Integer> cuts = new ArrayList<>(List.of(body));
    for (int at = body; at < text.length; ) {
      at = (int) Math.min((long) at + BLOCK, text.length);
      if (at < text.length) at = Math.min(endOfLine(at) + 1, text.length);
      cuts.add(at);
    }
    return cuts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Reads the rows that start in [from, to); returns the first mistake, or null. */
  private @Nullable RowException readRows(
      int from,
      int to,
      EnumerableSpace space,
      List<ColumnKey> keys,
      double[][] values,
      AtomicIntegerArray seenAt) {
    for (int at = from; at < to; ) {
      int end = endOfLine(at);
      int stop = end > at && text[end - 1] == '\r' ? end - 1 : end;
      try {
        if (stop > at) readRow(at, stop, space, keys, values, seenAt);
      } catch (RowException mistake) {
        return mistake;
      }
      at = end + 1;
    }
    return null;
  }

  private void readRow(
      int at,
      int stop,
      EnumerableSpace space,
      List<ColumnKey> keys,
      double[][] values,
      AtomicIntegerArray seenAt)
      throws RowException {
    for (int i = at; i < stop; i++) {
      if (text[i] == '"') {
        readQuotedRow(at, stop, space, keys, values, seenAt);
        return;
      }
    }
    int comma = endOfCell(at, stop);
    int index = index(at, new String(text, at, comma - at, UTF_8), space, seenAt);
    int column = 0;
    while (comma < stop) {
      int start = comma + 1;
      comma = endOfCell(start, stop);
      if (column < keys.size()) {
        values[column][index] = number(at, text, start, comma - start, keys.get(column));
      }
      column++;
    }
    requireCells(at, column, keys);
  }

  private void readQuotedRow(
      int at,
      int stop,
      EnumerableSpace space,
      List<ColumnKey> keys,
      double[][] values,
      AtomicIntegerArray seenAt)
      throws RowException {
    CSVRecord row;
    try {
      row = record(new String(text, at, stop - at, UTF_8));
    } catch (IOException e) {
      throw new RowException(at, "quoting: " + e.getMessage());
    }
    requireCells(at, row.size() - 1, keys);
    int index = index(at, row.get(0), space, seenAt);
    for (int k = 0; k < keys.size(); k++) {
      byte[] cell = row.get(k + 1).getBytes(UTF_8);
      values[k][index] = number(at, cell, 0, cell.length, keys.get(k));
    }
  }

  private int index(int at, String cell, EnumerableSpace space, AtomicIntegerArray seenAt)
      throws RowException {
    int index;
    try {
      index = space.parse(cell).index();
    } catch (InputException e) {
      throw new RowException(at, e.line());
    }
    int other = seenAt.compareAndExchange(index, UNSEEN, at);
    if (other != UNSEEN) {
      throw new RowException(
          Math.max(at, other),
          Text.format(
              "architecture %s appears a second time, first in line %d",
              cell, lineNumber(Math.min(at, other))));
    }
    return index;
  }

  private double number(int at, byte[] cells, int start, int length, ColumnKey key)
      throws RowException {
    if (length == 0) return Double.NaN;
    double value;
    try {
      value = JavaDoubleParser.parseDouble(cells, start, length);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (Double.isNaN(value)) {
      throw new RowException(
          at,
          Text.format(
              "(%s) in column %s is not a number; a missing value is an empty cell",
              new String(cells, start, length, UTF_8), key));
    }
    if (!key.metric().admits(value)) throw new RowException(at, key.refusal(value));
    return value;
  }

  private static void requireCells(int at, int numbers, List<ColumnKey> keys) throws RowException {
    if (numbers != keys.size()) {
      throw new RowException(
          at, Text.format("%d cells, expected %d", numbers + 1, keys.size() + 1));
    }
  }

  private void requireAll(EnumerableSpace space, AtomicIntegerArray seenAt) {
    int[] missing = IntStream.range(0, space.size()).filter(i -> seenAt.get(i) == UNSEEN).toArray();
    if (missing.length > 0) {
      throw new InputException(
          Text.format(
              "%s: %d rows, expected %d; the first architecture without one is %s",
              file,
              space.size() - missing.length,
              space.size(),
              space.format(space.architecture(missing[0]))));
    }
  }

  private int endOfLine(int at) {
    int i = at;
    while (i < text.length && text[i] != '\n') i++;
    return i;
  }

  private int endOfCell(int at, int stop) {
    int i = at;
    while (i < stop && text[i] != ',') i++;
    return i;
  }

  private String line(int at) {
    return new String(text, at, endOfLine(at) - at, UTF_8).stripTrailing();
  }

  /** The first line behind all that was read. */
  private CSVRecord bodyLine() {
    try {
      return record(line(body));
    } catch (IOException e) {
      throw error(body, "quoting: " + e.getMessage());
    }
  }

  private static CSVRecord record(String line) throws IOException {
    try (CSVParser parser = CSVParser.parse(line, CsvFormat.CELLS)) {
      return parser.iterator().next();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private InputException error(int offset, String reason) {
    return new InputException(Text.format("%s:%d: %s", file, lineNumber(offset), reason));
  }

  /** Counted only when there is something to say about a line. */
  private int lineNumber(int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (text[i] == '\n') line++;
    }
    return line;
  }

  /** A mistake in the row that starts at an offset. */
  private static final class RowException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;
    private final String reason;

    RowException(int offset, String reason) {
      super(reason, null, false, false);
      this.offset = offset;
      this.reason = reason;
    }
  }
}
