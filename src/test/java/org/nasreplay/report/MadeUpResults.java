package org.nasreplay.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Code;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;

/** Results that no replay has to make: any accuracies, and whoever lacks some. */
public final class MadeUpResults {
  public static final Protocol.Budget SECONDS = new Protocol.Budget(2000.0, null);
  public static final Protocol.Budget EVALUATIONS = new Protocol.Budget(null, 20);

  /** Test accuracies of the incumbents of a run, in order; NaN where the table has none. */
  @FunctionalInterface
  public interface Incumbents {
    /** Empty for a run without an answer. */
    double[] of(String searcher, int run);
  }

  private MadeUpResults() {}

  /** One protocol, and networks from 90 % to 94 %. */
  public static Results of(
      Protocol.Budget budget, List<String> searchers, int runs, Incumbents incumbents) {
    var table = new double[101];
    Arrays.setAll(table, i -> 90 + 0.04 * i);
    return of(List.of(protocol("cifar10", budget, null)), searchers, runs, table, incumbents);
  }

  public static Protocol protocol(
      String name, Protocol.Budget budget, @Nullable Map<String, Protocol.Bounds> constraint) {
    return new Protocol(
        name,
        NatsBench.CIFAR10,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
        budget,
        constraint,
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST));
  }

  /**
   * @param table test accuracies of its networks, of 1, 2, … million FLOPs
   */
  public static Results of(
      List<Protocol> protocols,
      List<String> searchers,
      int runs,
      double[] table,
      Incumbents incumbents) {
    List<Run> all = new ArrayList<>();
    List<Optimum> optima = new ArrayList<>();
    List<ReplayProvenance.UsedColumn> columns = new ArrayList<>();
    Map<String, Results.Networks> landscapes = new LinkedHashMap<>();
    double best = Arrays.stream(table).filter(a -> !Double.isNaN(a)).max().orElseThrow();
    for (Protocol protocol : protocols) {
      String name = protocol.name();
      for (String searcher : searchers) {
        for (int run = 0; run < runs; run++) {
          all.add(run(protocol, searcher, run, incumbents.of(searcher, run)));
        }
      }
      for (String of : List.of("validation", "test")) {
        optima.add(new Optimum(name, of, "best", 80, 91, best, Costs.of(1e6 * table.length, 1e5)));
      }
      var flops = new double[table.length];
      Arrays.setAll(flops, i -> 1e6 * (i + 1));
      landscapes.put(name, new Results.Networks(flops, table.clone(), table));
      for (String seed : List.of("777", "888")) {
        columns.add(column(name, "reward", "cifar10-valid/12/valid_accuracy/" + seed));
      }
      columns.add(column(name, "time", "cifar10-valid/12/train_seconds/mean"));
      columns.add(column(name, "validation", "cifar10-valid/90/valid_accuracy/777"));
      columns.add(column(name, "test", "cifar10/90/test_accuracy/777"));
    }
    var provenance =
        new ReplayProvenance(
            new Code("1", "unknown", "", Map.of()),
            "made-up",
            "Made up",
            "name: made-up\n",
            runs,
            1,
            new ReplayProvenance.Table("made-up.csv", "0".repeat(64), "size"),
            protocols,
            searchers.stream().map(s -> new ReplayProvenance.Searcher(s, "random", "{}")).toList(),
            columns,
            Costs.NATS_BENCH,
            new ReplayProvenance.Reference(true, 32768),
            null,
            new ReplayProvenance.Machine("", "", 1),
            List.of(),
            false,
            null,
            null);
    return new Results(provenance, all, optima, landscapes);
  }

  /** As {@code all}, with other searchers and columns. */
  public static ReplayProvenance described(
      ReplayProvenance all,
      List<ReplayProvenance.Searcher> searchers,
      List<ReplayProvenance.UsedColumn> columns) {
    return described(all, searchers, columns, all.costs(), all.reference(), all.published());
  }

  /** As {@code all}, with other costs, of which the reference and what is published are part. */
  public static ReplayProvenance costing(
      ReplayProvenance all,
      List<ReplayProvenance.Cost> costs,
      ReplayProvenance.Reference reference,
      Suite.@Nullable Published published) {
    return described(all, all.searchers(), all.columns(), costs, reference, published);
  }

  private static ReplayProvenance described(
      ReplayProvenance all,
      List<ReplayProvenance.Searcher> searchers,
      List<ReplayProvenance.UsedColumn> columns,
      List<ReplayProvenance.Cost> costs,
      ReplayProvenance.Reference reference,
      Suite.@Nullable Published published) {
    return new ReplayProvenance(
        all.code(),
        all.suite(),
        all.title(),
        all.suiteText(),
        all.runs(),
        all.seed(),
        all.table(),
        all.protocols(),
        searchers,
        columns,
        costs,
        reference,
        published,
        all.machine(),
        all.sources(),
        all.unchecked(),
        null,
        null);
  }

  private static ReplayProvenance.UsedColumn column(String protocol, String role, String name) {
    return new ReplayProvenance.UsedColumn(protocol, role, name, "measured", "made up", "");
  }

  /** Incumbents follow each other like 1, 2, 4, 8, … evaluations of 100 seconds, as priced. */
  private static Run run(Protocol protocol, String searcher, int number, double[] test) {
    boolean priced = protocol.budget().seconds() != null;
    List<Run.Step> steps = new ArrayList<>();
    for (int i = 0; i < test.length; i++) {
      long evaluations = 1L << i;
      double seconds = priced ? 100.0 * evaluations : Double.NaN;
      steps.add(new Run.Step(evaluations, seconds, "a" + i, 80 + i, test[i], test[i]));
    }
    boolean answered = test.length > 0;
    double last = answered ? test[test.length - 1] : Double.NaN;
    double cost = answered ? 5e6 : Double.NaN;
    return new Run(
        protocol.name(),
        searcher,
        number,
        number,
        20,
        priced ? 2000 : Double.NaN,
        answered ? "a" + (test.length - 1) : "",
        answered ? 80 + test.length : Double.NaN,
        last,
        last,
        Costs.of(cost, cost),
        last,
        last,
        steps);
  }
}
