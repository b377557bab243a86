package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.table.Tables.column;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableOracle;
import org.nasreplay.replay.Protocol.Budget;
import org.nasreplay.search.Constraint;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Metric;
import org.nasreplay.table.MissingValueException;
import org.nasreplay.table.Tables;

class BudgetedTrialTest {
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final CostModel FLOPS = SPACE.cost("flops", Dataset.CIFAR100);

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

  private static BudgetedTrial trial(BenchmarkTable table, Budget budget, Constraint constraint) {
    var oracle =
        new TableOracle(table, Dataset.CIFAR100, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
    return new BudgetedTrial(oracle, budget, constraint, FLOPS, 1);
  }

  private static BudgetedTrial trial(Budget budget, double... trainSeconds) {
    return trial(table(trainSeconds), budget, Constraint.NONE);
  }

  private static Budget seconds(double budget) {
    return new Budget(budget, null);
  }

  private static Architecture architecture(int index) {
    return SPACE.architecture(index);
  }

  private static void evaluate(BudgetedTrial trial, int... indices) {
    for (int index : indices) trial.evaluate(architecture(index));
  }

  @Test
  void howFarItIsCanBeSeenEverySixteenEvaluations() {
    BudgetedTrial counted = trial(new Budget(null, 64), 40);
    for (int i = 0; i < 31; i++) evaluate(counted, 0);
    assertThat(counted.shown()).isEqualTo(16);
    assertThat(counted.share()).isEqualTo(0.25);
    evaluate(counted, 0);
    assertThat(counted.shown()).isEqualTo(32);

    BudgetedTrial timed = trial(seconds(100), 40, 40, 40);
    evaluate(timed, 0);
    assertThat(timed.share()).isEqualTo(0.4);
    evaluate(timed, 1, 2);
    assertThat(timed.share()).isEqualTo(1);
  }

  @Test
  void crossingEvaluationIsIncludedInTheBudget() {
    // three trainings of 40 s under a budget of 100 s: the third starts at 80 s and is counted
    BudgetedTrial trial = trial(seconds(100), 40, 40, 40);
    evaluate(trial, 0, 1);
    assertThat(trial.exhausted()).isFalse();
    evaluate(trial, 2);
    assertThat(trial.exhausted()).isTrue();
    assertThat(trial.evaluations()).isEqualTo(3);
    assertThat(trial.seconds()).isEqualTo(120);
    assertThat(trial.incumbent()).isSameAs(architecture(2));
  }

  @Test
  void aBudgetThatIsMetExactlyIsSpent() {
    BudgetedTrial trial = trial(seconds(80), 40, 40, 40);
    evaluate(trial, 0, 1);
    assertThat(trial.exhausted()).isTrue();
    assertThatThrownBy(() -> evaluate(trial, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("evaluation after the budget is spent");
    assertThat(trial.evaluations()).isEqualTo(2);
    assertThat(trial.seconds()).isEqualTo(80);
  }

  @Test
  void aBudgetOfEvaluationsCountsThemWhateverTheyCost() {
    BudgetedTrial trial = trial(new Budget(null, 2), 1e9, 1e9, 1e9);
    evaluate(trial, 0);
    assertThat(trial.exhausted()).isFalse();
    evaluate(trial, 0);
    assertThat(trial.exhausted()).isTrue();
    assertThat(trial.seconds()).isEqualTo(2e9);
  }

  @Test
  void aShorterTrainingIsPaidByItsEpochsAndCounts() {
    BudgetedTrial trial = trial(seconds(50), 40, 40);
    assertThat(trial.epochs()).isEqualTo(12);
    assertThat(trial.evaluate(architecture(1), 3)).isEqualTo(2);
    assertThat(trial.seconds()).isEqualTo(10);
    assertThat(trial.evaluate(architecture(0))).isEqualTo(10);
    assertThat(trial.seconds()).isEqualTo(50);
    assertThat(trial.evaluations()).isEqualTo(2);
    assertThat(trial.incumbent()).isSameAs(architecture(0));
  }

  @Test
  void theTrajectoryHasAStepForEveryBetterReward() {
    BudgetedTrial trial = trial(seconds(1000), 40, 50, 60, 70, 80);
    evaluate(trial, 1, 0, 1, 2, 3, 4);
    // rewards 20, 10, 20, 30, 30, 30: the first of equals stays
    assertThat(trial.steps()).isEqualTo(2);
    assertThat(trial.stepArchitecture(0)).isSameAs(architecture(1));
    assertThat(trial.stepReward(0)).isEqualTo(20);
    assertThat(trial.stepSeconds(0)).isEqualTo(50);
    assertThat(trial.stepEvaluations(0)).isEqualTo(1);
    assertThat(trial.stepArchitecture(1)).isSameAs(architecture(2));
    assertThat(trial.stepReward(1)).isEqualTo(30);
    assertThat(trial.stepSeconds(1)).isEqualTo(50 + 40 + 50 + 60);
    assertThat(trial.stepEvaluations(1)).isEqualTo(4);
    assertThat(trial.incumbent()).isSameAs(architecture(2));
  }

  @Test
  void aTrajectoryMayHaveAnyNumberOfSteps() {
    BenchmarkTable rising =
        Tables.of(
            column("cifar100/12/valid_accuracy/777", index -> index / 1000.0),
            column("cifar100/12/train_seconds/mean", index -> 1),
            column("cifar100/12/valid_seconds/mean", index -> 0));
    BudgetedTrial trial = trial(rising, seconds(1e6), Constraint.NONE);
    for (int i = 0; i < 1000; i++) evaluate(trial, i);
    assertThat(trial.steps()).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(trial.stepArchitecture(i)).isSameAs(architecture(i));
      assertThat(trial.stepReward(i)).isEqualTo(i / 1000.0);
      assertThat(trial.stepSeconds(i)).isEqualTo(i + 1);
      assertThat(trial.stepEvaluations(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void anArchitectureOutsideTheConstraintIsPaidForButIsNoAnswer() {
    var cheapest = new CostRange(0, FLOPS.cost(architecture(1)));
    var constraint = new Constraint(FLOPS, cheapest);
    BudgetedTrial trial = trial(table(40, 40, 40), seconds(1000), constraint);
    assertThat(trial.evaluate(architecture(2))).isEqualTo(30);
    assertThat(trial.seconds()).isEqualTo(40);
    assertThat(trial.incumbent()).isNull();
    assertThat(trial.steps()).isZero();
    evaluate(trial, 0);
    assertThat(trial.incumbent()).isSameAs(architecture(0));
    assertThat(trial.evaluations()).isEqualTo(2);
  }

  @Test
  void aMissingValueIsNotPaidFor() {
    BudgetedTrial trial = trial(seconds(100), 40, 40, 40, 40, 40, 40);
    assertThatThrownBy(() -> evaluate(trial, 5)).isInstanceOf(MissingValueException.class);
    assertThatThrownBy(() -> trial(seconds(100), 40).evaluate(architecture(1)))
        .isInstanceOf(MissingValueException.class);
    assertThat(trial.seconds()).isZero();
    assertThat(trial.evaluations()).isZero();
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
    BudgetedTrial trial = trial(seconds(budget), first, second, third);
    evaluate(trial, 0, 1, 2);
    assertThat(trial.exhausted()).isTrue();
    assertThat(trial.atBudget(new double[] {50, 60, 70}, budget))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void theLastPointBeforeTheBudgetNeedNotHaveANewIncumbent() {
    // points (30, 50), (50, 60), (80, 60), (120, 70)
    BudgetedTrial trial = trial(seconds(100), 30, 20, 40);
    evaluate(trial, 0, 1, 0, 2);
    assertThat(trial.seconds()).isEqualTo(120);
    assertThat(trial.atBudget(new double[] {50, 60, 70}, 100)).isEqualTo(65);
  }

  @Test
  void aRunOfOneEvaluationHasItsValue() {
    BudgetedTrial trial = trial(seconds(100), 130);
    evaluate(trial, 0);
    assertThat(trial.atBudget(new double[] {50}, 100)).isEqualTo(50);
  }

  @Test
  void aRunThatEndsBeforeTheBudgetKeepsItsLastIncumbent() {
    // points (20, 50), (30, 60), (50, 70), and the searcher has nothing left to try
    BudgetedTrial trial = trial(seconds(100), 20, 10, 20);
    evaluate(trial, 0, 1, 2);
    assertThat(trial.atBudget(new double[] {50, 60, 70}, 100)).isEqualTo(70);
  }

  @Test
  void aLineFromOrToAnIncumbentWithoutAValueHasNone() {
    BudgetedTrial trial = trial(seconds(100), 40, 40, 40);
    evaluate(trial, 0, 1, 2);
    assertThat(trial.atBudget(new double[] {50, Double.NaN, 70}, 100)).isNaN();
    assertThat(trial.atBudget(new double[] {50, 60, Double.NaN}, 100)).isNaN();
    assertThat(trial.atBudget(new double[] {Double.NaN, 60, 70}, 100)).isEqualTo(65);
  }

  @Test
  void roundingCarriesTheLinePastNeitherEnd() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    for (int i = 0; i < 100_000; i++) {
      double first = 100 * random.nextDouble();
      double second = 100 * random.nextDouble();
      double end = 1000 + random.nextDouble();
      for (double t : new double[] {999, 999 + random.nextDouble(), Math.nextDown(end)}) {
        assertThat(BudgetedTrial.between(999, first, end, second, t))
            .isBetween(Math.min(first, second), Math.max(first, second));
      }
    }
  }

  @Test
  void pointsWithoutAnIncumbentAreLeftOut() {
    var constraint = new Constraint(FLOPS, new CostRange(0, FLOPS.cost(architecture(1))));
    // the first one that is admitted is the third
    BudgetedTrial third = trial(table(40, 40, 40), seconds(100), constraint);
    evaluate(third, 2, 2, 1);
    assertThat(third.atBudget(new double[] {50, 60, 70}, 100)).isEqualTo(60);
    // the second: the line is through (80, 50) and (120, 60)
    BudgetedTrial second = trial(table(40, 40, 40), seconds(100), constraint);
    evaluate(second, 2, 0, 1);
    assertThat(second.atBudget(new double[] {50, 60, 70}, 100)).isEqualTo(55);
    // none
    BudgetedTrial none = trial(table(40, 40, 40), seconds(100), constraint);
    evaluate(none, 2, 2, 2);
    assertThat(none.atBudget(new double[] {50, 60, 70}, 100)).isNaN();
  }

  @Test
  void aTrainingThatTakesNoTimeCannotBePaidFromABudgetInSeconds() {
    // it would go on for ever
    BudgetedTrial trial = trial(seconds(100), 40, 0);
    assertThatThrownBy(() -> evaluate(trial, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds (NaN) must be positive");
  }

  @Test
  void aBudgetInEvaluationsNeedsNoTimes() {
    BudgetedTrial zero = trial(new Budget(null, 2), 40, 0);
    evaluate(zero, 0, 1);
    assertThat(zero.exhausted()).isTrue();
    assertThat(zero.seconds()).isNaN();
    assertThat(zero.stepSeconds(1)).isNaN();
    BenchmarkTable none = Tables.of(column("cifar100/12/valid_accuracy/777", 10, 20));
    BudgetedTrial trial = trial(none, new Budget(null, 2), Constraint.NONE);
    evaluate(trial, 0, 1);
    assertThat(trial.exhausted()).isTrue();
    assertThat(trial.seconds()).isNaN();
    assertThat(trial.atBudget(new double[] {50, 60}, Double.POSITIVE_INFINITY)).isEqualTo(60);
  }

  @Test
  void theSearchersDrawsDoNotDependOnHowManySeedsAnswer() {
    BenchmarkTable complete = Tables.complete();
    BudgetedTrial[] trials = new BudgetedTrial[2];
    SeedPolicy[] policies = {SeedPolicy.RANDOM, SeedPolicy.MEAN};
    for (int i = 0; i < 2; i++) {
      var oracle =
          new TableOracle(complete, Dataset.CIFAR100, Metric.VALID_ACCURACY, 12, policies[i]);
      trials[i] = new BudgetedTrial(oracle, seconds(1e6), Constraint.NONE, FLOPS, 7);
      evaluate(trials[i], 0, 1, 2, 3);
    }
    assertThat(trials[0].random().nextLong()).isEqualTo(trials[1].random().nextLong());
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
    BudgetedTrial trial = trial(threeSeeds, seconds(1e6), Constraint.NONE);
    var counts = new int[3];
    for (int i = 0; i < 30_000; i++) {
      counts[(int) trial.evaluate(architecture(0)) / 10 - 1]++;
    }
    // 10,000 of each are expected, the standard deviation is 82
    for (int count : counts) assertThat(count).isBetween(9_590, 10_410);
  }
}
