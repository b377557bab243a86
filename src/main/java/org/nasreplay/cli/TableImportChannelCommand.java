package org.nasreplay.cli;

import java.io.IOException;
import java.util.List;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.macro.MacroRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "channel",
    description =
        "Channel-Bench-Macro, as published: 16,384 networks of a family, three trainings each.",
    mixinStandardHelpOptions = true)
final class TableImportChannelCommand extends TableImport {
  @Parameters(paramLabel = "JSON", description = "Results_ResNet.json or Results_MobileNet.json")
  private String file = "";

  @Option(names = "--family", required = true, description = "resnet or mobilenet")
  private String family = "";

  @Override
  BenchmarkTable read(List<String> notices) throws IOException {
    return MacroRelease.channel(family).read(ProjectFiles.find(file));
  }
}
