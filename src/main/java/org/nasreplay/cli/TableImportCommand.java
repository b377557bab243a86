package org.nasreplay.cli;

import picocli.CommandLine.Command;

@Command(
    name = "import",
    description = "Reads tables from the files that benchmarks are published as.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TableImportNatsCommand.class,
      TableImportMacroCommand.class,
      TableImportChannelCommand.class,
      TableImportNasbench101Command.class,
      TableImportCsvCommand.class,
      TableImportOfaCommand.class
    })
final class TableImportCommand {}
