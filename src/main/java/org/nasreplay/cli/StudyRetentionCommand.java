package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.study.RetentionReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "retention",
    description = "Does pruning keep the optimum? By layer, buckets and candidates kept.",
    mixinStandardHelpOptions = true)
final class StudyRetentionCommand implements Callable<Integer> {
  private static final int[] BUCKETS = {5, 10, 20, 50, 100, 200};
  private static final int[] KEEPS = {1, 2, 3, 5, 10};

  @Spec private @Nullable CommandSpec spec;
  @Mixin private StudyTable table = new StudyTable();

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    Path folder = table.folder("retention");
    RetentionReport.write(table.rewards(command.getErr()), BUCKETS, KEEPS, folder)
        .forEach(out::println);
    out.println(folder.resolve("report.html"));
    return 0;
  }
}
