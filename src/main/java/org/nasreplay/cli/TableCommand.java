package org.nasreplay.cli;

import picocli.CommandLine.Command;

@Command(
    name = "table",
    description = "Makes, reads and checks tables (.h5, .csv, .csv.gz).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TableGenerateCommand.class,
      TableInfoCommand.class,
      TableVerifyCommand.class,
      TableConvertCommand.class,
      TableImportCommand.class,
      TableMergeCommand.class,
      TableQueryCommand.class,
      TableBestCommand.class
    })
final class TableCommand {}
