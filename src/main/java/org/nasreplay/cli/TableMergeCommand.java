package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.file.TableFormats;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "merge",
    description = {
      "The columns of two tables in one; where both have a column, A's is taken.",
      "Of one dataset, training length and metric, measured columns stand and modelled ones leave:",
      "values of different kinds are never averaged."
    },
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
    TableFile first = ProjectFiles.table(a);
    TableFile second = ProjectFiles.table(b);
    BenchmarkTable merged = first.table().merge(second.table());
    TableFormats.write(merged, out);
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    String left =
        Stream.concat(first.table().columns().stream(), second.table().columns().stream())
            .map(Column::key)
            .distinct()
            .filter(key -> merged.find(key) == null)
            .map(ColumnKey::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      command
          .getOut()
          .println("left out, because the other table has measured values of the same: " + left);
    }
    ProjectFiles.remark(first, command.getErr());
    ProjectFiles.remark(second, command.getErr());
    return 0;
  }
}
