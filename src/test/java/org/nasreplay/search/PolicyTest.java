package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class PolicyTest {
  private static final ToySpace SPACE = new ToySpace(3, 2, 4);

  /** A policy far from uniform. */
  static Policy skewed() {
    var policy = new Policy(SPACE, RandomSource.SPLIT_MIX_64.create(5));
    for (int i = 0; i < policy.logits().length; i++) policy.logits()[i] = Math.sin(3 * i);
    policy.update();
    return policy;
  }

  /** The gradient of {@code f} at the policy's logits, by central differences. */
  static double[] differences(Policy policy, ToDoubleFunction<Policy> f) {
    double h = 1e-5;
    var gradient = new double[policy.logits().length];
    for (int i = 0; i < gradient.length; i++) {
      double at = policy.logits()[i];
      policy.logits()[i] = at + h;
      policy.update();
      gradient[i] = f.applyAsDouble(policy);
      policy.logits()[i] = at - h;
      policy.update();
      gradient[i] = (gradient[i] - f.applyAsDouble(policy)) / (2 * h);
      policy.logits()[i] = at;
      policy.update();
    }
    return gradient;
  }

  private static double logProbability(Policy policy, Architecture architecture) {
    double sum = 0;
    for (int p = 0; p < SPACE.positions(); p++) {
      sum += Math.log(policy.probability(p, architecture.choice(p)));
    }
    return sum;
  }

  @Test
  void aPolicyThatDrawsNothingAdmittedIsPassedOver() {
    var policy = new Policy(SPACE, RandomSource.SPLIT_MIX_64.create(5));
    policy.logits()[2] = policy.logits()[4] = policy.logits()[8] = 1e6; // 2-1-3, cost 6
    policy.update();
    var session =
        new ToySession(SPACE, 1, RandomSource.SPLIT_MIX_64.create(1), a -> 0, new CostRange(0, 2));
    assertThat(session.constraint().admits(policy.sample(session))).isTrue();
  }

  static double entropy(Policy policy) {
    double sum = 0;
    for (int p = 0; p < SPACE.positions(); p++) {
      for (int c = 0; c < SPACE.choices(p); c++) {
        sum -= policy.probability(p, c) * Math.log(policy.probability(p, c));
      }
    }
    return sum;
  }

  @Test
  void beginsNearlyUniform() {
    var policy = new Policy(SPACE, RandomSource.SPLIT_MIX_64.create(5));
    for (int p = 0; p < SPACE.positions(); p++) {
      for (int c = 0; c < SPACE.choices(p); c++) {
        assertThat(policy.probability(p, c)).isCloseTo(1.0 / SPACE.choices(p), within(0.003));
      }
    }
  }

  @Test
  void probabilitiesAreTheSoftmaxOfEachPositionsLogits() {
    var policy = skewed();
    // position 1 has the logits 3 and 4
    double odds = Math.exp(Math.sin(12) - Math.sin(9));
    assertThat(policy.probability(1, 1)).isCloseTo(odds / (1 + odds), within(1e-12));
  }

  @Test
  void reinforcesLossHasTheGradientOfFiniteDifferences() {
    // the loss of one architecture that was 1.7 points better than the baseline
    var policy = skewed();
    Architecture drawn = SPACE.architecture(2, 0, 1);
    double advantage = 1.7;
    var gradient = new double[policy.logits().length];
    policy.addLogGradient(drawn, -advantage, gradient);
    assertThat(gradient)
        .containsExactly(
            differences(policy, p -> -advantage * logProbability(p, drawn)), within(1e-8));
  }

  @Test
  void theEntropyHasTheGradientOfFiniteDifferences() {
    var policy = skewed();
    var gradient = new double[policy.logits().length];
    policy.addEntropyGradient(0.3, gradient);
    assertThat(gradient).containsExactly(differences(policy, p -> 0.3 * entropy(p)), within(1e-8));
  }

  @Test
  void aCertainPolicyHasNoEntropyAndNoGradient() {
    var policy = skewed();
    policy.logits()[0] = 1000;
    policy.update();
    var gradient = new double[policy.logits().length];
    policy.addEntropyGradient(1, gradient);
    assertThat(gradient[0]).isZero();
    assertThat(gradient[1]).isZero();
  }

  @Test
  void architecturesAreDrawnAsOftenAsTheirProbabilitySays() {
    var policy = skewed();
    var session = new ToySession(SPACE, 1, RandomSource.SPLIT_MIX_64.create(8));
    int draws = 20_000;
    var count = new int[SPACE.size()];
    for (int i = 0; i < draws; i++) count[policy.sample(session).index()]++;
    for (int i = 0; i < count.length; i++) {
      double p = Math.exp(logProbability(policy, SPACE.architecture(i)));
      // five standard deviations of a binomial, 24 times: one false alarm in 70,000
      assertThat((double) count[i] / draws).isCloseTo(p, within(5 * Math.sqrt(p / draws)));
    }
  }

  @Test
  void aConstraintIsMetByDrawingAgain() {
    var session =
        new ToySession(SPACE, 1, RandomSource.SPLIT_MIX_64.create(8), a -> 0, new CostRange(6, 6));
    assertThat(skewed().sample(session)).isEqualTo(SPACE.architecture(2, 1, 3));
  }
}
