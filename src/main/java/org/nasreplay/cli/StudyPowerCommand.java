package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.study.PowerReport;
import org.nasreplay.study.StudyPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "power", description = "How many runs tell a searcher from the next best at 5 %%.")
final class StudyPowerCommand extends Study {
  @Mixin private StudySuite rules = new StudySuite();

  @Option(names = "--suite", paramLabel = "SUITE", description = "default: ${DEFAULT-VALUE}")
  private String suite = "layernas-power";

  @Option(names = "--searcher", paramLabel = "LABEL", description = "default: ${DEFAULT-VALUE}")
  private String searcher = "layernas";

  @Override
  StudyPage study(PrintWriter err) throws IOException, InterruptedException {
    StudySuite.Finished finished = rules.replay(suite, err);
    var labels = finished.replay().entries().stream().map(e -> e.label()).toList();
    if (!labels.contains(searcher) || labels.size() < 2) {
      throw new InputException(
          Text.format(
              "suite %s has no searcher %s with a rival, only %s", suite, searcher, labels));
    }
    return PowerReport.of(finished.results(), searcher);
  }
}
