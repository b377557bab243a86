package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.nasreplay.study.FidelityReport;
import org.nasreplay.study.StudyPage;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fidelity",
    description = "How well does a shorter training rank the networks? By dataset and epochs.")
final class StudyFidelityCommand extends Study {
  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "whose trainings are compared (default: ${DEFAULT-VALUE})")
  private String table = ProjectFiles.DEFAULT_TABLE;

  @Override
  StudyPage study(PrintWriter err) throws IOException {
    TableFile read = ProjectFiles.table(table);
    StudyPage page = FidelityReport.of(read.table());
    ProjectFiles.remark(read, err);
    return page;
  }
}
