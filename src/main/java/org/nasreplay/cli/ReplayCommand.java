package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.process.ProcessSearchers;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.Report;
import org.nasreplay.search.SearcherRegistry;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      description = "name, see list suites, or file of a suite (default: ${DEFAULT-VALUE})",
      completionCandidates = Completions.Suites.class,
      defaultValue = ProjectFiles.DEFAULT_SUITE)
  private String suite = ProjectFiles.DEFAULT_SUITE;

  @Mixin private SuiteTable table = new SuiteTable();

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
      description = "folder of the results (default: reports/SUITE; with --table: SUITE--TABLE)")
  private @Nullable Path out;

  @Option(
      names = "--allow-processes",
      description = "start the commands that the suite names as searchers")
  private boolean allowProcesses;

  @ArgGroup(exclusive = true)
  private Existing existing = new Existing();

  /** What happens to results that are there. */
  static final class Existing {
    @Option(
        names = "--resume",
        description = "go on where the same replay was interrupted, as it does without this")
    @SuppressWarnings("UnusedVariable") // it is accepted: a replay goes on by itself
    private boolean resume;

    @Option(
        names = "--overwrite",
        description = "make it anew, in place of what nasreplay wrote into the folder")
    private boolean overwrite;
  }

  @Override
  @SuppressWarnings("try") // what is done when interrupted is not referred to
  public Integer call() throws IOException, InterruptedException {
    Expect.whole("--threads", threads, 1, 1024);
    PrintWriter err = spec().commandLine().getErr();
    long start = System.nanoTime();
    Path suiteFile = ProjectFiles.suite(suite);
    Suite chosen = Suite.read(suiteFile);
    if (runs != null) chosen = chosen.withRuns(runs);
    if (seed != null) chosen = chosen.withSeed(seed);
    ProjectFiles.Opened read = table.open(chosen, suiteFile);
    ReplayProvenance.Table provenance = read.provenance();
    var processes = new ProcessSearchers(beside(suiteFile));
    var registry = new SearcherRegistry(processes::configure);
    Replay replay = ProjectFiles.replay(chosen, suiteFile, read.benchmark(), registry);
    if (!allowProcesses) requireNone(processes.commands(), suiteFile);

    Path folder = out != null ? out : folder(chosen);
    List<InputException> failures;
    try (var opened = ResultFolder.open(folder, replay.identity(provenance), existing.overwrite);
        var started = processes) {
      started.logTo(opened::log);
      Results before = opened.finished();
      if (before != null) {
        Report.write(before, folder);
        say("finished before, the report is made again: %s", folder.resolve(Report.PAGE));
        return 0;
      }
      read.remark(err);
      List<Run> finished;
      try (var hint = new WhenInterrupted(() -> err.println(interrupted()))) {
        try (var progress = new ProgressLine("runs", replay.size(), replay::underWay, err)) {
          finished = replay.run(threads, opened.journal(), progress::add);
        }
        failures = replay.failures();
        Replay whole = replay.withoutFailed();
        if (!finished.isEmpty()) {
          Results made = whole.results(finished, Files.readString(suiteFile), provenance);
          if (failures.isEmpty()) {
            opened.write(made);
          } else {
            opened.writePart(made, whole.identity(provenance));
          }
          Report.write(made, folder);
        }
      }
      failures.forEach(failure -> err.println("nasreplay: " + failure.line()));
      if (finished.isEmpty()) return 2;
      say(
          "%,d runs, %,d evaluations in %.1f s: %s",
          finished.size(),
          finished.stream().mapToLong(Run::evaluations).sum(),
          (System.nanoTime() - start) / 1e9,
          folder.resolve(Report.PAGE));
    }
    return failures.isEmpty() ? 0 : 2;
  }

  private static Path beside(Path file) {
    return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of(""));
  }

  /** A suite may come from anywhere; what it would start is shown to who is to allow it. */
  private static void requireNone(List<List<String>> commands, Path suiteFile) {
    if (commands.isEmpty()) return;
    throw new InputException(
        suiteFile.toString(),
        Text.format(
            "starts %s; --allow-processes permits it",
            commands.stream()
                .map(c -> c.stream().map(ReplayCommand::quoted).collect(joining(" ", "(", ")")))
                .collect(joining(", "))));
  }

  /** Results of one suite on several tables lie beside each other. */
  private Path folder(Suite chosen) {
    String name = chosen.name();
    String named = table.named();
    if (named != null) {
      name += "--" + String.valueOf(Path.of(named).getFileName()).replaceFirst("\\.[^.].*$", "");
    }
    return Path.of("reports", name);
  }

  private String interrupted() {
    List<String> words = new ArrayList<>(List.of(Text.shellWord(NasReplay.calledAs())));
    for (String argument : spec().root().commandLine().getParseResult().originalArgs()) {
      if (!argument.equals("--overwrite")) words.add(Text.shellWord(argument));
    }
    return "nasreplay: interrupted; what is finished is kept, and this goes on: "
        + String.join(" ", words);
  }

  @FormatMethod
  private void say(String pattern, Object... arguments) {
    spec().commandLine().getOut().println(Text.format(pattern, arguments));
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(spec);
  }
}
