package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.WorkedResults;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.report.MadeUpResults;

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
    var budget = new Protocol.Budget(100.0, null);
    Results worked = WorkedResults.of(budget, new double[] {94}, runs);
    return Ablation.of(
        new Results(
            MadeUpResults.described(worked.provenance(), searchers, List.of()),
            worked.runs(),
            worked.optima(),
            worked.networks()));
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
            new Ablation(
                "p",
                "layernas {keep: 2}",
                100,
                2,
                15,
                3.0,
                new Bootstrap.Interval(2, 4),
                new Answers(2, 2, 2)),
            new Ablation("p", "random", 0, 0, 30, 1.0, null, new Answers(2, 1, 1)));
  }
}
