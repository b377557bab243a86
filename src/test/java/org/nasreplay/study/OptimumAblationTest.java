package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.MadeUpResults;

class OptimumAblationTest {
  private static Results results(Protocol.Budget budget) {
    Results made =
        MadeUpResults.of(
            List.of(
                MadeUpResults.protocol("40M", budget, null),
                MadeUpResults.protocol("60M", budget, null)),
            List.of("layernas", "random"),
            2,
            new double[] {90, 91, 92},
            (searcher, run) ->
                searcher.equals("layernas") || run == 0
                    ? new double[] {90, 91, 92}
                    : new double[] {90});
    // The third incumbent, of training 4, is the best.
    List<Optimum> optima =
        made.optima().stream()
            .map(o -> new Optimum(o.protocol(), o.of(), "a2", 80, 92, 92, o.costs()))
            .toList();
    return new Results(made.provenance(), made.runs(), optima, made.networks());
  }

  @Test
  void aConfigurationHasOneRowForAllTargetsOfADataset() {
    // Of 20 trainings a run that fails pays for all: (4 + 20) / 1. Its reward is of 12 epochs, and
    // what is reported of 90, so that nothing is said about the validation accuracy.
    assertThat(OptimumAblation.of(results(MadeUpResults.EVALUATIONS)))
        .containsExactly(
            new OptimumAblation("cifar10", "layernas", 2, 4, 4, 4, null, 0.0),
            new OptimumAblation("cifar10", "random", 2, 4, 2, 24, null, 1.0));
  }

  @Test
  void budgetsInSecondsHaveNone() {
    assertThat(OptimumAblation.of(results(MadeUpResults.SECONDS))).isEmpty();
  }
}
