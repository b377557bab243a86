package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Run;

class ProgressTest {
  private static Run run(Run.Step... steps) {
    return new Run("p", "s", 0, 0, 9, 100, "a", 0, 0, 0, Costs.of(0, 0), 0, 0, List.of(steps));
  }

  private static Run.Step step(double seconds, double accuracy) {
    return new Run.Step(1, seconds, "a", 0, 0, accuracy);
  }

  @Test
  void incumbentHoldsUntilTheNextOneIsTrained() {
    List<Run> runs = List.of(run(step(10, 80), step(30, 90)));
    assertThat(Progress.of(runs, Effort.SECONDS, new double[] {10, 29, 30, 99}))
        .extracting(p -> Objects.requireNonNull(p.accuracy()).median())
        .containsExactly(80.0, 80.0, 90.0, 90.0);
  }

  @Test
  void momentsBeforeThreeQuartersOfTheRunsHaveAnIncumbentAreLeftOut() {
    // five runs, the n-th finds its first at n seconds: four have one from second 4 on
    List<Run> runs =
        List.of(run(step(1, 51)), run(step(2, 52)), run(step(3, 53)), run(step(4, 54)), run());
    List<Progress> progress = Progress.of(runs, Effort.SECONDS, new double[] {1, 2, 3, 4});
    assertThat(progress)
        .containsExactly(
            new Progress(1, 0, null, null),
            new Progress(2, 0, null, null),
            new Progress(3, 0, null, null),
            new Progress(4, 0, new Quartiles(51, 52, 53), null));
  }

  @Test
  void incumbentsWithoutAValueAreLeftOutUpToAQuarterOfTheRuns() {
    List<Run> runs =
        List.of(
            run(step(1, 50)),
            run(step(1, 52)),
            run(step(1, Double.NaN), step(3, 90)),
            run(step(1, 54), step(2, Double.NaN), step(3, 70)));
    assertThat(Progress.of(runs, Effort.SECONDS, new double[] {1, 2, 3}))
        .containsExactly(
            new Progress(1, 1, new Quartiles(51, 52, 53), 52.0),
            new Progress(2, 2, null, null), // a gap, though two runs have a value
            new Progress(3, 0, new Quartiles(51.5, 61, 75), 65.5));
  }

  @Test
  void evaluationsAreCountedWhereTheBudgetCountsThem() {
    Run run =
        run(new Run.Step(1, Double.NaN, "a", 0, 0, 80), new Run.Step(3, Double.NaN, "b", 0, 0, 90));
    assertThat(Progress.of(List.of(run), Effort.EVALUATIONS, new double[] {1, 2, 3}))
        .extracting(Progress::mean)
        .containsExactly(80.0, 80.0, 90.0);
    assertThat(Progress.moments(Effort.EVALUATIONS, 1, 5, 100)).containsExactly(1, 2, 3, 4, 5);
    assertThat(Progress.moments(Effort.EVALUATIONS, 1, 1, 100)).containsExactly(1);
  }

  @Test
  void meanIsOverAllRuns() {
    List<Progress> progress =
        Progress.of(List.of(run(step(1, 50)), run(step(2, 53))), Effort.SECONDS, new double[] {2});
    assertThat(progress.get(0).mean()).isEqualTo(51.5);
  }

  @Test
  void momentsGrowByAFactorAndEndWhereTheyShould() {
    assertThat(Progress.moments(Effort.SECONDS, 100, 20_000, 3)[0]).isEqualTo(100);
    assertThat(Progress.moments(Effort.SECONDS, 1, 100, 3)[1]).isEqualTo(10);
    assertThat(Progress.moments(Effort.SECONDS, 100, 20_000, 3)[2]).isEqualTo(20_000);
  }
}
