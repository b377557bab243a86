package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.table.TableFile;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "merge",
    description = "The columns of two tables in one; where both have a column, A's is taken.",
    mixinStandardHelpOptions = true)
final class TableMergeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "table whose columns win")
  private String a = "";

  @Parameters(index = "1", paramLabel = "B", description = "table that adds columns")
  private String b = "";

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "C",
      description = "table to write")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    TableFile first = Home.table(a);
    TableFile second = Home.table(b);
    TableFormats.write(first.table().merge(second.table()), out);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Home.remark(first, err);
    Home.remark(second, err);
    return 0;
  }
}
