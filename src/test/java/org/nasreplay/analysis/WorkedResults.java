package org.nasreplay.analysis;

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

/** Results whose statistics can be worked out by hand. */
public final class WorkedResults {
  public static final double NONE = Double.NaN;

  private WorkedResults() {}

  /** As {@link #longRun}, of 100 trainings. */
  public static Run run(String protocol, String searcher, int number, double... test) {
    return longRun(protocol, searcher, number, 100, test);
  }

  /**
   * A run of so many trainings of 10 s each.
   *
   * @param test accuracies of its incumbents, which it finds in its 1st, 2nd, 4th, 8th, … training;
   *     empty for a run without an answer. Validation accuracies are 10 points less.
   */
  public static Run longRun(
      String protocol, String searcher, int number, long evaluations, double... test) {
    List<Run.Step> steps = new ArrayList<>();
    for (int i = 0; i < test.length; i++) {
      long at = 1L << i;
      steps.add(new Run.Step(at, 10.0 * at, "a" + i, i, test[i] - 10, test[i]));
    }
    boolean answered = test.length > 0;
    double last = answered ? test[test.length - 1] : NONE;
    return new Run(
        protocol,
        searcher,
        number,
        number,
        evaluations,
        10.0 * evaluations,
        answered ? "a" + (test.length - 1) : "",
        test.length,
        last - 10,
        last,
        Costs.of(1, 1),
        last - 10,
        last,
        steps);
  }

  public static Results of(Protocol.Budget budget, double[] table, List<Run> runs) {
    return of(budget, table, null, runs);
  }

  /**
   * The results of runs, whose protocols and searchers are described in the order in which they are
   * met.
   *
   * @param table test accuracies of all networks, of which the greatest is the optimum; the best in
   *     validation has 80 % there, and 91 % on the test set
   */
  public static Results of(
      Protocol.Budget budget, double[] table, Suite.@Nullable Published published, List<Run> runs) {
    List<Protocol> protocols =
        runs.stream().map(Run::protocol).distinct().map(name -> protocol(name, budget)).toList();
    double best = Arrays.stream(table).filter(a -> !Double.isNaN(a)).max().orElseThrow();
    List<Optimum> optima = new ArrayList<>();
    Map<String, Results.Networks> landscapes = new LinkedHashMap<>();
    for (Protocol protocol : protocols) {
      optima.add(new Optimum(protocol.name(), "validation", "v", 80, 80, 91, Costs.of(1, 1)));
      optima.add(new Optimum(protocol.name(), "test", "t", 79, 79, best, Costs.of(1, 1)));
      landscapes.put(
          protocol.name(), new Results.Networks(new double[table.length], table.clone(), table));
    }
    var provenance =
        new ReplayProvenance(
            new Code("1", "unknown", "", Map.of()),
            "worked",
            "Worked out by hand",
            "",
            runs.size(),
            1,
            new ReplayProvenance.Table("t", "", "size"),
            protocols,
            runs.stream()
                .map(Run::searcher)
                .distinct()
                .map(label -> new ReplayProvenance.Searcher(label, label, "{}"))
                .toList(),
            List.of(),
            Costs.NATS_BENCH,
            new ReplayProvenance.Reference(true, 32768),
            published,
            new ReplayProvenance.Machine("", "", 1),
            List.of(),
            false,
            null,
            null);
    return new Results(provenance, runs, optima, landscapes);
  }

  private static Protocol protocol(String name, Protocol.Budget budget) {
    return new Protocol(
        name,
        NatsBench.CIFAR10,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
        budget,
        null,
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST));
  }
}
