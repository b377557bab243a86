package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which replay a study is about; its runs are made for it and not kept. */
final class StudySuite {
  @Mixin private SuiteTable table = new SuiteTable();

  @Option(names = "--runs", paramLabel = "N", description = "runs instead of the suite's")
  private @Nullable Integer runs;

  /** A replay with its results. */
  record Finished(Replay replay, Results results) {}

  Finished replay(String suite, PrintWriter err) throws IOException, InterruptedException {
    Path file = ProjectFiles.suite(suite);
    Suite chosen = Suite.read(file);
    if (runs != null) chosen = chosen.withRuns(runs);
    ProjectFiles.Opened read = table.open(chosen, file);
    ReplayProvenance.Table provenance = read.provenance();
    Replay replay = ProjectFiles.replay(chosen, file, read.benchmark());
    read.remark(err);
    List<Run> finished;
    try (var progress = new ProgressLine("runs", replay.size(), replay::underWay, err)) {
      finished = replay.run(Runtime.getRuntime().availableProcessors(), progress::add);
    }
    return new Finished(replay, replay.results(finished, Files.readString(file), provenance));
  }
}
