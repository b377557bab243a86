package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.stream.IntStream;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.study.AblationReport;
import org.nasreplay.study.StudyPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "ablation",
    description = "What LayerNAS's settings do: buckets, candidates kept, and one at a time.")
final class StudyAblationCommand extends Study {
  @Mixin private StudySuite rules = new StudySuite();

  @Option(names = "--grid", paramLabel = "SUITE", description = "default: ${DEFAULT-VALUE}")
  private String grid = "layernas-grid";

  @Option(names = "--settings", paramLabel = "SUITE", description = "default: ${DEFAULT-VALUE}")
  private String settings = "layernas-settings";

  @Override
  StudyPage study(PrintWriter err) throws IOException, InterruptedException {
    StudySuite.Finished first = rules.replay(grid, err);
    StudySuite.Finished second = rules.replay(settings, err);
    SearchSpace space = first.replay().tasks().get(0).space();
    int options = IntStream.range(0, space.positions()).map(space::choices).sum();
    return AblationReport.of(first.results(), second.results(), options);
  }
}
