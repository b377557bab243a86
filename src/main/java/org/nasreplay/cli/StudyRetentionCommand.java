package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.nasreplay.study.RetentionReport;
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
  List<String> write(Path folder, PrintWriter err) throws IOException {
    return RetentionReport.write(table.rewards(err), BUCKETS, KEEPS, folder);
  }
}
