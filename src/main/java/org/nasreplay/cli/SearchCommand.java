package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Arena;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.LayerNasExplanation;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.TableFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

  @Parameters(paramLabel = "SEARCHER", description = "as in suites: random, layernas, …")
  private String searcher = "";

  @Option(names = "--dataset", required = true, description = "cifar10, cifar100, ImageNet16-120")
  private String dataset = "";

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      defaultValue = Home.DEFAULT_SUITE,
      description = "whose protocol for the dataset is used (default: ${DEFAULT-VALUE})")
  private String suite = Home.DEFAULT_SUITE;

  @Option(names = "--table", paramLabel = "FILE", description = "table instead of the suite's")
  private @Nullable String table;

  @Option(names = "--budget", paramLabel = "S", description = "simulated seconds")
  private @Nullable Double budget;

  @Option(names = "--seed", paramLabel = "N", description = "seed of the run (default: 1)")
  private long seed = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of the searcher, as in suites; repeatable")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--trace",
      description = "print the trajectory as CSV, with the columns of trajectories.csv")
  private boolean trace;

  @Option(
      names = "--explain",
      description = "what every layer and bucket of LayerNAS kept and dropped, and why")
  private boolean explain;

  private static final String TABLE =
      "evaluations  simulated s    here s  reward   valid    test  architecture";
  private static final String TRACE =
      "evaluations,seconds,architecture,reward,valid_accuracy,test_accuracy";

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    Path suiteFile = Home.find(suite);
    Suite rules = Suite.read(suiteFile);
    Dataset wanted = Dataset.parse(dataset);
    Protocol protocol =
        rules.protocols().stream()
            .filter(p -> p.dataset() == wanted)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "suite %s has no protocol for dataset %s".formatted(suite, dataset)));
    if (budget != null) protocol = protocol.withBudget(new Protocol.Budget(budget, null));
    TableFile read = Home.table(table, rules, suiteFile);
    var arena = new Arena(protocol, read.table());
    ConfiguredSearcher configured = new SearcherRegistry().configure(searcher, settings);
    var explanation = new LayerNasExplanation(arena.space());
    if (explain) configured = configured.observedBy(explanation);

    Home.remark(read, command.getErr());
    out.println(trace ? TRACE : TABLE);
    long start = System.nanoTime();
    Run run;
    Protocol.Budget end = protocol.budget();
    double seconds = end.secondsOrInfinity();
    long total = end.evaluations() == null ? (long) seconds : end.evaluations();
    try (var progress = new Progress(searcher, total, command.getErr())) {
      run =
          arena.run(
              searcher,
              configured,
              0,
              seed,
              (evaluations, now, incumbent) -> {
                if (incumbent != null) {
                  out.println(trace ? csv(incumbent) : row(incumbent, System.nanoTime() - start));
                }
                progress.at(end.evaluations() == null ? (long) now : evaluations, total);
              });
    }
    Optimum optimum = arena.optima().get(1);
    (trace ? command.getErr() : out)
        .printf(
            Locale.ROOT,
            "%,d evaluations, %,.0f simulated s (%.3f s here): test %.2f; the table's best is %.2f, %s%n",
            run.evaluations(),
            run.seconds(),
            (System.nanoTime() - start) / 1e9,
            run.testAccuracy(),
            optimum.testAccuracy(),
            optimum.architecture());
    if (explain) explanation.lines().forEach((trace ? command.getErr() : out)::println);
    return 0;
  }

  /** An incumbent for people; the time here tells how long the searcher thinks. */
  private static String row(Run.Step step, long nanoseconds) {
    return String.format(
        Locale.ROOT,
        "%,11d  %,11.0f  %8.3f  %6.2f  %6.2f  %6.2f  %s",
        step.evaluations(),
        step.seconds(),
        nanoseconds / 1e9,
        step.reward(),
        step.validAccuracy(),
        step.testAccuracy(),
        step.architecture());
  }

  private static String csv(Run.Step step) {
    return Stream.of(
            step.evaluations(),
            step.seconds(),
            step.architecture(),
            step.reward(),
            step.validAccuracy(),
            step.testAccuracy())
        .map(String::valueOf)
        .collect(joining(","));
  }
}
