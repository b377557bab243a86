package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFormats;
import picocli.CommandLine.Option;

/** Where an import writes its table, and what it says of it. */
final class ImportedTable {
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "table to write")
  private Path target = Path.of("");

  void write(BenchmarkTable table, PrintWriter out) throws IOException {
    TableFormats.write(table, target);
    out.println(
        Text.format(
            "%,d architectures of the %s space, %d columns, %d costs: %s",
            table.space().size(),
            table.space().name(),
            table.columns().size(),
            table.costs().size(),
            target));
  }
}
