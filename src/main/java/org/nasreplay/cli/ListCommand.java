package org.nasreplay.cli;

import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "What there is, what it is called, and what can be set.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "KIND",
    subcommands = {
      ListSearchersCommand.class,
      ListSuitesCommand.class,
      ListDatasetsCommand.class,
      ListMetricsCommand.class,
      ListTablesCommand.class
    })
final class ListCommand {}
