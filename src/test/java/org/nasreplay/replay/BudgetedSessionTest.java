package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.table.Tables.column;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableEvaluator;
import org.nasreplay.replay.Protocol.Budget;
import org.nasreplay.search.Constraint;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Metric;
import org.nasreplay.table.MissingValueException;
import org.nasreplay.table.Tables;

class BudgetedSessionTest {
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final CostModel FLOPS = SPACE.cost("flops", NatsBench.CIFAR100);

  /**
   * Architecture i costs what is given, and has reward 10·(i + 1), the last three of five the same.
   */
  private static BenchmarkTable table(double... trainSeconds) {
    double[] rewards = {10, 20, 30, 30, 30};
    int priced = Math.min(rewards.length, trainSeconds.length);
    return Tables.of(
        column("cifar100/12/valid_accuracy/777", Arrays.copyOf(rewards, priced)),
        column("cifar100/12/valid_accuracy@3/777", 1, 2, 3, 4, 5),
        column("cifar100/12/train_seconds/mean", trainSeconds),
        column("cifar100/12/valid_seconds/mean", index -> 0));
  }

  private static BudgetedSession session(
      BenchmarkTable table, Budget budget, Constraint constraint) {
    var evaluator =
        new TableEvaluator(table, NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
    return new BudgetedSession(evaluator, budget, constraint, FLOPS, 1);
  }

  private static BudgetedSession session(Budget budget, double... trainSeconds) {
    return session(table(trainSeconds), budget, Constraint.NONE);
  }

  private static Budget seconds(double budget) {
    return new Budget(budget, null);
  }

  private static Architecture architecture(int index) {
    return SPACE.architecture(index);
  }

  private static void evaluate(BudgetedSession session, int... indices) {
    for (int index : indices) session.evaluate(architecture(index));
  }

  @Test
  void howFarItIsCanBeSeenEverySixteenEvaluations() {
    BudgetedSession counted = session(new Budget(null, 64), 40);
    for (int i = 0; i < 31; i++) evaluate(counted, 0);
    assertThat(counted.shown()).isEqualTo(16);
    assertThat(counted.share()).isEqualTo(0.25);
    evaluate(counted, 0);
    assertThat(counted.shown()).isEqualTo(32);

    BudgetedSession timed = session(seconds(100), 40, 40, 40);
    evaluate(timed, 0);
    assertThat(timed.share()).isEqualTo(0.4);
    evaluate(timed, 1, 2);
    assertThat(timed.share()).isEqualTo(1);
  }

  @Test
  void crossingEvaluationIsIncludedInTheBudget() {
    // three trainings of 40 s under a budget of 100 s: the third starts at 80 s and is counted
    BudgetedSession session = session(seconds(100), 40, 40, 40);
    evaluate(session, 0, 1);
    assertThat(session.exhausted()).isFalse();
    evaluate(session, 2);
    assertThat(session.exhausted()).isTrue();
    assertThat(session.evaluations()).isEqualTo(3);
    assertThat(session.seconds()).isEqualTo(120);
    assertThat(session.incumbent()).isSameAs(architecture(2));
  }

  @Test
  void aBudgetThatIsMetExactlyIsSpent() {
    BudgetedSession session = session(seconds(80), 40, 40, 40);
    evaluate(session, 0, 1);
    assertThat(session.exhausted()).isTrue();
    assertThatThrownBy(() -> evaluate(session, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("evaluation after the budget is spent");
    assertThat(session.evaluations()).isEqualTo(2);
    assertThat(session.seconds()).isEqualTo(80);
  }

  @Test
  void aBudgetOfEvaluationsCountsThemWhateverTheyCost() {
    BudgetedSession session = session(new Budget(null, 2), 1e9, 1e9, 1e9);
    evaluate(session, 0);
    assertThat(session.exhausted()).isFalse();
    evaluate(session, 0);
    assertThat(session.exhausted()).isTrue();
    assertThat(session.seconds()).isEqualTo(2e9);
  }

  @Test
  void aShorterTrainingIsPaidByItsEpochsAndCounts() {
    BudgetedSession session = session(seconds(50), 40, 40);
    assertThat(session.epochs()).isEqualTo(12);
    assertThat(session.evaluate(architecture(1), 3)).isEqualTo(2);
    assertThat(session.seconds()).isEqualTo(10);
    assertThat(session.evaluate(architecture(0))).isEqualTo(10);
    assertThat(session.seconds()).isEqualTo(50);
    assertThat(session.evaluations()).isEqualTo(2);
    assertThat(session.incumbent()).isSameAs(architecture(0));
  }

  @Test
  void theTrajectoryHasAStepForEveryBetterReward() {
    BudgetedSession session = session(seconds(1000), 40, 50, 60, 70, 80);
    evaluate(session, 1, 0, 1, 2, 3, 4);
    // rewards 20, 10, 20, 30, 30, 30: the first of equals stays
    assertThat(session.steps()).isEqualTo(2);
    assertThat(session.stepArchitecture(0)).isSameAs(architecture(1));
    assertThat(session.stepReward(0)).isEqualTo(20);
    assertThat(session.stepSeconds(0)).isEqualTo(50);
    assertThat(session.stepEvaluations(0)).isEqualTo(1);
    assertThat(session.stepArchitecture(1)).isSameAs(architecture(2));
    assertThat(session.stepReward(1)).isEqualTo(30);
    assertThat(session.stepSeconds(1)).isEqualTo(50 + 40 + 50 + 60);
    assertThat(session.stepEvaluations(1)).isEqualTo(4);
    assertThat(session.incumbent()).isSameAs(architecture(2));
  }

  @Test
  void aTrajectoryMayHaveAnyNumberOfSteps() {
    BenchmarkTable rising =
        Tables.of(
            column("cifar100/12/valid_accuracy/777", index -> index / 1000.0),
            column("cifar100/12/train_seconds/mean", index -> 1),
            column("cifar100/12/valid_seconds/mean", index -> 0));
    BudgetedSession session = session(rising, seconds(1e6), Constraint.NONE);
    for (int i = 0; i < 1000; i++) evaluate(session, i);
    assertThat(session.steps()).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(session.stepArchitecture(i)).isSameAs(architecture(i));
      assertThat(session.stepReward(i)).isEqualTo(i / 1000.0);
      assertThat(session.stepSeconds(i)).isEqualTo(i + 1);
      assertThat(session.stepEvaluations(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void anArchitectureOutsideTheConstraintIsPaidForButIsNoAnswer() {
    var cheapest = new CostRange(0, FLOPS.cost(architecture(1)));
    var constraint = new Constraint(FLOPS, cheapest);
    BudgetedSession session = session(table(40, 40, 40), seconds(1000), constraint);
    assertThat(session.evaluate(architecture(2))).isEqualTo(30);
    assertThat(session.seconds()).isEqualTo(40);
    assertThat(session.incumbent()).isNull();
    assertThat(session.steps()).isZero();
    evaluate(session, 0);
    assertThat(session.incumbent()).isSameAs(architecture(0));
    assertThat(session.evaluations()).isEqualTo(2);
  }

  @Test
  void aMissingValueIsNotPaidFor() {
    BudgetedSession session = session(seconds(100), 40, 40, 40, 40, 40, 40);
    assertThatThrownBy(() -> evaluate(session, 5)).isInstanceOf(MissingValueException.class);
    assertThatThrownBy(() -> session(seconds(100), 40).evaluate(architecture(1)))
        .isInstanceOf(MissingValueException.class);
    assertThat(session.seconds()).isZero();
    assertThat(session.evaluations()).isZero();
  }

  /**
   * Four evaluations of architectures 0, 1, 2 and 0 whose reported values are 50, 60 and 70; the
   * columns are what each costs, the budget, and the value at the budget.
   */
  @ParameterizedTest
  @CsvSource({
    // points (40, 50), (80, 60), (120, 70): 100 lies halfway between the last two
    "40, 40, 40, 100, 65",
    // points (50, 50), (90, 60), (200, 70): the first two are nearer to 100, but both lie before it
    "50, 40, 110, 100, 60.909090909090909",
    // points (60, 50), (80, 60), (140, 70): a third of the way
    "60, 20, 60, 100, 63.333333333333333",
    // points (60, 50), (81, 60), (139, 70)
    "60, 21, 58, 100, 63.275862068965517",
    // points (10, 50), (20, 60), (100, 70): the last one is exactly at the budget
    "10, 10, 80, 100, 70",
    // points (90, 50), (99, 60), (250, 70)
    "90, 9, 151, 100, 60.066225165562914",
  })
  void theValueAtTheBudgetIsOnTheLineBetweenThePointsBeforeAndBehindIt(
      double first, double second, double third, double budget, double expected) {
    BudgetedSession session = session(seconds(budget), first, second, third);
    evaluate(session, 0, 1, 2);
    assertThat(session.exhausted()).isTrue();
    assertThat(session.atBudget(values(50, 60, 70), budget)).isCloseTo(expected, within(1e-12));
  }

  /** Reported values by number of the architecture. */
  private static ToDoubleFunction<Architecture> values(double... byIndex) {
    return architecture -> byIndex[architecture.index()];
  }

  @Test
  void theLastPointBeforeTheBudgetNeedNotHaveANewIncumbent() {
    // points (30, 50), (50, 60), (80, 60), (120, 70)
    BudgetedSession session = session(seconds(100), 30, 20, 40);
    evaluate(session, 0, 1, 0, 2);
    assertThat(session.seconds()).isEqualTo(120);
    assertThat(session.atBudget(values(50, 60, 70), 100)).isEqualTo(65);
  }

  @Test
  void aRunOfOneEvaluationHasItsValue() {
    BudgetedSession session = session(seconds(100), 130);
    evaluate(session, 0);
    assertThat(session.atBudget(values(50), 100)).isEqualTo(50);
  }

  @Test
  void aRunThatEndsBeforeTheBudgetKeepsItsLastIncumbent() {
    // points (20, 50), (30, 60), (50, 70), and the searcher has nothing left to try
    BudgetedSession session = session(seconds(100), 20, 10, 20);
    evaluate(session, 0, 1, 2);
    assertThat(session.atBudget(values(50, 60, 70), 100)).isEqualTo(70);
  }

  @Test
  void aLineFromOrToAnIncumbentWithoutAValueHasNone() {
    BudgetedSession session = session(seconds(100), 40, 40, 40);
    evaluate(session, 0, 1, 2);
    assertThat(session.atBudget(values(50, Double.NaN, 70), 100)).isNaN();
    assertThat(session.atBudget(values(50, 60, Double.NaN), 100)).isNaN();
    assertThat(session.atBudget(values(Double.NaN, 60, 70), 100)).isEqualTo(65);
  }

  @Test
  void roundingCarriesTheLinePastNeitherEnd() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    for (int i = 0; i < 100_000; i++) {
      double first = 100 * random.nextDouble();
      double second = 100 * random.nextDouble();
      double end = 1000 + random.nextDouble();
      for (double t : new double[] {999, 999 + random.nextDouble(), Math.nextDown(end)}) {
        assertThat(BudgetedSession.between(999, first, end, second, t))
            .isBetween(Math.min(first, second), Math.max(first, second));
      }
    }
  }

  @Test
  void pointsWithoutAnIncumbentAreLeftOut() {
    var constraint = new Constraint(FLOPS, new CostRange(0, FLOPS.cost(architecture(1))));
    // the first one that is admitted is the third
    BudgetedSession third = session(table(40, 40, 40), seconds(100), constraint);
    evaluate(third, 2, 2, 1);
    assertThat(third.atBudget(values(50, 60, 70), 100)).isEqualTo(60);
    // the second: the line is through (80, 50) and (120, 60)
    BudgetedSession second = session(table(40, 40, 40), seconds(100), constraint);
    evaluate(second, 2, 0, 1);
    assertThat(second.atBudget(values(50, 60, 70), 100)).isEqualTo(55);
    // none
    BudgetedSession none = session(table(40, 40, 40), seconds(100), constraint);
    evaluate(none, 2, 2, 2);
    assertThat(none.atBudget(values(50, 60, 70), 100)).isNaN();
  }

  @Test
  void aTrainingThatTakesNoTimeCannotBePaidFromABudgetInSeconds() {
    // it would go on for ever
    BudgetedSession session = session(seconds(100), 40, 0);
    assertThatThrownBy(() -> evaluate(session, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds (NaN) must be positive");
  }

  @Test
  void aBudgetInEvaluationsNeedsNoTimes() {
    BudgetedSession zero = session(new Budget(null, 2), 40, 0);
    evaluate(zero, 0, 1);
    assertThat(zero.exhausted()).isTrue();
    assertThat(zero.seconds()).isNaN();
    assertThat(zero.stepSeconds(1)).isNaN();
    BenchmarkTable none = Tables.of(column("cifar100/12/valid_accuracy/777", 10, 20));
    BudgetedSession session = session(none, new Budget(null, 2), Constraint.NONE);
    evaluate(session, 0, 1);
    assertThat(session.exhausted()).isTrue();
    assertThat(session.seconds()).isNaN();
    assertThat(session.atBudget(values(50, 60), Double.POSITIVE_INFINITY)).isEqualTo(60);
  }

  @Test
  void theSearchersDrawsDoNotDependOnHowManySeedsAnswer() {
    BenchmarkTable complete = Tables.complete();
    BudgetedSession[] sessions = new BudgetedSession[2];
    SeedPolicy[] policies = {SeedPolicy.RANDOM, SeedPolicy.MEAN};
    for (int i = 0; i < 2; i++) {
      var evaluator =
          new TableEvaluator(complete, NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, policies[i]);
      sessions[i] = new BudgetedSession(evaluator, seconds(1e6), Constraint.NONE, FLOPS, 7);
      evaluate(sessions[i], 0, 1, 2, 3);
    }
    assertThat(sessions[0].random().nextLong()).isEqualTo(sessions[1].random().nextLong());
  }

  @Test
  void everyStoredSeedAnswersAsOftenAsTheOthers() {
    BenchmarkTable threeSeeds =
        Tables.of(
            column("cifar100/12/valid_accuracy/777", 10),
            column("cifar100/12/valid_accuracy/888", 20),
            column("cifar100/12/valid_accuracy/999", 30),
            column("cifar100/12/train_seconds/mean", 1),
            column("cifar100/12/valid_seconds/mean", 0));
    BudgetedSession session = session(threeSeeds, seconds(1e6), Constraint.NONE);
    var counts = new int[3];
    for (int i = 0; i < 30_000; i++) {
      counts[(int) session.evaluate(architecture(0)) / 10 - 1]++;
    }
    // 10,000 of each are expected, the standard deviation is 82
    for (int count : counts) assertThat(count).isBetween(9_590, 10_410);
  }
}
