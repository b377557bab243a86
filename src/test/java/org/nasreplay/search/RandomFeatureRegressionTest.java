package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
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

  @Test
  void manyUnitsAndLittlePenaltyReproduceEveryReward() {
    RandomFeatureRegression regression = fitted(1e-7, 200, 80, 1);
    for (int i = 0; i < SPACE.size(); i++) {
      assertThat(regression.predict(SPACE.architecture(i)))
          .isCloseTo(80 + Math.sin(i), within(1e-3));
    }
  }

  @Test
  void anInfinitePenaltyLeavesTheMean() {
    double mean = 0;
    for (int i = 0; i < SPACE.size(); i++) mean += (80 + Math.sin(i)) / SPACE.size();
    assertThat(fitted(1e12, 32, 80, 1).predict(SPACE.architecture(5)))
        .isCloseTo(mean, within(1e-6));
  }

  @Test
  void theInterceptIsNotPenalised() {
    RandomFeatureRegression low = fitted(1, 32, 0, 1);
    RandomFeatureRegression high = fitted(1, 32, 1000, 1);
    for (int i = 0; i < SPACE.size(); i++) {
      assertThat(high.predict(SPACE.architecture(i)))
          .isCloseTo(1000 + low.predict(SPACE.architecture(i)), within(1e-6));
    }
  }

  @Test
  void thePenaltyWeighsAgainstTheSumOfSquaredErrors() {
    // twice the data under twice the penalty is twice the same loss
    RandomFeatureRegression once = fitted(3, 16, 80, 1);
    RandomFeatureRegression twice = fitted(6, 16, 80, 2);
    RandomFeatureRegression other = fitted(3, 16, 80, 2);
    for (int i = 0; i < SPACE.size(); i++) {
      double expected = once.predict(SPACE.architecture(i));
      assertThat(twice.predict(SPACE.architecture(i))).isCloseTo(expected, within(1e-8));
      assertThat(other.predict(SPACE.architecture(i))).isNotCloseTo(expected, within(1e-8));
    }
  }
}
