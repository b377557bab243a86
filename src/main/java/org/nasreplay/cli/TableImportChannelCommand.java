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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "channel",
    description =
        "Channel-Bench-Macro, as published: 16,384 networks of a family, three trainings each.",
    mixinStandardHelpOptions = true)
final class TableImportChannelCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ImportedTable imported = new ImportedTable();

  @Parameters(paramLabel = "JSON", description = "Results_ResNet.json or Results_MobileNet.json")
  private String file = "";

  @Option(names = "--family", required = true, description = "resnet or mobilenet")
  private String family = "";

  @Override
  public Integer call() throws IOException {
    BenchmarkTable table = MacroRelease.channel(family).read(ProjectFiles.find(file));
    imported.write(table, Objects.requireNonNull(spec).commandLine().getOut());
    return 0;
  }
}
