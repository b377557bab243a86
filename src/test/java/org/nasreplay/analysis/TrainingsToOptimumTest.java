package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/** The best admitted network is {@code v}, with a reward of 80. */
class TrainingsToOptimumTest {
  private static final Protocol.Budget EVALUATIONS = new Protocol.Budget(null, 100);
  private static final Protocol.Budget SECONDS = new Protocol.Budget(1000.0, null);

  private static Run run(String searcher, int number, long evaluations, Run.Step... steps) {
    return new Run(
        "p",
        searcher,
        number,
        number,
        evaluations,
        Double.NaN,
        "a",
        0,
        0,
        0,
        Costs.of(0, 0),
        0,
        0,
        List.of(steps));
  }

  private static Run.Step step(long evaluations, String architecture, double reward) {
    return new Run.Step(evaluations, Double.NaN, architecture, reward, 0, 0);
  }

  /** Of which {@code layernas} finds v after 10 and 30 trainings, and gives up after 50 once. */
  private final List<Run> runs =
      List.of(
          run("layernas", 0, 60, step(1, "a", 70), step(30, "v", 80)),
          run("layernas", 1, 50, step(1, "a", 70), step(9, "b", 79)),
          run("layernas", 2, 70, step(10, "v", 80)),
          run("random", 0, 100, step(1, "a", 70)));

  private static List<TrainingsToOptimum> of(
      Protocol.Budget budget, SeedPolicy seeds, boolean exhaustive, List<Run> runs) {
    Results worked = WorkedResults.of(budget, new double[] {94}, runs);
    ReplayProvenance all = worked.provenance();
    List<Protocol> protocols =
        all.protocols().stream()
            .map(
                p ->
                    new Protocol(
                        p.name(),
                        p.dataset(),
                        new Protocol.Reward(p.reward().metric(), p.reward().epochs(), seeds),
                        p.budget(),
                        p.constraint(),
                        p.report()))
            .toList();
    var provenance =
        new ReplayProvenance(
            all.code(),
            all.suite(),
            all.title(),
            all.suiteText(),
            all.runs(),
            all.seed(),
            all.table(),
            protocols,
            all.searchers(),
            all.columns(),
            all.costs(),
            new ReplayProvenance.Reference(exhaustive, 1),
            all.published(),
            all.machine(),
            all.sources(),
            all.unchecked(),
            null,
            null);
    return TrainingsToOptimum.of(new Results(provenance, runs, worked.optima(), worked.networks()));
  }

  @Test
  void aRunThatNeverFindsTheOptimumPaysForAllItsTrainings() {
    List<TrainingsToOptimum> found = of(EVALUATIONS, SeedPolicy.MEAN, true, runs);
    TrainingsToOptimum layernas = found.get(0);
    assertThat(layernas.searcher()).isEqualTo("layernas");
    assertThat(layernas.found()).containsExactly(10, 30);
    assertThat(layernas.expected()).isEqualTo((30 + 50 + 10) / 2.0);
    assertThat(layernas.successRate()).isEqualTo(2 / 3.0);
    assertThat(layernas.foundWithin(9)).isZero();
    assertThat(layernas.foundWithin(10)).isEqualTo(1);
  }

  @Test
  void whoNeverFindsItTakesForever() {
    TrainingsToOptimum random = of(EVALUATIONS, SeedPolicy.MEAN, true, runs).get(1);
    assertThat(random.expected()).isInfinite();
    assertThat(random.successRate()).isZero();
  }

  @Test
  void anotherNetworkOfTheSameRewardCountsUnlessTheRewardIsDrawnAnew() {
    List<Run> equal = List.of(run("layernas", 0, 60, step(7, "w", 80), step(20, "v", 81)));
    assertThat(of(EVALUATIONS, SeedPolicy.MEAN, true, equal).get(0).found()).containsExactly(7);
    assertThat(of(EVALUATIONS, SeedPolicy.RANDOM, true, equal).get(0).found()).containsExactly(20);
  }

  @Test
  void nothingIsSaidWhereBudgetsAreSecondsOrNobodyKnowsWhatIsBest() {
    assertThat(of(SECONDS, SeedPolicy.MEAN, true, runs)).isEmpty();
    assertThat(of(EVALUATIONS, SeedPolicy.MEAN, false, runs)).isEmpty();
    assertThat(of(EVALUATIONS, SeedPolicy.fixed("1"), true, runs)).isEmpty();
  }
}
