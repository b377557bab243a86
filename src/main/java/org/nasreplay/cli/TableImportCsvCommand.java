package org.nasreplay.cli;

import java.io.IOException;
import java.util.List;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.csv.CsvImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "csv",
    description = "A CSV of a space that a YAML file declares: architecture, results and costs.",
    mixinStandardHelpOptions = true)
final class TableImportCsvCommand extends TableImport {
  @Parameters(paramLabel = "FILE", description = ".csv or .csv.gz")
  private String file = "";

  @Option(
      names = "--space",
      required = true,
      paramLabel = "YAML",
      description = "positions, choices, costs and datasets, as in data/spaces")
  private String space = "";

  @Override
  BenchmarkTable read(List<String> notices) throws IOException {
    return CsvImport.table(
        ProjectFiles.find(file), DeclaredSpace.read(ProjectFiles.find(space)), notices::add);
  }
}
