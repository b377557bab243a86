package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class PpoTest {
  private static final Ppo PPO = new Ppo(Ppo.Settings.PYGLOVE);
  private static final Architecture DRAWN = new ToySpace(3, 2, 4).architecture(2, 0, 1);

  /** The clipped surrogate of one of ten architectures, written as in the paper's equation 7. */
  private static double loss(Policy policy, double[] old, double advantage) {
    double sum = 0;
    for (int p = 0; p < old.length; p++) {
      double ratio = policy.probability(p, DRAWN.choice(p)) / old[p];
      double clipped = Math.max(0.8, Math.min(1.2, ratio));
      sum += Math.min(ratio * advantage, clipped * advantage);
    }
    return -sum / 10;
  }

  /** By position: the ratios of new to old probability. */
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0, 1.0, 2.5", // just drawn
    "1.0, 1.0, 1.0, -2.5",
    "1.1, 1.5, 0.6, 1.3", // the second has gone too far up for a good one
    "1.1, 1.5, 0.6, -1.3", // the third too far down for a bad one
    "0.9, 0.5, 1.9, -0.4"
  })
  void theClippedSurrogateHasTheGradientOfFiniteDifferences(
      double r0, double r1, double r2, double advantage) {
    Policy policy = PolicyTest.skewed();
    double[] ratios = {r0, r1, r2};
    var old = new double[3];
    for (int p = 0; p < 3; p++) old[p] = policy.probability(p, DRAWN.choice(p)) / ratios[p];
    var gradient = new double[policy.logits().length];
    PPO.addGradient(policy, DRAWN, advantage, old, gradient);
    assertThat(gradient)
        .containsExactly(
            PolicyTest.differences(policy, p -> loss(p, old, advantage)), within(1e-8));
  }

  @Test
  void aRatioThatIsClippedInEveryPositionMovesNothing() {
    Policy policy = PolicyTest.skewed();
    var old = new double[3];
    for (int p = 0; p < 3; p++) old[p] = policy.probability(p, DRAWN.choice(p)) / 1.3;
    var gradient = new double[policy.logits().length];
    PPO.addGradient(policy, DRAWN, 1, old, gradient);
    assertThat(gradient).containsOnly(0);
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new Ppo.Settings(20, 21, 10, 0.2, 0, 0.01))
        .isInstanceOf(InputException.class)
        .hasMessage("minibatch (21), expected a whole number from 1 to 20");
    assertThatThrownBy(() -> new Ppo.Settings(20, 10, 10, 0, 0, 0.01))
        .hasMessageContaining("clip (0)");
  }
}
