package org.nasreplay.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.csv.CsvImport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "csv",
    description = "A CSV of a space that a YAML file declares: architecture, results and costs.",
    mixinStandardHelpOptions = true)
final class TableImportCsvCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ImportedTable imported = new ImportedTable();

  @Parameters(paramLabel = "FILE", description = ".csv or .csv.gz")
  private String file = "";

  @Option(
      names = "--space",
      required = true,
      paramLabel = "YAML",
      description = "positions, choices, costs and datasets, as in data/spaces")
  private String space = "";

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    DeclaredSpace declared = DeclaredSpace.read(ProjectFiles.find(space));
    List<String> notices = new ArrayList<>();
    BenchmarkTable table = CsvImport.table(ProjectFiles.find(file), declared, notices::add);
    imported.write(table, command.getOut());
    ProjectFiles.remark(notices, command.getErr());
    return 0;
  }
}
