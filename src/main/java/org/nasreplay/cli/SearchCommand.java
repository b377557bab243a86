package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.SafeCsv;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.replay.Json;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.replay.Task;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.LayerNasExplanation;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.table.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    description = "One run of one searcher, shown while it goes on.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "SEARCHER",
      description = "as in suites: random, layernas, …; see list searchers",
      completionCandidates = Completions.Searchers.class)
  private String searcher = "";

  @Option(
      names = "--dataset",
      required = true,
      description = {
        "one that the suite has a protocol for, as cifar10; the name of a protocol where it has"
            + " several for a dataset"
      },
      completionCandidates = Completions.Datasets.class)
  private String dataset = "";

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      defaultValue = ProjectFiles.DEFAULT_SUITE,
      description = "whose protocol for the dataset is used (default: ${DEFAULT-VALUE})",
      completionCandidates = Completions.Suites.class)
  private String suite = ProjectFiles.DEFAULT_SUITE;

  @Mixin private SuiteTable table = new SuiteTable();

  @ArgGroup(exclusive = true)
  private @Nullable Budget budget;

  /** Instead of the protocol's. */
  static final class Budget {
    @Option(names = "--budget", paramLabel = "S", description = "simulated seconds")
    private @Nullable Double seconds;

    @Option(
        names = "--evaluations",
        paramLabel = "N",
        description = "trainings, whatever they take")
    private @Nullable Integer evaluations;

    Protocol.Budget chosen() {
      return new Protocol.Budget(seconds, evaluations);
    }
  }

  @Option(names = "--seed", paramLabel = "N", description = "seed of the run (default: 1)")
  private long seed = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of the searcher, as in suites; repeatable")
  private Map<String, String> settings = new LinkedHashMap<>();

  @ArgGroup(exclusive = true)
  private Form form = new Form();

  /** What is printed; a table for people where none is chosen. */
  static final class Form {
    @Option(
        names = "--trace",
        description = {
          "print the trajectory as CSV, with the columns of trajectories.csv"
              + " and the kind of each number: measured, analytic or modelled"
        })
    private boolean trace;

    @Option(names = "--json", description = "print the run and its trajectory as JSON")
    private boolean json;

    boolean forPrograms() {
      return trace || json;
    }
  }

  @Option(
      names = "--explain",
      description = "what every layer and bucket of LayerNAS kept and dropped, and why")
  private boolean explain;

  private static final String TABLE =
      "evaluations  simulated s    here s  reward   valid    test  architecture";
  private static final String TRACE =
      "evaluations,seconds,architecture,reward,valid_accuracy,test_accuracy,"
          + "seconds_kind,reward_kind,valid_accuracy_kind,test_accuracy_kind";

  /** The roles of a task's columns, in the order of the kinds of a trace. */
  private static final List<String> ROLES = List.of("time", "reward", "validation", "test");

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    Path suiteFile = ProjectFiles.suite(suite);
    Suite rules = Suite.read(suiteFile);
    Protocol protocol = named(rules);
    ProjectFiles.Opened read = table.open(rules, suiteFile);
    if (protocol == null) throw unknownDataset(rules, read.benchmark().space());
    if (budget != null) protocol = protocol.withBudget(budget.chosen());
    var task = new Task(protocol, read.benchmark());
    ConfiguredSearcher configured = new SearcherRegistry().configure(searcher, settings);
    String name = configured.name();
    task.require(name, configured);
    var explanation = new LayerNasExplanation(task.space());
    if (explain) configured = configured.observedBy(explanation);

    read.remark(command.getErr());
    List<String> kinds = ROLES.stream().map(role -> kind(task, role)).toList();
    if (form.trace) out.println(TRACE);
    if (!form.forPrograms()) {
      out.println(
          IntStream.range(0, ROLES.size())
              .filter(i -> !kinds.get(i).isEmpty())
              .mapToObj(i -> ROLES.get(i) + " " + kinds.get(i))
              .collect(joining(", ")));
      out.println(TABLE);
    }
    long start = System.nanoTime();
    Run run;
    Protocol.Budget end = protocol.budget();
    double seconds = end.secondsOrInfinity();
    long total = end.evaluations() == null ? (long) seconds : end.evaluations();
    try (var progress = new ProgressLine(name, total, command.getErr())) {
      run =
          task.run(
              name,
              configured,
              0,
              seed,
              (evaluations, now, incumbent) -> {
                if (incumbent != null && !form.json) {
                  out.println(
                      form.trace
                          ? csv(incumbent, kinds)
                          : row(incumbent, System.nanoTime() - start));
                }
                progress.at(end.evaluations() == null ? (long) now : evaluations, total);
              });
    }
    Optimum optimum = task.optima(Stream.of(run.architecture())).get(1);
    if (form.json) Answer.print(answer(run, configured, protocol, optimum, kinds), out);
    PrintWriter told = form.forPrograms() ? command.getErr() : out;
    told.println(
        Text.format(
            "%,d evaluations%s (%.3f s here): test %s%s; the table's best is %.2f, %s (%s)",
            run.evaluations(),
            Double.isNaN(run.seconds()) ? "" : Text.format(", %,.0f simulated s", run.seconds()),
            (System.nanoTime() - start) / 1e9,
            run.answered() ? accuracy(run.testAccuracy()) : "none, no answer",
            run.testAtBudget() == run.testAccuracy() || !run.answered()
                ? ""
                : Text.format(
                    " (at the budget, between two networks, %s)", accuracy(run.testAtBudget())),
            optimum.testAccuracy(),
            optimum.architecture(),
            kinds.get(ROLES.indexOf("test"))));
    if (explain) explanation.lines().forEach(told::println);
    return 0;
  }

  private Answer answer(
      Run run,
      ConfiguredSearcher configured,
      Protocol protocol,
      Optimum optimum,
      List<String> kinds)
      throws IOException {
    var kindOf = new Answer();
    for (int i = 0; i < ROLES.size(); i++) {
      kindOf.with(ROLES.get(i), kinds.get(i).isEmpty() ? null : kinds.get(i));
    }
    return new Answer()
        .with("searcher", configured.name())
        .with("settings", Json.JSON.readTree(configured.settings()))
        .with("dataset", protocol.dataset().label())
        .with("seed", seed)
        .with("evaluations", run.evaluations())
        .with("seconds", run.seconds())
        .with("architecture", run.answered() ? run.architecture() : null)
        .with("reward", run.reward())
        .with("valid_accuracy", run.validAccuracy())
        .with("test_accuracy", run.testAccuracy())
        .with("test_accuracy_at_budget", run.testAtBudget())
        .with("best_architecture", optimum.architecture())
        .with("best_test_accuracy", optimum.testAccuracy())
        .with("kinds", kindOf)
        .with("trajectory", run.trajectory().stream().map(SearchCommand::answer).toList());
  }

  private static Answer answer(Run.Step step) {
    return new Answer()
        .with("evaluations", step.evaluations())
        .with("seconds", step.seconds())
        .with("architecture", step.architecture())
        .with("reward", step.reward())
        .with("valid_accuracy", step.validAccuracy())
        .with("test_accuracy", step.testAccuracy());
  }

  /** The protocol of this name, else the first for this dataset; null where there is neither. */
  private @Nullable Protocol named(Suite rules) {
    for (Protocol each : rules.protocols()) {
      if (each.name().equals(dataset)) return each;
    }
    for (Protocol each : rules.protocols()) {
      if (each.dataset().label().equalsIgnoreCase(dataset)) return each;
    }
    return null;
  }

  private InputException unknownDataset(Suite rules, SearchSpace space) {
    List<Dataset> datasets = rules.protocols().stream().map(Protocol::dataset).distinct().toList();
    List<String> labels = datasets.stream().map(Dataset::label).toList();
    String searchedBy =
        datasets.stream()
            .filter(each -> space.searchSplit(each).label().equalsIgnoreCase(dataset))
            .map(each -> "; a search on " + each + " trains on it")
            .findFirst()
            .orElse(Names.didYouMean(dataset, labels));
    return new InputException(
        Text.format(
            "suite %s has no protocol for dataset %s, only for %s%s",
            suite, Tree.shown(dataset), String.join(", ", labels), searchedBy));
  }

  /** Empty where trainings have no price. */
  private static String kind(Task task, String role) {
    Provenance.Kind kind = task.kind(role);
    return kind == null ? "" : kind.label();
  }

  /** An incumbent for people; the time here tells how long the searcher thinks. */
  private static String row(Run.Step step, long nanoseconds) {
    return Text.format(
        "%,11d  %11s  %8.3f  %6s  %6s  %6s  %s",
        step.evaluations(),
        Double.isNaN(step.seconds()) ? "" : Text.format("%,.0f", step.seconds()),
        nanoseconds / 1e9,
        accuracy(step.reward()),
        accuracy(step.validAccuracy()),
        accuracy(step.testAccuracy()),
        step.architecture());
  }

  private static String accuracy(double percent) {
    return Double.isNaN(percent) ? "none" : Text.format("%.2f", percent);
  }

  private static String csv(Run.Step step, List<String> kinds) {
    return SafeCsv.row(
        step.evaluations(),
        cell(step.seconds()),
        step.architecture(),
        step.reward(),
        cell(step.validAccuracy()),
        cell(step.testAccuracy()),
        kinds.get(0),
        kinds.get(1),
        kinds.get(2),
        kinds.get(3));
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? "" : value;
  }
}
