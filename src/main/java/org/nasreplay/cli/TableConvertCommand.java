package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "convert",
    description = "Writes a table in another format; the ends of the names tell which.",
    mixinStandardHelpOptions = true)
final class TableConvertCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FROM", description = "table to read")
  private Path from = Path.of("");

  @Parameters(index = "1", paramLabel = "TO", description = "table to write")
  private Path to = Path.of("");

  @Override
  public Integer call() throws IOException {
    TableFormats.write(TableFormats.read(from), to);
    return 0;
  }
}
