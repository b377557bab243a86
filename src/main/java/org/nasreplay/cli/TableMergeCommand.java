package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.csv.CsvImport;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.file.TableFormats;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "merge",
    description = {
      "The columns of two tables in one; where both have a column, A's is taken. Costs of devices"
          + " come from a CSV.",
      "Of one dataset, training length and metric, measured columns stand and modelled ones leave:",
      "values of different kinds are never averaged."
    },
    mixinStandardHelpOptions = true)
final class TableMergeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "table whose columns win")
  private String a = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description = "table that adds columns")
  private @Nullable String b;

  @ArgGroup(exclusive = false)
  private @Nullable Costs costs;

  /** Costs of every network, from a CSV. */
  static final class Costs {
    @Option(
        names = "--costs",
        required = true,
        paramLabel = "CSV",
        description = "file that adds costs: a column architecture, and one for each device")
    private String file = "";

    @Option(names = "--unit", description = "of those costs whose heading gives none, like ms")
    private @Nullable String unit;

    @Option(
        names = "--modelled",
        paramLabel = "NAME",
        split = ",",
        description = "costs that are estimates and were not measured; several with commas")
    private List<String> modelled = new ArrayList<>();

    BenchmarkTable read(EnumerableSpace space, List<String> notices) {
      return CsvImport.costs(
          ProjectFiles.find(file), space, unit, Set.copyOf(modelled), notices::add);
    }
  }

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "C",
      description = "table to write")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    TableFile first = ProjectFiles.table(a);
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    if (b == null && costs == null) {
      throw new ParameterException(command, "expected a table B or --costs");
    }
    TableFile second = b == null ? first : ProjectFiles.table(b);
    BenchmarkTable merged = first.table().merge(second.table());
    List<String> notices = new ArrayList<>();
    if (costs != null) merged = merged.withCosts(costs.read(merged.space(), notices).costs());
    TableFormats.write(merged, out);
    BenchmarkTable written = merged;
    String left =
        Stream.concat(first.table().columns().stream(), second.table().columns().stream())
            .map(Column::key)
            .distinct()
            .filter(key -> written.find(key) == null)
            .map(ColumnKey::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      command
          .getOut()
          .println("left out, because the other table has measured values of the same: " + left);
    }
    ProjectFiles.remark(first, command.getErr());
    if (b != null) ProjectFiles.remark(second, command.getErr());
    ProjectFiles.remark(notices, command.getErr());
    return 0;
  }
}
