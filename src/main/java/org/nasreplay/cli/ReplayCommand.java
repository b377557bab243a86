package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.Sha256;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.Report;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = "Runs a suite of searchers on a table and writes results and report.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SUITE",
      description = "suite of searchers and protocols (default: ${DEFAULT-VALUE})",
      defaultValue = Home.DEFAULT_SUITE)
  private String suite = Home.DEFAULT_SUITE;

  @Option(names = "--table", paramLabel = "FILE", description = "table instead of the suite's")
  private @Nullable String table;

  @Option(names = "--runs", paramLabel = "N", description = "runs instead of the suite's")
  private @Nullable Integer runs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads (default: all processors); no result depends on it")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "N", description = "master seed instead of the suite's")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the results (default: reports/<suite's name>)")
  private @Nullable Path out;

  @ArgGroup(exclusive = true)
  private Existing existing = new Existing();

  /** What happens to results that are there. */
  static final class Existing {
    @Option(names = "--resume", description = "take over what an interrupted replay has finished")
    private boolean resume;

    @Option(names = "--overwrite", description = "replace whatever the folder holds")
    private boolean overwrite;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Expect.whole("--threads", threads, 1, 1024);
    PrintWriter err = spec().commandLine().getErr();
    long start = System.nanoTime();
    Path suiteFile = Home.find(suite);
    Suite chosen = Suite.read(suiteFile);
    if (runs != null) chosen = chosen.withRuns(runs);
    if (seed != null) chosen = chosen.withSeed(seed);
    Path tableFile = Home.find(table != null ? table : chosen.table());
    BenchmarkTable read = TableFormats.read(tableFile);
    var description =
        new Description.Table(
            String.valueOf(tableFile.getFileName()), Sha256.of(tableFile), read.space().name());
    var replay = new Replay(chosen, read, new SearcherRegistry());

    Path folder = out != null ? out : Path.of("reports", chosen.name());
    var opened =
        ResultFolder.open(
            folder, replay.identity(description), existing.resume, existing.overwrite);
    List<Run> finished;
    try (var progress = new Progress("runs", replay.size(), err)) {
      finished = replay.run(threads, opened.journal(), progress::add);
    }
    Results made = replay.results(finished, Files.readString(suiteFile), description);
    ResultFiles.write(made, folder);
    opened.finished();
    Report.write(made, folder);
    spec()
        .commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%,d runs, %,d evaluations in %.1f s: %s",
                finished.size(),
                finished.stream().mapToLong(Run::evaluations).sum(),
                (System.nanoTime() - start) / 1e9,
                folder.resolve("report.html")));
    return 0;
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(spec);
  }
}
