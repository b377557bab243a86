package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.study.FidelityReport;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "fidelity",
    description = "How well does a shorter training rank the networks? By dataset and epochs.",
    mixinStandardHelpOptions = true)
final class StudyFidelityCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "whose trainings are compared (default: ${DEFAULT-VALUE})")
  private String table = ProjectFiles.DEFAULT_TABLE;

  @Option(names = "--out", paramLabel = "DIR", description = "default: ${DEFAULT-VALUE}")
  private Path folder = Path.of("reports", "study-fidelity");

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    TableFile read = ProjectFiles.table(table);
    FidelityReport.write(read.table(), folder).forEach(out::println);
    ProjectFiles.remark(read, command.getErr());
    out.println(folder.resolve("report.html"));
    return 0;
  }
}
