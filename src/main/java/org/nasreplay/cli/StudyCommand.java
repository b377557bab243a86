package org.nasreplay.cli;

import picocli.CommandLine.Command;

@Command(
    name = "study",
    description = "Answers questions that the paper of LayerNAS leaves open.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StudyRetentionCommand.class,
      StudyAssumptionCommand.class,
      StudyComplexityCommand.class,
      StudyPowerCommand.class,
      StudyAblationCommand.class,
      StudyFidelityCommand.class,
      StudyWalkCommand.class
    })
final class StudyCommand {}
