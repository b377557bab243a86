package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Run;

class FrontRunTest {
  private static final double NONE = Double.NaN;

  /** Costs 0, 1 and 2 with accuracies 80, 90 and 100; a fourth network is beaten. */
  private static final TrueFront TRUTH =
      TrueFront.of("p", new double[][] {{2, -100}, {0, -80}, {1, -90}, {2, -85}});

  private static Run.Step step(long at, double reward, double test, double cost) {
    return new Run.Step(at, NONE, "a" + at, reward, NONE, test, List.of(cost));
  }

  private static FrontRun front(double[] moments, double[] targets, Run.Step... steps) {
    var run =
        new Run("p", "s", 0, 0, 10, NONE, "a", 1, NONE, 80, Map.of(), NONE, 80, List.of(steps));
    return FrontRun.of(run, TRUTH, Effort.EVALUATIONS, moments, targets);
  }

  private static FrontRun front(Run.Step... steps) {
    return front(new double[0], new double[0], steps);
  }

  @Test
  void theTrueFrontIsScaledToItsOwnRange() {
    assertThat(TRUTH.points()).isEqualTo(new double[][] {{0, 80}, {1, 90}, {2, 100}});
    assertThat(TRUTH.scaled()).isEqualTo(new double[][] {{0, 1}, {0.5, 0.5}, {1, 0}});
    assertThat(TRUTH.reference()).containsExactly(1.1, 1.1);
    // 1.1·0.1 + 0.6·0.5 + 0.1·0.5
    assertThat(TRUTH.hypervolume()).isCloseTo(0.46, within(1e-15));
    assertThat(TRUTH.accuracy(1.9)).isEqualTo(90);
    assertThat(TRUTH.accuracy(-0.1)).isNaN();
    assertThat(TRUTH.targets(4)).containsExactly(0.5, 1, 1.5, 2);
  }

  @Test
  void aRunIsWorthTheNetworksThatItsRewardsKeep() {
    // the second network has the better reward at the same cost, though not the better accuracy
    FrontRun found = front(step(1, 50, 90, 1), step(3, 60, 85, 1), step(4, 55, 80, 0));
    assertThat(found.front()).extracting(Run.Step::architecture).containsExactly("a3", "a4");
    // (0.5, 0.75) and (0, 1): 1.1·0.1 + 0.6·0.25
    assertThat(found.hypervolume()).isCloseTo(0.26 / 0.46, within(1e-12));
    assertThat(found.coverage()).isEqualTo(1.0 / 3);
    assertThat(found.epsilon()).isEqualTo(0.75);
    assertThat(found.distance()).isCloseTo((0.25 + 0.75) / 3, within(1e-15));
    assertThat(found.attained(0.5)).isEqualTo(80);
    assertThat(found.attained(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void whatIsFoundIsFollowedOverTime() {
    FrontRun all =
        front(
            new double[] {1, 2, 9},
            new double[0],
            step(2, 50, 100, 2),
            step(3, 40, 90, 1),
            step(7, 30, 80, 0));
    assertThat(all.onTheWay()[0]).isZero();
    assertThat(all.onTheWay()[1]).isCloseTo(0.11 / 0.46, within(1e-12)); // 0.1·1.1
    assertThat(all.onTheWay()[2]).isEqualTo(1);
    assertThat(all.reached()).containsExactly(7, 7, 7);
    assertThat(front(step(2, 50, 100, 2)).reached()).containsOnly(Double.POSITIVE_INFINITY);
  }

  @Test
  void regretAtATargetIsOfTheNetworkWithTheGreatestRewardThatCostsNoMore() {
    double[] targets = {0.5, 1, 2};
    FrontRun found = front(new double[0], targets, step(1, 50, 88, 1), step(2, 60, 87, 2));
    assertThat(found.regrets()).containsExactly(Double.POSITIVE_INFINITY, 2, 13);
  }

  @Test
  void aNetworkWithoutAnAccuracyAddsNothing() {
    FrontRun found = front(step(1, 50, NONE, 1), step(2, 40, 80, 0));
    assertThat(found.valueless()).isEqualTo(1);
    assertThat(found.hypervolume()).isEqualTo(front(step(2, 40, 80, 0)).hypervolume());
    FrontRun nothing = front(step(1, 50, NONE, 1));
    assertThat(nothing.hypervolume()).isZero();
    assertThat(nothing.epsilon()).isInfinite();
  }

  @Test
  void aFrontOfOneNetworkIsScaledByAllNetworks() {
    TrueFront one = TrueFront.of("p", new double[][] {{1, -90}, {3, -80}, {5, -85}});
    assertThat(one.points()).isEqualTo(new double[][] {{1, 90}});
    assertThat(one.unit()).containsExactly(4, 10);
    assertThat(one.reference()).containsExactly(0.1, 0.1);
    assertThat(one.hypervolume()).isCloseTo(0.01, within(1e-15));
    assertThat(one.targets(2)).containsExactly(1, 1);
  }

  @Test
  void whatNoNetworkVariesInKeepsItsUnit() {
    TrueFront equal = TrueFront.of("p", new double[][] {{7, -90}, {7, -90}});
    assertThat(equal.points()).hasDimensions(1, 2);
    assertThat(equal.unit()).containsExactly(1, 1);
    assertThat(equal.hypervolume()).isCloseTo(0.01, within(1e-15));
    TrueFront sameCost = TrueFront.of("p", new double[][] {{7, -80}, {7, -90}});
    assertThat(sameCost.points()).isEqualTo(new double[][] {{7, 90}});
    assertThat(sameCost.unit()).containsExactly(1, 10);
  }
}
