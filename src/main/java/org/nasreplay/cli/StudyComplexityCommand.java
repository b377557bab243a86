package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.study.Complexity;
import org.nasreplay.study.ComplexityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "complexity",
    description = "What a sweep takes in synthetic spaces, against the bound and the whole space.",
    mixinStandardHelpOptions = true)
final class StudyComplexityCommand implements Callable<Integer> {
  private static final int[] LAYERS = {5, 10, 20, 30, 40, 50};
  private static final int[] OPTIONS = {2, 4, 8, 16, 32, 64};

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--buckets", paramLabel = "H", description = "default: ${DEFAULT-VALUE}")
  private int buckets = 100;

  @Option(names = "--keep", paramLabel = "K", description = "default: ${DEFAULT-VALUE}")
  private int keep = 1;

  @Option(names = "--seed", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "DIR", description = "default: ${DEFAULT-VALUE}")
  private Path folder = Path.of("reports", "study-complexity");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ComplexityReport.write(Complexity.grid(LAYERS, OPTIONS, buckets, keep, seed), 10, 8, folder)
        .forEach(out::println);
    out.println(folder.resolve("report.html"));
    return 0;
  }
}
