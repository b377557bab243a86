package org.nasreplay.cli;

import picocli.CommandLine.Command;

@Command(
    name = "study",
    description = "Answers questions about LayerNAS that its paper leaves open.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StudyRetentionCommand.class,
      StudyAssumptionCommand.class,
      StudyComplexityCommand.class,
      StudyPowerCommand.class,
      StudyAblationCommand.class
    })
final class StudyCommand {}
