package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.nasreplay.study.AssumptionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "assumption",
    description = "Do later layers reorder the choices of earlier ones? By layer and dataset.")
final class StudyAssumptionCommand extends Study {
  private static final int[] BUCKETS = {10, 100};

  @Mixin private StudyTable table = new StudyTable();

  @Override
  List<String> write(Path folder, PrintWriter err) throws IOException {
    return AssumptionReport.write(table.rewards(err), BUCKETS, folder);
  }
}
