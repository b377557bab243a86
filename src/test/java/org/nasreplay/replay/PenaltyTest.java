package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.table.Tables.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Penalty.Shape;
import org.nasreplay.replay.Protocol.Bounds;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.Constraint;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Tables;

class PenaltyTest {
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final CostModel FLOPS = SPACE.cost("flops", NatsBench.CIFAR100);

  /** The larger a network, the better it is. */
  private static final BenchmarkTable TABLE =
      Tables.of(
          column("cifar100/12/valid_accuracy/777", 50, 60, 70),
          column("cifar100/12/valid_accuracy@4/777", 20, 30, 40),
          column("cifar100/12/train_seconds/mean", index -> 30),
          column("cifar100/12/valid_seconds/mean", index -> 0),
          column("cifar100/90/valid_accuracy/777", 51, 61, 71),
          column("cifar100/90/test_accuracy/777", 52, 62, 72));

  /** Up to the cost of architecture 1; architecture 2 costs more. */
  private static Protocol protocol(Bounds bounds) {
    return new Protocol(
        "toy",
        NatsBench.CIFAR100,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.MEAN),
        new Protocol.Budget(null, 4),
        Map.of("flops", bounds),
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST));
  }

  private static double flops(int index) {
    return FLOPS.cost(SPACE.architecture(index));
  }

  @ParameterizedTest
  @CsvSource({
    // at the target nothing is taken away; a fifth beyond it, or below, 100 · 0.1 · 0.2 points
    "ABSOLUTE_VALUE, 100, 60",
    "ABSOLUTE_VALUE, 120, 58",
    "ABSOLUTE_VALUE, 80, 58",
    // 60 · 2^−0.07 and 60 · 2^0.07: what is cheaper than the target is rewarded
    "SOFT_EXPONENT, 100, 60",
    "SOFT_EXPONENT, 200, 57.158280",
    "SOFT_EXPONENT, 50, 62.983001",
  })
  void aRewardFallsWithTheCostAsThePapersHaveIt(Shape shape, double cost, double reward) {
    assertThat(Penalty.of(shape, null).reward(60, cost, 100)).isCloseTo(reward, within(1e-6));
  }

  @Test
  void theWeightIsASetting() {
    assertThat(Penalty.of(Shape.ABSOLUTE_VALUE, -0.5).reward(60, 120, 100))
        .isCloseTo(50, within(1e-9));
    for (double weight : new double[] {0, 0.07, Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> Penalty.of(Shape.SOFT_EXPONENT, weight))
          .isInstanceOf(InputException.class)
          .hasMessageMatching("weight \\(.+\\), expected a negative number of at least -1000000");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSearcherSeesNoConstraintAndPenalisedRewardsAtEveryLength(Shape shape) {
    Penalty penalty = Penalty.of(shape, null);
    List<Double> rewards = new ArrayList<>();
    var searcher =
        new ConfiguredSearcher(
            "toy",
            "{}",
            () ->
                session -> {
                  assertThat(session.constraint()).isSameAs(Constraint.NONE);
                  assertThat(session.cost().name()).isEqualTo("flops");
                  rewards.add(session.evaluate(SPACE.architecture(2)));
                  rewards.add(session.evaluate(SPACE.architecture(2), 4));
                });
    new Task(protocol(new Bounds(null, flops(1), penalty)), new TableBenchmark(TABLE))
        .run("toy", searcher, 0, 1);
    assertThat(rewards)
        .containsExactly(
            penalty.reward(70, flops(2), flops(1)), penalty.reward(40, flops(2), flops(1)));
  }

  @Test
  void theTargetIsTheLowerBoundWhereThereIsNoOther() {
    Penalty penalty = Penalty.of(Shape.ABSOLUTE_VALUE, null);
    List<Double> rewards = new ArrayList<>();
    var searcher =
        new ConfiguredSearcher(
            "toy", "{}", () -> session -> rewards.add(session.evaluate(SPACE.architecture(0))));
    new Task(protocol(new Bounds(flops(1), null, penalty)), new TableBenchmark(TABLE))
        .run("toy", searcher, 0, 1);
    assertThat(rewards).containsExactly(penalty.reward(50, flops(0), flops(1)));
  }

  @Test
  void onlyAdmittedArchitecturesBecomeTheAnswerRankedByTheirAccuracy() {
    // a weight so large that the cheapest network has the greatest reward of all
    Penalty penalty = Penalty.of(Shape.SOFT_EXPONENT, -10.0);
    assertThat(penalty.reward(50, flops(0), flops(1)))
        .isGreaterThan(penalty.reward(60, flops(1), flops(1)));
    var searcher =
        new ConfiguredSearcher(
            "toy",
            "{}",
            () ->
                session -> {
                  for (int index : new int[] {2, 0, 1, 0}) {
                    session.evaluate(SPACE.architecture(index));
                  }
                });
    Run run =
        new Task(protocol(new Bounds(null, flops(1), penalty)), new TableBenchmark(TABLE))
            .run("toy", searcher, 0, 1);
    assertThat(run.trajectory())
        .containsExactly(
            new Run.Step(2, 60, "8:8:8:8:8", 50, 51, 52),
            new Run.Step(3, 90, "8:8:8:8:16", 60, 61, 62));
    assertThat(run.reward()).isEqualTo(60);
  }
}
