package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.nasreplay.study.RetentionReport;
import org.nasreplay.study.StudyPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "retention",
    description = "Does pruning keep the optimum? By layer, buckets and candidates kept.")
final class StudyRetentionCommand extends Study {
  private static final int[] BUCKETS = {5, 10, 20, 50, 100, 200};
  private static final int[] KEEPS = {1, 2, 3, 5, 10};

  @Mixin private StudyTable table = new StudyTable();

  @Override
  StudyPage study(PrintWriter err) throws IOException {
    return RetentionReport.of(table.rewards(err), BUCKETS, KEEPS);
  }
}
