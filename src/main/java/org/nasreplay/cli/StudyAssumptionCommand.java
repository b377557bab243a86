package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.study.AssumptionReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "assumption",
    description = "Do later layers reorder the choices of earlier ones? By layer and dataset.",
    mixinStandardHelpOptions = true)
final class StudyAssumptionCommand implements Callable<Integer> {
  private static final int[] BUCKETS = {10, 100};

  @Spec private @Nullable CommandSpec spec;
  @Mixin private StudyTable table = new StudyTable();

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    Path folder = table.folder("assumption");
    AssumptionReport.write(table.rewards(command.getErr()), BUCKETS, folder).forEach(out::println);
    out.println(folder.resolve("report.html"));
    return 0;
  }
}
