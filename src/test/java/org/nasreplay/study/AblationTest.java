package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.Answers;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Code;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;

class AblationTest {
  private static Run run(String searcher, int number, long evaluations, double test) {
    return new Run(
        "p",
        searcher,
        number,
        0,
        evaluations,
        10.0 * evaluations,
        Double.isNaN(test) ? "" : "a",
        0,
        test,
        test,
        Costs.of(0, 0),
        test,
        test,
        List.of());
  }

  private static List<Ablation> of(List<ReplayProvenance.Searcher> searchers, List<Run> runs) {
    var protocol =
        new Protocol(
            "p",
            NatsBench.CIFAR10,
            new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
            new Protocol.Budget(100.0, null),
            null,
            new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST));
    var description =
        new ReplayProvenance(
            new Code("1", "unknown", "", Map.of()),
            "suite",
            "title",
            "",
            runs.size() / searchers.size(),
            1,
            new ReplayProvenance.Table("t", "", "size"),
            List.of(protocol),
            searchers,
            List.of(),
            Costs.NATS_BENCH,
            new ReplayProvenance.Reference(true, 32768),
            null,
            new ReplayProvenance.Machine("", "", 1),
            List.of(),
            false);
    var optima = List.of(new Optimum("p", "test", "a", 0, 0, 94, Costs.of(0, 0)));
    return Ablation.of(new Results(description, runs, optima, Map.of()));
  }

  @Test
  void aConfigurationHasItsSettingsAndARivalHasNone() {
    List<Ablation> all =
        of(
            List.of(
                new ReplayProvenance.Searcher(
                    "layernas {keep: 2}", "layernas", "{\"buckets\":100,\"keep\":2}"),
                new ReplayProvenance.Searcher("random", "random", "{}")),
            List.of(
                run("layernas {keep: 2}", 0, 10, 90),
                run("layernas {keep: 2}", 1, 20, 92),
                run("random", 0, 30, 93),
                run("random", 1, 30, Double.NaN)));
    // The best is 94. Runs without an answer have no regret, but count in the share.
    assertThat(all)
        .containsExactly(
            new Ablation("p", "layernas {keep: 2}", 100, 2, 15, 3.0, new Answers(2, 2, 2)),
            new Ablation("p", "random", 0, 0, 30, 1.0, new Answers(2, 1, 1)));
  }
}
