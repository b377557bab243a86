package org.nasreplay.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Reproduction;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Suite;
import org.nasreplay.replay.ThreadPool;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.study.ReproductionPage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "reproduce",
    description = {
      "Replays the tables of the papers, and writes one page on what of them agrees.",
      "Every suite of the project that names published results is run, on the table of its space that"
          + " is given, else on its own where that is there."
    },
    mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
  /** Pairs of protocol and searcher beyond which a suite is run {@value #FEW_RUNS} times. */
  private static final int MANY_PAIRS = 100;

  private static final int FEW_RUNS = 20;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--size",
      paramLabel = "TABLE",
      description = "table of NATS-Bench's size space (default: the suites', a surrogate)")
  private @Nullable String size;

  @Option(
      names = "--topology",
      paramLabel = "TABLE",
      description =
          "table of NATS-Bench's topology space (default: the suites', where it is there)")
  private @Nullable String topology;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder of index.html, with a folder for every suite (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("reports");

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "runs instead of the suites' (default: theirs; "
              + FEW_RUNS
              + " where a suite has more than "
              + MANY_PAIRS
              + " pairs of protocol and searcher)")
  private @Nullable Integer runs;

  @Option(
      names = "--all-searchers",
      description = "run those that fit a model to every run, too, which takes minutes")
  private boolean allSearchers;

  @Option(
      names = "--studies",
      description = "run the studies of LayerNAS, too, which takes minutes")
  private boolean studies;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads (default: all processors); no result depends on it")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--overwrite",
      description = "make all anew, in place of what nasreplay wrote into the folders")
  private boolean overwrite;

  private final SearcherRegistry registry = new SearcherRegistry();
  private final Map<String, ProjectFiles.Opened> opened = new HashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Expect.whole("--threads", threads, 1, 1024);
    if (runs != null) Expect.whole("--runs", runs, 1, 1_000_000);
    PublishedResults papers = PublishedResults.bundled();
    List<Reproduction.Source> sources = new ArrayList<>();
    Map<Path, Suite> suites = suites();
    for (Map.Entry<Path, Suite> each : suites.entrySet()) { // before hours of runs
      String space = papers.space(Objects.requireNonNull(each.getValue().published()));
      String named = named(space);
      if (named != null) table(named, each.getValue(), each.getKey(), space);
    }
    for (Map.Entry<Path, Suite> each : suites.entrySet()) {
      sources.add(replayed(each.getKey(), each.getValue(), papers));
    }
    Reproduction reproduction = Reproduction.of(sources, papers);
    List<ReproductionPage.Findings> found = studies ? studied() : List.of();
    ReproductionPage.write(reproduction, found, SuiteReplay.again(spec(), "--overwrite"), out);
    say("%s", ReproductionPage.opening(reproduction));
    say("%s", out.resolve(ReproductionPage.PAGE));
    return 0;
  }

  /**
   * The project's suites that name published results, by file; without those of whose runs another
   * one for the same table of a paper makes every one.
   */
  private static Map<Path, Suite> suites() throws IOException {
    Map<Path, Suite> suites = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(ProjectFiles.find("data/suites"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        Suite suite = Suite.read(file);
        Suite.Published published = suite.published();
        if (published != null && published.paper() != null) suites.put(file, suite);
      }
    }
    List<Suite> all = List.copyOf(suites.values());
    suites.values().removeIf(suite -> all.stream().anyMatch(other -> repeats(other, suite)));
    return suites;
  }

  private static boolean repeats(Suite other, Suite suite) {
    Suite.Published published = Objects.requireNonNull(suite.published());
    Suite.Published others = Objects.requireNonNull(other.published());
    return !other.name().equals(suite.name())
        && Objects.equals(published.paper(), others.paper())
        && Objects.equals(published.table(), others.table())
        && suite.isPartOf(other);
  }

  private Reproduction.Source replayed(Path file, Suite whole, PublishedResults papers)
      throws IOException, InterruptedException {
    String space = papers.space(Objects.requireNonNull(whole.published()));
    Set<String> leftOut = allSearchers ? Set.of() : fittingModels(whole);
    Suite kept = whole.withSearchers(choice -> !leftOut.contains(choice.name()));
    Suite suite = kept.withRuns(runs(kept));
    String named = named(space);
    ProjectFiles.Opened table;
    Replay replay;
    try {
      table = table(named, suite, file, space);
      replay = ProjectFiles.replay(suite, file, table.benchmark());
    } catch (InputException e) {
      if (named != null && !opened.containsKey(named)) throw e; // what was given is to be right
      boolean missing = e.reason().startsWith(ProjectFiles.MISSING);
      String reason =
          missing
              ? Text.format(
                  "there is no table of the space %s here; %s", space, wayOut(space, suite))
              : e.line();
      say("%s: not replayed, %s", suite.name(), reason);
      return new Reproduction.Source(whole, leftOut, null, reason);
    }
    String folder = ReplayCommand.folder(suite.name(), named);
    SuiteReplay.Finished finished =
        new SuiteReplay(replay, file, table, null, spec())
            .into(out.resolve(folder), overwrite, false, new ThreadPool(threads));
    // What is to be known about its file is said once.
    opened.put(
        named != null ? named : suite.table(),
        new ProjectFiles.Opened(table.benchmark(), table.provenance(), null));
    say("%s: %s", suite.name(), finished.said());
    var replayed =
        new Reproduction.Replayed(
            folder,
            finished.results().provenance(),
            Objects.requireNonNull(finished.statistics()),
            TrainingsToOptimum.of(finished.results()));
    return new Reproduction.Source(whole, leftOut, replayed, "");
  }

  private Set<String> fittingModels(Suite suite) {
    return suite.entries(registry).stream()
        .filter(entry -> entry.searcher().create().get().fitsModel())
        .map(entry -> entry.searcher().name())
        .collect(Collectors.toSet());
  }

  private int runs(Suite suite) {
    if (runs != null) return runs;
    boolean many = suite.protocols().size() * suite.searchers().size() > MANY_PAIRS;
    return many ? Math.min(FEW_RUNS, suite.runs()) : suite.runs();
  }

  /** What gives a suite the table that it lacks. */
  private static String wayOut(String space, Suite suite) {
    boolean option =
        List.of(SizeSpace.instance().name(), TopologySpace.instance().name()).contains(space);
    return option
        ? Text.format("--%s gives one, and README says where there are some", space)
        : Text.format("its suite looks for %s", suite.table());
  }

  /** The table that is given for a space; null where none is. */
  private @Nullable String named(String space) {
    if (space.equals(SizeSpace.instance().name())) return size;
    return space.equals(TopologySpace.instance().name()) ? topology : null;
  }

  /** Each is read once, however many suites are run on it. */
  private ProjectFiles.Opened table(
      @Nullable String named, Suite suite, Path suiteFile, String space) throws IOException {
    String name = named != null ? named : suite.table();
    ProjectFiles.Opened table = opened.get(name);
    if (table == null) {
      table = ProjectFiles.benchmark(named, suite, suiteFile);
      String actual = table.benchmark().space().name();
      if (!actual.equals(space)) {
        throw new InputException(
            name, Text.format("a table of the space %s, expected %s", actual, space));
      }
      opened.put(name, table);
    }
    return table;
  }

  private List<ReproductionPage.Findings> studied() throws IOException, InterruptedException {
    List<ReproductionPage.Findings> found = new ArrayList<>();
    for (CommandLine each : new CommandLine(new StudyCommand()).getSubcommands().values()) {
      if (!(each.getCommand() instanceof Study study)) continue;
      List<String> options = new ArrayList<>();
      if (size != null && each.getCommandSpec().findOption("--table") != null) {
        options.addAll(List.of("--table", size));
      }
      // On its own: as a part of another command it is not parsed.
      new CommandLine(study).parseArgs(options.toArray(String[]::new));
      String folder = "study-" + each.getCommandName();
      found.add(
          new ReproductionPage.Findings(
              folder,
              study.study(spec().commandLine().getErr()).write(out.resolve(folder), false)));
      say("study %s: %s", each.getCommandName(), out.resolve(folder));
    }
    return found;
  }

  @FormatMethod
  private void say(String pattern, Object... arguments) {
    spec().commandLine().getOut().println(Text.printable(Text.format(pattern, arguments)));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
