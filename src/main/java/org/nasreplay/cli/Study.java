package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.study.StudyPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A study that leaves a page behind, and tells what it found. */
@Command(mixinStandardHelpOptions = true)
abstract class Study implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--out", paramLabel = "DIR", description = "default: reports/study-<name>")
  private @Nullable Path out;

  @Option(names = "--pdf", description = "also write every chart as PDF")
  private boolean pdf;

  /**
   * Answers the question.
   *
   * @param err takes progress, and what is to be known about files that are read
   */
  abstract StudyPage study(PrintWriter err) throws IOException, InterruptedException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    Path folder = out != null ? out : Path.of("reports", "study-" + command.name());
    PrintWriter print = command.commandLine().getOut();
    study(command.commandLine().getErr()).write(folder, pdf).forEach(print::println);
    print.println(folder.resolve("report.html"));
    return 0;
  }
}
