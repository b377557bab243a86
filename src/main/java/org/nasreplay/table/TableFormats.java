package org.nasreplay.table;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.table.csv.CsvFormat;
import org.nasreplay.table.hdf5.Hdf5Format;

/** Table files in every format, told apart by the end of their name. A new format is one line. */
public final class TableFormats {
  private static final List<TableFormat> ALL =
      List.of(new Hdf5Format(), new CsvFormat(), new CsvFormat.Gzipped());

  private TableFormats() {}

  /**
   * Reads a table.
   *
   * @throws InputException where the file is missing or is not a table
   */
  public static BenchmarkTable read(Path file) throws IOException {
    TableFormat format = of(file);
    if (!Files.exists(file)) throw new InputException(Text.format("%s: no such file", file));
    if (!Files.isRegularFile(file)) throw new InputException(Text.format("%s: not a file", file));
    try {
      return format.read(file);
    } catch (EOFException | ZipException e) {
      throw new InputException(
          Text.format("%s: not a whole gzip file (%s)", file, e.getMessage()), e);
    }
  }

  /** Writes a table, whole or not at all. */
  public static void write(BenchmarkTable table, Path file) throws IOException {
    TableFormat format = of(file);
    AtomicFile.write(file, temporary -> format.write(table, temporary));
  }

  private static TableFormat of(Path file) {
    String name = String.valueOf(file.getFileName());
    for (TableFormat format : ALL) {
      for (String extension : format.extensions()) {
        if (name.endsWith("." + extension)) return format;
      }
    }
    throw new InputException(
        Text.format(
            "%s: not a table file, expected a name that ends with %s",
            file,
            ALL.stream()
                .flatMap(f -> f.extensions().stream())
                .map(e -> "." + e)
                .collect(Collectors.joining(", "))));
  }
}
