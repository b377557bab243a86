package org.nasreplay.cli;

import java.io.IOException;
import java.util.List;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.macro.MacroRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "macro",
    description =
        "NAS-Bench-Macro, as published: 6,561 networks, three trainings of 50 epochs each.",
    mixinStandardHelpOptions = true)
final class TableImportMacroCommand extends TableImport {
  @Parameters(paramLabel = "JSON", description = "nas-bench-macro_cifar10.json")
  private String file = "";

  @Override
  BenchmarkTable read(List<String> notices) throws IOException {
    return MacroRelease.NAS_BENCH_MACRO.read(ProjectFiles.find(file));
  }
}
