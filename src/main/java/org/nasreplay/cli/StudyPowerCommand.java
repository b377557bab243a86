package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.study.PowerReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "power",
    description = "How many runs tell a searcher from the next best at 5 %%.",
    mixinStandardHelpOptions = true)
final class StudyPowerCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private StudySuite rules = new StudySuite();

  @Option(names = "--suite", paramLabel = "SUITE", description = "default: ${DEFAULT-VALUE}")
  private String suite = "data/suites/layernas-power.yaml";

  @Option(names = "--searcher", paramLabel = "LABEL", description = "default: ${DEFAULT-VALUE}")
  private String searcher = "layernas";

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    StudySuite.Finished finished = rules.replay(suite, commandLine.getErr());
    var labels = finished.replay().entries().stream().map(e -> e.label()).toList();
    if (!labels.contains(searcher) || labels.size() < 2) {
      throw new InputException(
          Text.format(
              "suite %s has no searcher %s with a rival, only %s", suite, searcher, labels));
    }
    PrintWriter out = commandLine.getOut();
    Path folder = rules.folder("power");
    PowerReport.write(finished.results(), searcher, folder).forEach(out::println);
    out.println(folder.resolve("report.html"));
    return 0;
  }
}
