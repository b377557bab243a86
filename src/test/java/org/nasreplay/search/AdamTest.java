package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void firstStepsHaveTheLengthOfTheLearningRateWhateverTheGradient() {
    double[] parameters = {1, 1, 1};
    new Adam(3, 0.01).descend(parameters, new double[] {5, -0.02, 0});
    assertThat(parameters[0]).isCloseTo(0.99, within(1e-8));
    assertThat(parameters[1]).isCloseTo(1.01, within(1e-8));
    assertThat(parameters[2]).isEqualTo(1);
  }

  @Test
  void aGradientThatTurnsRoundIsAveragedWithItsPast() {
    // m = 0.9·0.1 − 0.1 = −0.01, corrected by 1 − 0.81 to −1/19; v is 1 after correction
    double[] parameter = {0};
    var adam = new Adam(1, 0.1);
    adam.descend(parameter, new double[] {1});
    adam.descend(parameter, new double[] {-1});
    assertThat(parameter[0]).isCloseTo(-0.1 + 0.1 / 19, within(1e-8));
  }
}
