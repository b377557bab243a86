package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class RandomFeatureRegressionTest {
  private static final ToySpace SPACE = new ToySpace(3, 4, 2);

  private static RandomFeatureRegression fitted(
      double ridge, int width, double offset, int repetitions) {
    var regression =
        new RandomFeatureRegression(SPACE, width, ridge, RandomSource.SPLIT_MIX_64.create(9));
    for (int i = 0; i < repetitions * SPACE.size(); i++) {
      int index = i % SPACE.size();
      regression.add(SPACE.architecture(index), offset + Math.sin(index));
    }
    regression.fit();
    return regression;
  }

  private static double predicted(RandomFeatureRegression regression, int index) {
    var reward = new double[1];
    regression.predict(new Architecture[] {SPACE.architecture(index)}, 1, reward);
    return reward[0];
  }

  @Test
  void manyUnitsAndLittlePenaltyReproduceEveryReward() {
    RandomFeatureRegression regression = fitted(1e-7, 200, 80, 1);
    for (int i = 0; i < SPACE.size(); i++) {
      assertThat(predicted(regression, i)).isCloseTo(80 + Math.sin(i), within(1e-3));
    }
  }

  @Test
  void anInfinitePenaltyLeavesTheMean() {
    double mean = 0;
    for (int i = 0; i < SPACE.size(); i++) mean += (80 + Math.sin(i)) / SPACE.size();
    assertThat(predicted(fitted(1e12, 32, 80, 1), 5)).isCloseTo(mean, within(1e-6));
  }

  @Test
  void theInterceptIsNotPenalised() {
    RandomFeatureRegression low = fitted(1, 32, 0, 1);
    RandomFeatureRegression high = fitted(1, 32, 1000, 1);
    for (int i = 0; i < SPACE.size(); i++) {
      assertThat(predicted(high, i)).isCloseTo(1000 + predicted(low, i), within(1e-6));
    }
  }

  @Test
  void thePenaltyWeighsAgainstTheSumOfSquaredErrors() {
    // twice the data under twice the penalty is twice the same loss
    RandomFeatureRegression once = fitted(3, 16, 80, 1);
    RandomFeatureRegression twice = fitted(6, 16, 80, 2);
    RandomFeatureRegression other = fitted(3, 16, 80, 2);
    for (int i = 0; i < SPACE.size(); i++) {
      double expected = predicted(once, i);
      assertThat(predicted(twice, i)).isCloseTo(expected, within(1e-8));
      assertThat(predicted(other, i)).isNotCloseTo(expected, within(1e-8));
    }
  }

  @Test
  void architecturesTogetherHaveTheRewardsThatEachHasAlone() {
    // Six positions: the first, four that are added together, and one that is left.
    var space = new ToySpace(3, 2, 4, 2, 3, 2);
    var regression = new RandomFeatureRegression(space, 7, 1, RandomSource.SPLIT_MIX_64.create(4));
    var all = new Architecture[11];
    for (int i = 0; i < all.length; i++) all[i] = space.architecture(25 * i);
    for (int i = 0; i < all.length; i++) regression.add(all[i], Math.sin(i));
    regression.fit();
    var alone = new double[1];
    for (int count = 1; count <= all.length; count++) {
      var together = new double[count];
      regression.predict(all, count, together);
      for (int i = 0; i < count; i++) {
        regression.predict(new Architecture[] {all[i]}, 1, alone);
        assertThat(together[i]).isEqualTo(alone[0]);
      }
    }
  }
}
