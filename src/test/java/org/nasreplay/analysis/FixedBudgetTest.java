package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;

class FixedBudgetTest {
  private static final double NONE = Double.NaN;

  private static Run run(int number, long evaluations, double valid, double test) {
    return run(number, evaluations, valid, test, Double.isNaN(test) ? "" : "a");
  }

  private static Run run(
      int number, long evaluations, double valid, double test, String architecture) {
    return new Run(
        "p",
        "s",
        number,
        0,
        evaluations,
        10.0 * evaluations,
        architecture,
        0,
        0,
        0,
        Costs.of(0, 0),
        valid,
        test,
        List.of());
  }

  private static FixedBudget of(Run... runs) {
    var budget = new Protocol.Budget(100.0, null);
    return FixedBudget.of(WorkedResults.of(budget, new double[] {94}, List.of(runs))).get(0);
  }

  @Test
  void meansAndPopulationDeviationsAreThoseOfTheRuns() {
    FixedBudget budget = of(run(0, 10, 81, 90), run(1, 20, 83, 92));
    assertThat(budget.evaluations()).isEqualTo(15);
    assertThat(budget.seconds()).isEqualTo(150);
    SampleSummary valid = Objects.requireNonNull(budget.valid());
    assertThat(valid.mean()).isEqualTo(82);
    assertThat(valid.std()).isEqualTo(1);
    assertThat(budget.validInterval()).isEqualTo(new Bootstrap.Interval(81, 83));
    SampleSummary test = Objects.requireNonNull(budget.test());
    assertThat(test.mean()).isEqualTo(91);
    assertThat(test.std()).isEqualTo(1);
    assertThat(budget.regret()).isCloseTo(3, within(1e-12));
    assertThat(budget.answers().complete()).isTrue();
  }

  @Test
  void runWithoutAnAnswerIsCountedButHasNoAccuracy() {
    FixedBudget budget = of(run(0, 10, 81, 90), run(1, 20, NONE, NONE));
    assertThat(budget.answers()).isEqualTo(new Answers(2, 1, 1));
    assertThat(budget.evaluations()).isEqualTo(15);
    assertThat(Objects.requireNonNull(budget.test()).mean()).isEqualTo(90);
  }

  @Test
  void answerWithoutAValueIsNoMissingAnswer() {
    FixedBudget budget = of(run(0, 10, 81, 90), run(1, 20, NONE, NONE), run(2, 20, 82, NONE, "b"));
    assertThat(budget.answers()).isEqualTo(new Answers(3, 2, 1));
    assertThat(budget.answers().unanswered()).isEqualTo(1);
    assertThat(budget.answers().valueless()).isEqualTo(1);
    assertThat(budget.answers().complete()).isFalse();
    assertThat(Objects.requireNonNull(budget.valid()).size()).isEqualTo(2);
  }

  @Test
  void singleRunHasNeitherDeviationNorInterval() {
    FixedBudget budget = of(run(0, 10, 81, 90));
    assertThat(Objects.requireNonNull(budget.test()).std()).isNull();
    assertThat(budget.testInterval()).isNull();
    assertThat(budget.robustInterval()).isNull();
    assertThat(budget.validInterval()).isNull();
    assertThat(budget.regret()).isEqualTo(4);
  }

  @Test
  void runsThatAreEqualDoNotDeviateAndLeaveNoDoubt() {
    FixedBudget budget = of(run(0, 10, 81, 90), run(1, 20, 81, 90));
    assertThat(Objects.requireNonNull(budget.test()).std()).isZero();
    assertThat(budget.testInterval()).isEqualTo(new Bootstrap.Interval(90, 90));
  }

  @Test
  void noAnswerAtAllLeavesNoStatistics() {
    FixedBudget budget = of(run(0, 10, NONE, NONE));
    assertThat(budget.answers()).isEqualTo(new Answers(1, 0, 0));
    assertThat(budget.test()).isNull();
    assertThat(budget.testInterval()).isNull();
    assertThat(budget.regret()).isNull();
  }

  @Test
  void secondsOfTrainingsWithoutAPriceAreNone() {
    Run free = new Run("p", "s", 0, 0, 1, NONE, "a", 0, 81, 90, Costs.of(0, 0), 81, 90, List.of());
    assertThat(of(free).seconds()).isNull();
  }
}
