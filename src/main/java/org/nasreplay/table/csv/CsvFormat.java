package org.nasreplay.table.csv;

import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.BoundedInputStream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableFormat;

/**
 * Tables as CSV, plain or gzipped: a header of {@code architecture} and column names, then one row
 * per architecture of the space, in any order. A missing value is an empty cell. Lines that start
 * with {@code #} before the header keep what CSV has no place for: the space, whole where a file
 * declares it, and each column's provenance. Where they are absent the columns count as measured,
 * with this file as their source.
 *
 * <p>A number is a sign, digits, a point and an exponent, nothing more. Doubles are written in the
 * shortest form that reads back to the same bits.
 */
public class CsvFormat implements TableFormat {
  static final String ARCHITECTURE = "architecture";
  static final String SPACE_LINE = "# nasreplay table of space ";
  static final String PROVENANCE_LINE = "# provenance ";
  static final CSVFormat CELLS = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  @Override
  public List<String> extensions() {
    return List.of("csv");
  }

  @Override
  public final BenchmarkTable read(Path file, Consumer<String> notices) {
    return read(file, null, CsvReader.Headings.OF_A_TABLE, notices);
  }

  final BenchmarkTable read(
      Path file,
      @Nullable EnumerableSpace space,
      CsvReader.Headings headings,
      Consumer<String> notices) {
    return parse(file, text -> new CsvReader(file, text, space, headings).table(notices));
  }

  /** What is made of a file's text. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(CsvText text) throws IOException;
  }

  final <T> T parse(Path file, Parser<T> parser) {
    try (var text = new CsvText(file, decoded(file, Files.newInputStream(file)))) {
      return parser.parse(text);
    } catch (EOFException | ZipException e) {
      throw new InputException(
          file.toString(), "not a whole gzip file; it is damaged, or was cut short", e);
    } catch (IOException e) {
      throw InputException.of(file, e);
    }
  }

  @Override
  public final void write(BenchmarkTable table, Path file) throws IOException {
    if (table.space().codes().length > 0) {
      throw new InputException(
          Text.format(
              "a table of space %s has a list of its architectures, which CSV has no place for; write"
                  + " it as .h5",
              table.space().name()));
    }
    try (var writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    encoded(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        var out = new CSVPrinter(writer, CELLS)) {
      EnumerableSpace space = table.space();
      Collection<Column> columns = table.columns();
      Collection<CostColumn> costs = table.costs();
      writer.write(SPACE_LINE + space.definition() + "\n");
      for (Column column : columns) writer.write(line(column.key(), column.provenance()));
      for (CostColumn cost : costs) writer.write(line(cost.key(), cost.provenance()));
      out.print(ARCHITECTURE);
      for (Column column : columns) out.print(column.key());
      for (CostColumn cost : costs) out.print(cost.key());
      out.println();
      for (int i = 0; i < space.size(); i++) {
        out.print(space.format(space.architecture(i)));
        for (Column column : columns) out.print(cell(column.values()[i]));
        for (CostColumn cost : costs) out.print(cell(cost.values()[i]));
        out.println();
      }
    }
  }

  private static String line(ColumnName name, Provenance provenance) {
    return PROVENANCE_LINE
        + String.join(
            " | ",
            name.toString(),
            provenance.kind().label(),
            provenance.sha256(),
            provenance.source())
        + "\n";
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /** What the file's bytes hold; the bytes themselves, unless a subclass says otherwise. */
  protected InputStream decoded(Path file, InputStream in) throws IOException {
    return in;
  }

  protected OutputStream encoded(OutputStream out) throws IOException {
    return out;
  }

  /** The same, gzipped. */
  public static final class Gzipped extends CsvFormat {
    /** A table inflates to some ten times its size; one of constants, while small, to more. */
    private static final long MOST_TIMES = 50;

    private static final long ALWAYS_FINE = 1 << 25;

    @Override
    public List<String> extensions() {
      return List.of("csv.gz");
    }

    @Override
    protected InputStream decoded(Path file, InputStream in) throws IOException {
      long most = Math.max(ALWAYS_FINE, MOST_TIMES * Files.size(file));
      return new BoundedInputStream(
          new GZIPInputStream(in, 1 << 16),
          most,
          new InputException(
              file.toString(),
              Text.format("inflates to more than %,d MB, expected a table", most >> 20)));
    }

    @Override
    protected OutputStream encoded(OutputStream out) throws IOException {
      return new GZIPOutputStream(out, 1 << 16);
    }
  }
}
