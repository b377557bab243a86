package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.nasreplay.study.FidelityReport;
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
  List<String> write(Path folder, PrintWriter err) throws IOException {
    TableFile read = ProjectFiles.table(table);
    List<String> findings = FidelityReport.write(read.table(), folder);
    ProjectFiles.remark(read, err);
    return findings;
  }
}
