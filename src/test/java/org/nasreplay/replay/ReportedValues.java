package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;

/** What must hold for the values of every finished run. */
final class ReportedValues {
  private ReportedValues() {}

  /** The value at the budget is that of one incumbent, or on the line between two. */
  static void assertBetweenIncumbents(Run run, Protocol protocol) {
    List<Run.Step> steps = run.trajectory();
    assertThat(run.answered()).isEqualTo(!steps.isEmpty());
    if (steps.isEmpty()) {
      assertThat(run.testAtBudget()).isNaN();
      assertThat(run.validAtBudget()).isNaN();
      return;
    }
    Run.Step last = steps.get(steps.size() - 1);
    assertThat(run.architecture()).isEqualTo(last.architecture());
    assertThat((Double) run.validAccuracy()).isEqualTo((Double) last.validAccuracy());
    assertThat((Double) run.testAccuracy()).isEqualTo((Double) last.testAccuracy());
    Run.Step before = before(steps, last, protocol);
    assertBetween(run.validAtBudget(), before.validAccuracy(), last.validAccuracy());
    assertBetween(run.testAtBudget(), before.testAccuracy(), last.testAccuracy());
  }

  /** The last incumbent unless it was found behind the budget; then the one it replaced. */
  private static Run.Step before(List<Run.Step> steps, Run.Step last, Protocol protocol) {
    boolean line = protocol.report().at() == Protocol.AtBudget.INTERPOLATED;
    if (!line || last.seconds() <= Objects.requireNonNull(protocol.budget().seconds())) return last;
    return steps.get(Math.max(0, steps.size() - 2));
  }

  private static void assertBetween(double value, double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      assertThat(value).isNaN();
    } else {
      assertThat(value).isBetween(Math.min(a, b), Math.max(a, b));
    }
  }
}
