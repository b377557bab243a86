package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Arena;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.LayerNasExplanation;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.InputException;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    description = "One run of one searcher, step by step.",
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
      names = "--explain",
      description = "what every layer and bucket of LayerNAS kept and dropped, and why")
  private boolean explain;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Suite rules = Suite.read(Home.find(suite));
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
    var arena =
        new Arena(protocol, TableFormats.read(Home.find(table != null ? table : rules.table())));
    ConfiguredSearcher configured = new SearcherRegistry().configure(searcher, settings);
    var explanation = new LayerNasExplanation(arena.space());
    if (explain) configured = configured.observedBy(explanation);

    long start = System.nanoTime();
    Run run = arena.run(searcher, configured, 0, seed);
    double seconds = (System.nanoTime() - start) / 1e9;
    line(out, "evaluations", "seconds", "architecture", "reward", "valid", "test");
    for (Run.Step s : run.trajectory()) {
      line(
          out,
          "%,d".formatted(s.evaluations()),
          "%,.0f".formatted(s.seconds()),
          s.architecture(),
          "%.2f".formatted(s.reward()),
          "%.2f".formatted(s.validAccuracy()),
          "%.2f".formatted(s.testAccuracy()));
    }
    Optimum optimum = arena.optima().get(1);
    out.printf(
        Locale.ROOT,
        "%,d evaluations, %,.0f simulated s (%.3f s here): test %.2f; the table's best is %.2f, %s%n",
        run.evaluations(),
        run.seconds(),
        seconds,
        run.testAccuracy(),
        optimum.testAccuracy(),
        optimum.architecture());
    if (explain) explanation.lines().forEach(out::println);
    return 0;
  }

  private static void line(PrintWriter out, String... cells) {
    out.printf(Locale.ROOT, "%11s  %10s  %-16s  %6s  %6s  %6s%n", (Object[]) cells);
  }
}
