package org.nasreplay.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nasreplay.io.Text;

/** Finished runs of a replay that is under way: two files per protocol and searcher. */
public final class RunJournal {
  private final Path folder;

  RunJournal(Path folder) {
    this.folder = folder;
  }

  /** The runs of the {@code cell}-th pair of protocol and searcher; empty where not finished. */
  List<Run> read(int cell) throws IOException {
    if (!Files.exists(runs(cell))) return List.of();
    return ResultFiles.readRuns(runs(cell), trajectories(cell));
  }

  void write(int cell, List<Run> finished) throws IOException {
    ResultFiles.writeTrajectories(finished, trajectories(cell));
    ResultFiles.writeRuns(finished, runs(cell)); // last, because it is what read looks for
  }

  private Path runs(int cell) {
    return folder.resolve(Text.format("%04d-%s", cell, ResultFiles.RUNS));
  }

  private Path trajectories(int cell) {
    return folder.resolve(Text.format("%04d-%s", cell, ResultFiles.TRAJECTORIES));
  }
}
