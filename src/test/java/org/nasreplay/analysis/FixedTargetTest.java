package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Run;

class FixedTargetTest {
  private static Run run(long evaluations, double seconds, Run.Step... steps) {
    return new Run(
        "p", "s", 0, 0, evaluations, seconds, "a", 0, 0, 0, Costs.of(0, 0), 0, 0, List.of(steps));
  }

  private static Run.Step step(long evaluations, double seconds, double accuracy) {
    return new Run.Step(evaluations, seconds, "a", 0, 0, accuracy);
  }

  // Reaches 90 at 10 s and falls back; never; reaches 92 at 40 s.
  private final List<Run> runs =
      List.of(
          run(9, 100, step(1, 10, 90), step(3, 30, 88)),
          run(8, 110, step(2, 25, 85)),
          run(10, 120, step(1, 12, 80), step(4, 40, 92)));

  @Test
  void unsuccessfulRunsAddTheirWholeTime() {
    // (10 + 110 + 40) / 2 and (1 + 8 + 4) / 2
    assertThat(FixedTarget.expectedRunningTime(runs, Effort.SECONDS, 90)).isEqualTo(80);
    assertThat(FixedTarget.expectedRunningTime(runs, Effort.EVALUATIONS, 90)).isEqualTo(6.5);
  }

  @Test
  void targetThatNoRunReachesTakesForever() {
    assertThat(FixedTarget.expectedRunningTime(runs, Effort.SECONDS, 93)).isInfinite();
  }

  @Test
  void incumbentCountsFromItsEvaluationOn() {
    assertThat(Trajectory.incumbent(runs.get(0), Effort.SECONDS, 9.9)).isNull();
    assertThat(accuracy(Effort.SECONDS, 10)).isEqualTo(90);
    assertThat(accuracy(Effort.EVALUATIONS, 2)).isEqualTo(90);
    assertThat(accuracy(Effort.EVALUATIONS, 3)).isEqualTo(88);
  }

  private double accuracy(Effort effort, double spent) {
    return Objects.requireNonNull(Trajectory.incumbent(runs.get(0), effort, spent)).testAccuracy();
  }

  @Test
  void areaOfOneMomentIsWhatIsSolvedThen() {
    assertThat(new RunTimes(new double[] {1, 1}, 4).area(1, 1)).isEqualTo(0.5);
  }

  @Test
  void runTimesCountPairsOfRunAndTarget() {
    var times = new RunTimes(new double[] {1, 10, 10, 100}, 8);
    assertThat(times.solved(0.5)).isZero();
    assertThat(times.solved(10)).isEqualTo(3 / 8.0);
    assertThat(times.solved(1e9)).isEqualTo(0.5);
  }

  @Test
  void areaIsMeasuredOnTheLogarithmOfTime() {
    // Between 1 and 100: solved at 1 adds the whole width, at 10 half of it, at 100 nothing.
    var times = new RunTimes(new double[] {0.1, 1, 10, 100}, 5);
    assertThat(times.area(1, 100)).isCloseTo((1 + 1 + 0.5 + 0) / 5, within(1e-12));
  }
}
