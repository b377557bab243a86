package org.nasreplay.table.file;

import java.nio.file.Path;
import java.util.List;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.TableFormat;

/**
 * A table with the file that it was read from, whose checksums were held.
 *
 * @param path the file
 * @param digest what the file is
 * @param lists where its checksum is kept beside it
 * @param notices what a reader should know about the file, a line each
 * @param table what the file holds
 */
public record TableFile(
    Path path,
    TableFormat.Digest digest,
    List<Path> lists,
    List<String> notices,
    BenchmarkTable table) {

  public TableFile {
    lists = List.copyOf(lists);
    notices = List.copyOf(notices);
  }

  /** The SHA-256 of the whole file, in hexadecimal. */
  public String sha256() {
    return digest.sha256();
  }

  /** What seems odd about the values that were read by now, a line each. */
  public List<String> hints() {
    List<Column> fractions =
        table.columns().stream()
            .filter(column -> column.isRead() && column.looksLikeFraction())
            .toList();
    if (fractions.isEmpty()) return List.of();
    return List.of(
        Text.format(
            "%s: no accuracy above 1 in %d of the columns read, as in %s; accuracies are in percent,"
                + " 92.5 and not 0.925",
            path, fractions.size(), fractions.get(0).key()));
  }
}
