package org.nasreplay.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which searchers a reader wants to see in colour. */
final class Highlighted {
  @Option(
      names = "--highlight",
      paramLabel = "NAME[,NAME...]",
      description = "searchers that are in colour beside the best few, where not all are")
  private List<String> given = new ArrayList<>();

  List<String> searchers() {
    return SearcherNames.split(given);
  }
}
