package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PowerTest {
  private static double[] sample(long seed, DoubleUnaryOperator shape) {
    var random = new SplittableRandom(seed);
    var values = new double[200];
    for (int i = 0; i < values.length; i++) values[i] = shape.applyAsDouble(random.nextDouble());
    return values;
  }

  private static Power.Pair pair(double[] a, double[] b) {
    return new Power.Pair("p", "a", "b", a, b);
  }

  @Test
  void samplesThatDoNotOverlapAreAlwaysToldApart() {
    Power power = pair(sample(1, x -> x + 2), sample(2, x -> x)).power(5);
    assertThat(power.told()).isEqualTo(1);
    assertThat(power.right()).isEqualTo(1);
    assertThat(power.lead()).isBetween(1.8, 2.2);
  }

  @Test
  void threeRunsCanNeverBeToldApartAtFivePercent() {
    // Of the 20 ways to interleave 3 and 3 values, the two extreme ones have p = 0.1.
    assertThat(pair(sample(1, x -> x + 2), sample(2, x -> x)).power(3).told()).isZero();
  }

  @Test
  void oneSampleIsToldFromItselfAsOftenAsTheLevelSays() {
    double[] same = sample(3, x -> x);
    assertThat(pair(same, same.clone()).power(50).told()).isBetween(0.025, 0.075);
  }

  @Test
  void samplesWithoutVarianceAreToldApartOrNot() {
    double[] one = {1, 1, 1};
    assertThat(pair(one, one).power(20).told()).isZero();
    assertThat(pair(one, one).power(20).right()).isZero();
    assertThat(pair(new double[] {2, 2}, one).power(20).right()).isEqualTo(1);
  }

  @Test
  void moreRunsTellMore() {
    Power.Pair pair = pair(sample(4, x -> x + 0.2), sample(5, x -> x));
    List<Double> told = new ArrayList<>();
    for (int n : new int[] {5, 20, 100}) told.add(pair.power(n).told());
    assertThat(told).isSorted();
    assertThat(told.get(2)).isGreaterThan(0.95);
  }
}
