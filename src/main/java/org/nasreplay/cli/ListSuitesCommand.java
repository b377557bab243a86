package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "suites", description = "Suites by name; of one, its protocols and searchers.")
final class ListSuitesCommand extends ListedKind {
  @Parameters(
      arity = "0..1",
      paramLabel = "SUITE",
      description = "the one to show",
      completionCandidates = Completions.Suites.class)
  private @Nullable String name;

  @Override
  void write(Listing list) throws IOException {
    if (name != null) {
      explain(ProjectFiles.suite(name), list);
      return;
    }
    for (Path file : ProjectFiles.suites().values()) {
      Suite suite = Suite.read(file);
      list.line(suite.name());
      list.filled(2, suite.title());
      list.line(
          Text.format(
              "  %d searchers x %d protocols x %d runs, table %s%s",
              suite.searchers().size(),
              suite.protocols().size(),
              suite.runs(),
              suite.table(),
              ProjectFiles.has(suite, file) ? "" : " (not here)"));
    }
    list.line("");
    list.line("nasreplay list suites SUITE shows one; nasreplay replay SUITE runs it");
  }

  private static void explain(Path file, Listing list) throws IOException {
    Suite suite = Suite.read(file);
    SuiteComment comment = SuiteComment.of(file);
    list.line(suite.name() + ": " + file);
    list.filled(2, comment.about());
    list.line("");
    boolean here = ProjectFiles.has(suite, file);
    list.line(Text.format("  table %s, %s", suite.table(), here ? "here" : "not here"));
    if (!comment.makesTable().isEmpty()) list.line("      " + comment.makesTable());
    list.line(Text.format("  %,d runs, seed %d", suite.runs(), suite.seed()));
    for (Protocol each : suite.protocols()) {
      list.hanging(
          Text.format("  protocol %s: ", each.name()),
          Text.format(
              "dataset %s, %s, reward %s after %d epochs, reported after %d%s",
              each.dataset(),
              each.budget(),
              each.reward().metric(),
              each.reward().epochs(),
              each.report().epochs(),
              each.boundedCost() == null ? "" : ", within bounds of " + each.boundedCost()));
    }
    for (Suite.Choice each : suite.searchers()) {
      String settings =
          each.settings().values().entrySet().stream()
              .map(setting -> setting.getKey() + "=" + setting.getValue().shown())
              .collect(Collectors.joining(" "));
      list.line("  searcher " + (each.name() + " " + settings).strip());
    }
  }
}
