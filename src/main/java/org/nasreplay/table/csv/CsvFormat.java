package org.nasreplay.table.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableFormat;

/**
 * Tables as CSV, plain or gzipped: a header of {@code architecture} and column names, then one row
 * per architecture of the space, in any order. A missing value is an empty cell. Lines that start
 * with {@code #} before the header keep what CSV has no place for: the space and each column's
 * provenance. Where they are absent the columns count as measured, with this file as their source.
 *
 * <p>Doubles are written in the shortest form that reads back to the same bits.
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
  public final BenchmarkTable read(Path file) throws IOException {
    try (InputStream in = decoded(Files.newInputStream(file))) {
      return new CsvText(file, in.readAllBytes()).table();
    }
  }

  @Override
  public final void write(BenchmarkTable table, Path file) throws IOException {
    try (var writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    encoded(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        var out = new CSVPrinter(writer, CELLS)) {
      EnumerableSpace space = table.space();
      Collection<Column> columns = table.columns();
      writer.write(SPACE_LINE + space.name() + "\n");
      for (Column column : columns) {
        Provenance provenance = column.provenance();
        writer.write(
            PROVENANCE_LINE
                + String.join(
                    " | ",
                    column.key().toString(),
                    provenance.kind().label(),
                    provenance.sha256(),
                    provenance.source())
                + "\n");
      }
      out.print(ARCHITECTURE);
      for (Column column : columns) out.print(column.key());
      out.println();
      for (int i = 0; i < space.size(); i++) {
        out.print(space.format(space.architecture(i)));
        for (Column column : columns) {
          double value = column.values()[i];
          out.print(Double.isNaN(value) ? "" : Double.toString(value));
        }
        out.println();
      }
    }
  }

  /** What the file's bytes hold; the bytes themselves, unless a subclass says otherwise. */
  protected InputStream decoded(InputStream in) throws IOException {
    return in;
  }

  protected OutputStream encoded(OutputStream out) throws IOException {
    return out;
  }

  /** The same, gzipped. */
  public static final class Gzipped extends CsvFormat {
    @Override
    public List<String> extensions() {
      return List.of("csv.gz");
    }

    @Override
    protected InputStream decoded(InputStream in) throws IOException {
      return new GZIPInputStream(in, 1 << 16);
    }

    @Override
    protected OutputStream encoded(OutputStream out) throws IOException {
      return new GZIPOutputStream(out, 1 << 16);
    }
  }
}
