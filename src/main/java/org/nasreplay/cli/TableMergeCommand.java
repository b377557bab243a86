package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge",
    description = "The columns of two tables in one; where both have a column, A's is taken.",
    mixinStandardHelpOptions = true)
final class TableMergeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "table whose columns win")
  private Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "table that adds columns")
  private Path b = Path.of("");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "C",
      description = "table to write")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    TableFormats.write(TableFormats.read(a).merge(TableFormats.read(b)), out);
    return 0;
  }
}
