package org.nasreplay.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * CSV that is safe to open in a spreadsheet, which takes a cell that begins with one of {@code = +
 * - @} for a formula: such a text is written behind an apostrophe, and {@link #text} takes that off
 * again. Numbers stay as they are.
 */
public final class SafeCsv implements Closeable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final CSVPrinter out;

  public SafeCsv(Appendable out) throws IOException {
    this.out = new CSVPrinter(out, FORMAT);
  }

  public void printRecord(@Nullable Object... cells) throws IOException {
    for (Object cell : cells) out.print(safe(cell));
    out.println();
  }

  public void printRecords(List<? extends Object[]> rows) throws IOException {
    for (Object[] cells : rows) printRecord(cells);
  }

  /** One cell of a row that {@link #println} ends. */
  public void print(Object cell) throws IOException {
    out.print(safe(cell));
  }

  public void println() throws IOException {
    out.println();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** One row, without the end of its line. */
  public static String row(@Nullable Object... cells) {
    return FORMAT.format(Arrays.stream(cells).map(SafeCsv::safe).toArray());
  }

  /** The rows of a file, whose cells {@link #text} reads; what is not UTF-8 is an error. */
  public static CSVParser parse(Path file) throws IOException {
    return FORMAT.parse(Files.newBufferedReader(file));
  }

  /** A cell as it was before it was written. */
  public static String text(String cell) {
    return cell.startsWith("'") && formula(cell) ? cell.substring(1) : cell;
  }

  private static @Nullable Object safe(@Nullable Object cell) {
    if (cell == null || cell instanceof Number) return cell;
    String text = cell.toString();
    return formula(text) && !Text.isNumber(text) ? "'" + text : text;
  }

  /** Also of a formula behind apostrophes: it gets one more, so that each reads back as it was. */
  private static boolean formula(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == '\'') first++;
    return first < text.length() && "=+-@\t\r\n".indexOf(text.charAt(first)) >= 0;
  }
}
