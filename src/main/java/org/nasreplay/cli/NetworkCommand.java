package org.nasreplay.cli;

import picocli.CommandLine.Command;

@Command(
    name = "network",
    description = "Networks made of blocks, described in YAML.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NetworkCostCommand.class)
final class NetworkCommand {}
