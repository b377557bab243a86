package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.process.ProcessSearchers;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Shard;
import org.nasreplay.replay.Suite;
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

  @Mixin private Engines engines = new Engines();

  @Option(names = "--seed", paramLabel = "N", description = "master seed instead of the suite's")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder of the results (default: reports/SUITE; with --table: SUITE--TABLE; with --shard:"
              + " that and -shard-I-of-N)")
  private @Nullable Path out;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "only the I-th of N shares of the runs; compare --merge makes the whole of all")
  private @Nullable String shard;

  @Option(
      names = "--allow-processes",
      description = "start the commands that the suite names as searchers")
  private boolean allowProcesses;

  @Option(
      names = "--watch",
      description = "write running.html into the folder every few seconds: what is finished so far")
  private boolean watch;

  @Mixin private Highlighted highlighted = new Highlighted();

  @ArgGroup(exclusive = false)
  private @Nullable Dry dry;

  /** What is told instead of replaying. */
  static final class Dry {
    @Option(
        names = "--dry-run",
        required = true,
        description = "only say what would run, and estimate how long; writes nothing")
    @SuppressWarnings("UnusedVariable") // that the group is there says it
    private boolean asked;

    @Option(names = "--json", description = "with --dry-run, as JSON")
    private boolean json;
  }

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
  public Integer call() throws IOException, InterruptedException {
    Expect.whole("--threads", threads, 1, 1024);
    Shard share = shard == null ? null : Shard.parse(shard);
    if (share != null && watch) {
      throw new InputException("--watch: a shard has no page; compare --merge makes that of all");
    }
    Path suiteFile = ProjectFiles.suite(suite);
    Suite chosen = Suite.read(suiteFile);
    if (runs != null) chosen = chosen.withRuns(runs);
    if (seed != null) chosen = chosen.withSeed(seed);
    ProjectFiles.Opened read = table.open(chosen, suiteFile);
    var processes = new ProcessSearchers(beside(suiteFile));
    var registry = new SearcherRegistry(processes::configure);
    Replay replay = ProjectFiles.replay(chosen, suiteFile, read.benchmark(), registry);
    if (share != null) replay = replay.only(share);
    if (dry != null) return told(new DryRun(replay, chosen.table(), threads), dry.json);
    if (!allowProcesses) requireNone(processes.commands(), suiteFile);
    if (!engines.here() && !processes.commands().isEmpty()) {
      throw new InputException(
          suiteFile.toString(), "starts processes, which run on threads of this process alone");
    }
    Suite replayed = chosen;
    Engine engine =
        engines.get(
            threads,
            () -> ReplayRecipe.of(replayed, suiteFile, read, table.named()),
            line -> spec().commandLine().getErr().println("nasreplay: " + line));
    String name = folder(chosen.name(), table.named()) + (share == null ? "" : suffix(share));
    Path folder = out != null ? out : Path.of("reports", name);
    var finished =
        new SuiteReplay(replay, suiteFile, read, processes, highlighted.searchers(), spec())
            .into(folder, existing.overwrite, watch, engine);
    spec().commandLine().getOut().println(finished.said());
    return finished.failures().isEmpty() ? 0 : 2;
  }

  private int told(DryRun run, boolean json) {
    PrintWriter out = spec().commandLine().getOut();
    if (json) Answer.print(run.answer(), out);
    else run.print(out);
    return 0;
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
                .map(c -> c.stream().map(Text::shellWord).collect(joining(" ", "(", ")")))
                .collect(joining(", "))));
  }

  /** Results of one suite on several tables lie beside each other. */
  static String folder(String suite, @Nullable String table) {
    if (table == null) return suite;
    return suite
        + "--"
        + String.valueOf(Path.of(table).getFileName()).replaceFirst("\\.[^.].*$", "");
  }

  /** Behind the name of a replay's folder, that of its shard. */
  private static String suffix(Shard shard) {
    return Text.format("-shard-%d-of-%d", shard.number(), shard.count());
  }

  /** The folder of a whole replay, by that of a shard of it; null where its name does not tell. */
  static @Nullable String wholeOf(String folder) {
    Matcher named = Pattern.compile("(.+)-shard-[0-9]+-of-[0-9]+").matcher(folder);
    return named.matches() ? named.group(1) : null;
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(spec);
  }
}
