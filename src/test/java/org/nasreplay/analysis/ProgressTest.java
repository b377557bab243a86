package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Run;

class ProgressTest {
  private static Run run(Run.Step... steps) {
    return new Run("p", "s", 0, 0, 9, 100, "a", 0, 0, 0, 0, 0, 0, 0, List.of(steps));
  }

  private static Run.Step step(double seconds, double accuracy) {
    return new Run.Step(1, seconds, "a", 0, 0, accuracy);
  }

  @Test
  void incumbentHoldsUntilTheNextOneIsTrained() {
    List<Run> runs = List.of(run(step(10, 80), step(30, 90)));
    assertThat(Progress.of(runs, new double[] {10, 29, 30, 99}))
        .extracting(p -> p.accuracy().median())
        .containsExactly(80.0, 80.0, 90.0, 90.0);
  }

  @Test
  void momentsBeforeThreeQuartersOfTheRunsHaveAnIncumbentAreLeftOut() {
    // five runs, the n-th finds its first at n seconds: four have one from second 4 on
    List<Run> runs =
        List.of(run(step(1, 51)), run(step(2, 52)), run(step(3, 53)), run(step(4, 54)), run());
    List<Progress> progress = Progress.of(runs, new double[] {1, 2, 3, 4});
    assertThat(progress)
        .containsExactly(new Progress(4, new Quartiles(51, 52, 53), Double.NEGATIVE_INFINITY));
  }

  @Test
  void meanIsOverAllRuns() {
    List<Progress> progress =
        Progress.of(List.of(run(step(1, 50)), run(step(2, 53))), new double[] {2});
    assertThat(progress.get(0).mean()).isEqualTo(51.5);
  }

  @Test
  void momentsGrowByAFactorAndEndWhereTheyShould() {
    assertThat(Progress.moments(100, 20_000, 3)[0]).isEqualTo(100);
    assertThat(Progress.moments(1, 100, 3)[1]).isEqualTo(10);
    assertThat(Progress.moments(100, 20_000, 3)[2]).isEqualTo(20_000);
  }
}
