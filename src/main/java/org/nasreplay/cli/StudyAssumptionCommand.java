package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.nasreplay.study.AssumptionReport;
import org.nasreplay.study.StudyPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "assumption",
    description = "Do later layers reorder the choices of earlier ones? By layer and dataset.")
final class StudyAssumptionCommand extends Study {
  private static final int[] BUCKETS = {10, 100};

  @Mixin private StudyTable table = new StudyTable();

  @Override
  StudyPage study(PrintWriter err) throws IOException {
    return AssumptionReport.of(table.rewards(err), BUCKETS);
  }
}
