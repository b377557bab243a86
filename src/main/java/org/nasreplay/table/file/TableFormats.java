package org.nasreplay.table.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Checksums;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.io.Together;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.TableFormat;
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
    return existing(file).read(file, notice -> {});
  }

  /**
   * Reads a table and holds every checksum that is kept for its file.
   *
   * @throws InputException where one differs, whatever the reading met, and as {@link #read}
   */
  public static TableFile open(Path file) throws IOException {
    TableFormat format = existing(file);
    List<String> notices = new ArrayList<>();
    Together.Both<Held, BenchmarkTable> both =
        Together.both(() -> hold(format, file), () -> format.read(file, notices::add));
    Held held = both.first();
    if (held.digest().sealed() || !held.lists().isEmpty()) {
      notices.clear(); // what might be damage was written so
    } else {
      notices.add(
          Text.format(
              "%s: no checksum is kept for it, so that damage may go unnoticed; keep one with: %s",
              file, keepingAChecksum(file)));
    }
    return new TableFile(file, held.digest(), held.lists(), notices, both.second());
  }

  /** A file's own digest, and the lists that have it. */
  private record Held(TableFormat.Digest digest, List<Path> lists) {}

  private static Held hold(TableFormat format, Path file) throws IOException {
    TableFormat.Digest digest = format.digest(file);
    return new Held(digest, Checksums.hold(file, digest.sha256()));
  }

  /** As it can be pasted; a list names files without their folder. */
  private static String keepingAChecksum(Path file) {
    Path folder = file.getParent();
    String command =
        Text.format(
            "sha256sum %s > %s",
            Text.shellWord(String.valueOf(file.getFileName())),
            Text.shellWord(String.valueOf(Checksums.companion(file).getFileName())));
    return folder == null
        ? command
        : Text.format("(cd %s && %s)", Text.shellWord(folder.toString()), command);
  }

  /**
   * Writes a table, whole or not at all, and beside it its checksum, where the format has no place
   * for that.
   */
  public static void write(BenchmarkTable table, Path file) throws IOException {
    TableFormat format = of(file);
    AtomicFile.write(
        file,
        temporary -> {
          format.write(table, temporary);
          // Before the table is replaced: who is interrupted here leaves a table without a
          // checksum,
          // which is read with a notice, and never one with the checksum of another.
          Files.deleteIfExists(Checksums.companion(file));
        });
    if (!format.seals()) Checksums.write(file, Sha256.of(file));
  }

  private static TableFormat existing(Path file) {
    TableFormat format = of(file);
    if (!Files.exists(file)) throw new InputException(file.toString(), "no such file");
    if (!Files.isRegularFile(file)) throw new InputException(file.toString(), "not a file");
    return format;
  }

  private static TableFormat of(Path file) {
    String name = String.valueOf(file.getFileName());
    for (TableFormat format : ALL) {
      for (String extension : format.extensions()) {
        if (name.endsWith("." + extension)) return format;
      }
    }
    throw new InputException(
        file.toString(),
        ALL.stream()
            .flatMap(f -> f.extensions().stream())
            .map(e -> "." + e)
            .collect(
                Collectors.joining(
                    ", ", "not a table file, expected a name that ends with ", importHint(name))));
  }

  /** How a published file becomes a table; empty for any other. */
  private static String importHint(String name) {
    String made = "; nasreplay table import %s makes a table of it";
    if (name.matches("(?i).*\\.(tar|pbz2)")) return Text.format(made, "nats");
    if (name.matches("(?i).*\\.json")) return Text.format(made, "macro or channel");
    if (name.matches("(?i).*\\.tfrecord")) return Text.format(made, "nasbench101");
    return "";
  }
}
