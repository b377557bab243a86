package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.nasreplay.study.Complexity;
import org.nasreplay.study.ComplexityReport;
import org.nasreplay.study.StudyPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "complexity",
    description = "What a sweep takes in synthetic spaces, against the bound and the whole space.")
final class StudyComplexityCommand extends Study {
  private static final int[] LAYERS = {5, 10, 20, 30, 40, 50};
  private static final int[] OPTIONS = {2, 4, 8, 16, 32, 64};

  @Mixin private Sweep sweep = new Sweep();

  @Override
  StudyPage study(PrintWriter err) throws IOException {
    List<Complexity> grid =
        Complexity.grid(LAYERS, OPTIONS, sweep.buckets(), sweep.keep(), sweep.seed());
    return ComplexityReport.of(grid, 10, 8);
  }
}
