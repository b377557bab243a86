package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.study.AblationReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "ablation",
    description = "What LayerNAS's settings do: buckets, candidates kept, and one at a time.",
    mixinStandardHelpOptions = true)
final class StudyAblationCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private StudySuite rules = new StudySuite();

  @Option(names = "--grid", paramLabel = "SUITE", description = "default: ${DEFAULT-VALUE}")
  private String grid = "data/suites/layernas-grid.yaml";

  @Option(names = "--settings", paramLabel = "SUITE", description = "default: ${DEFAULT-VALUE}")
  private String settings = "data/suites/layernas-settings.yaml";

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    StudySuite.Finished first = rules.replay(grid, commandLine.getErr());
    StudySuite.Finished second = rules.replay(settings, commandLine.getErr());
    SearchSpace space = first.replay().tasks().get(0).space();
    int options = IntStream.range(0, space.positions()).map(space::choices).sum();
    Path folder = rules.folder("ablation");
    PrintWriter out = commandLine.getOut();
    AblationReport.write(first.results(), second.results(), options, folder).forEach(out::println);
    out.println(folder.resolve("report.html"));
    return 0;
  }
}
