package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = {
      "Reads every value of a table: ranges, number of rows, duplicates, unknown architectures.",
      "Where a file SHA256SUMS beside the table lists it, its checksum as well."
    },
    mixinStandardHelpOptions = true)
final class TableVerifyCommand implements Callable<Integer> {
  private static final String CHECKSUMS = "SHA256SUMS";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TABLE", description = "table to check")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    BenchmarkTable table = TableFormats.read(file);
    long values = 0;
    for (Column column : table.columns()) values += column.values().length;
    out.println(
        Text.format("%s: %d columns, %d values in range", file, table.columns().size(), values));

    String digest = Sha256.of(file);
    Path checksums = file.resolveSibling(CHECKSUMS);
    String expected = Files.exists(checksums) ? listed(checksums) : null;
    if (expected == null) {
      out.println(Text.format("SHA-256 %s (no %s lists this file)", digest, CHECKSUMS));
    } else if (expected.equals(digest)) {
      out.println(Text.format("SHA-256 %s as in %s", digest, checksums));
    } else {
      throw new InputException(
          Text.format("%s: SHA-256 %s, expected %s as in %s", file, digest, expected, checksums));
    }
    return 0;
  }

  private @Nullable String listed(Path checksums) throws IOException {
    for (String line : Files.readAllLines(checksums)) {
      String[] parts = line.split("\\s+\\*?", 2);
      if (parts.length == 2 && parts[1].equals(String.valueOf(file.getFileName()))) {
        return parts[0];
      }
    }
    return null;
  }
}
