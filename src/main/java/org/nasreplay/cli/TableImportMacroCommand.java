package org.nasreplay.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.macro.MacroRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "macro",
    description =
        "NAS-Bench-Macro, as published: 6,561 networks, three trainings of 50 epochs each.",
    mixinStandardHelpOptions = true)
final class TableImportMacroCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ImportedTable imported = new ImportedTable();

  @Parameters(paramLabel = "JSON", description = "nas-bench-macro_cifar10.json")
  private String file = "";

  @Override
  public Integer call() throws IOException {
    BenchmarkTable table = MacroRelease.NAS_BENCH_MACRO.read(ProjectFiles.find(file));
    imported.write(table, Objects.requireNonNull(spec).commandLine().getOut());
    return 0;
  }
}
