package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.ToySpace;

class BayesianOptimizationTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "0.5, 1", "-1.5, 0.7", "2, 0.1", "-3, 2"})
  void expectedImprovementIsTheIntegralOfThePositivePart(double mean, double deviation) {
    double integral = 0;
    double step = deviation / 1000;
    for (double x = step / 2; x < mean + 9 * deviation; x += step) {
      double z = (x - mean) / deviation;
      integral += x * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / deviation * step;
    }
    assertThat(BayesianOptimization.expectedImprovement(mean, deviation))
        .isCloseTo(integral, within(1e-6));
  }

  @Test
  void noCandidateIsPassedOverThatWouldImproveMore() {
    int passed = 0;
    for (double z = -40; z <= 3; z += 0.01) {
      double improvement = BayesianOptimization.expectedImprovement(2 * z, 2);
      double less = Math.nextDown(improvement);
      assertThat(BayesianOptimization.cannotExceed(less, 2 * z, 2)).isFalse();
      if (BayesianOptimization.cannotExceed(0.02, 2 * z, 2)) passed++;
    }
    assertThat(passed).isGreaterThan(3_700); // all below −2.75
    assertThat(BayesianOptimization.cannotExceed(1, -1, 0)).isFalse(); // no density to bound
  }

  @Test
  void aCertainCandidateImprovesByItsMeanOrNotAtAll() {
    assertThat(BayesianOptimization.expectedImprovement(2, 0)).isEqualTo(2);
    assertThat(BayesianOptimization.expectedImprovement(-2, 0)).isZero();
  }

  @Test
  void aProcessThatForgetsStillFindsWhatIsThere() {
    // every 40 evaluations it starts again from 20; the best of 4,096 is the sum of all choices
    var settings = new BayesianOptimization.Settings(10, 64, 16, 5, 0.1, 0.01, 40);
    var space = new ToySpace(4, 4, 4, 4, 4, 4);
    var session =
        new ToySession(
            space,
            300,
            RandomSource.XO_RO_SHI_RO_128_PP.create(1),
            a -> space.cost("flops", NatsBench.CIFAR10).cost(a),
            CostRange.ANY);
    new BayesianOptimization(settings).search(session);
    assertThat(session.evaluated()).hasSize(300).contains("3-3-3-3-3-3");
  }

  @Test
  void aProcessThatForgetsRemembersHalfOfItsMemoryFromTheBestToTheWorst() {
    var settings = new BayesianOptimization.Settings(10, 64, 16, 5, 0.1, 0.01, 40);
    var space = new ToySpace(64);
    var session = new ToySession(space, 1, RandomSource.XO_RO_SHI_RO_128_PP.create(1));
    var ranking = new RankedArchitectures();
    for (int i = 0; i < 60; i++) ranking.add(space.architecture(new int[] {i}), i);
    Kriging process = new BayesianOptimization(settings).remembering(ranking, session);
    assertThat(process.size()).isEqualTo(20);
    // the pool of the process is what it has seen: of 59, 58, … 0 every third
    assertThat(process.mean(0)).isGreaterThan(process.mean(10)).isGreaterThan(process.mean(19));
    assertThat(process.mean(10)).isGreaterThan(process.mean(19));
    double middle = (59 + 2) / 2.0; // the mean of what it has seen
    assertThat(process.mean(9)).isGreaterThan(middle);
    assertThat(process.mean(10)).isLessThan(middle);
  }

  @Test
  void equalRewardsEverywhereAreNoReasonToFail() {
    var session =
        new ToySession(
            new ToySpace(3, 3), 60, RandomSource.SPLIT_MIX_64.create(1), a -> 70, CostRange.ANY);
    new BayesianOptimization(BayesianOptimization.Settings.DEFAULT).search(session);
    assertThat(session.evaluated()).hasSize(60);
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new BayesianOptimization.Settings(10, 9, 16, 5, 0.1, 0.01, 500))
        .hasMessageContaining("start (10), expected a whole number from 2 to 9");
    assertThatThrownBy(() -> new BayesianOptimization.Settings(10, 64, 16, 5, 1, 0.01, 500))
        .hasMessageContaining("correlation (1)");
    assertThatThrownBy(() -> new BayesianOptimization.Settings(10, 64, 16, 5, 0.1, 0.01, 19))
        .hasMessage("memory (19), expected a whole number from 20 to 2,000");
  }
}
