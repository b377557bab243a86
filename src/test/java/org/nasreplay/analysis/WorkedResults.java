package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Code;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.Metric;

/** Results whose statistics can be worked out by hand. */
final class WorkedResults {
  static final double NONE = Double.NaN;

  private WorkedResults() {}

  /** As {@link #longRun}, of 100 trainings. */
  static Run run(String protocol, String searcher, int number, double... test) {
    return longRun(protocol, searcher, number, 100, test);
  }

  /**
   * A run of so many trainings of 10 s each.
   *
   * @param test accuracies of its incumbents, which it finds in its 1st, 2nd, 4th, 8th, … training;
   *     empty for a run without an answer. Validation accuracies are 10 points less.
   */
  static Run longRun(
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
        1,
        1,
        last - 10,
        last,
        steps);
  }

  static Results of(Protocol.Budget budget, double[] table, List<Run> runs) {
    return of(budget, table, null, runs);
  }

  /**
   * The results of runs, whose protocols and searchers are described in the order in which they are
   * met.
   *
   * @param table test accuracies of all networks, of which the greatest is the optimum; the best in
   *     validation has 80 % there, and 91 % on the test set
   */
  static Results of(
      Protocol.Budget budget, double[] table, Suite.@Nullable Published published, List<Run> runs) {
    List<Protocol> protocols =
        runs.stream().map(Run::protocol).distinct().map(name -> protocol(name, budget)).toList();
    double best = Arrays.stream(table).filter(a -> !Double.isNaN(a)).max().orElseThrow();
    List<Optimum> optima = new ArrayList<>();
    Map<String, Results.Landscape> landscapes = new LinkedHashMap<>();
    for (Protocol protocol : protocols) {
      optima.add(new Optimum(protocol.name(), "validation", "v", 80, 80, 91, 1, 1));
      optima.add(new Optimum(protocol.name(), "test", "t", 79, 79, best, 1, 1));
      landscapes.put(
          protocol.name(), new Results.Landscape(new double[table.length], table.clone(), table));
    }
    var description =
        new Description(
            new Code("1", "unknown", "", Map.of()),
            "worked",
            "Worked out by hand",
            "",
            runs.size(),
            1,
            new Description.Table("t", "", "size"),
            protocols,
            runs.stream()
                .map(Run::searcher)
                .distinct()
                .map(label -> new Description.Searcher(label, label, "{}"))
                .toList(),
            List.of(),
            published,
            new Description.Machine("", "", 1),
            List.of(),
            false);
    return new Results(description, runs, optima, landscapes);
  }

  private static Protocol protocol(String name, Protocol.Budget budget) {
    return new Protocol(
        name,
        Dataset.CIFAR10,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
        budget,
        null,
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST));
  }
}
