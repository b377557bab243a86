package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void equalValuesLeaveNoDoubt() {
    var interval = Bootstrap.interval(new double[] {7, 7, 7}, Spread::mean);
    assertThat(interval).isEqualTo(new Bootstrap.Interval(7, 7));
  }

  @Test
  void emptySampleHasNoInterval() {
    assertThat(Bootstrap.interval(new double[0], Spread::mean).low()).isNaN();
  }

  @Test
  void meanOfNormalSampleHasTheIntervalOfTheory() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(5L);
    double[] sample = ZigguratSampler.NormalizedGaussian.of(random).samples(400).toArray();
    var spread = Spread.of(sample);
    double half = 1.96 * spread.std() / Math.sqrt(sample.length);
    var interval = Bootstrap.interval(sample, Spread::mean);
    assertThat(interval.low()).isCloseTo(spread.mean() - half, within(0.1 * half));
    assertThat(interval.high()).isCloseTo(spread.mean() + half, within(0.1 * half));
  }

  @Test
  void intervalIsAFunctionOfTheSampleAndLeavesItAlone() {
    double[] sample = {3, 1, 4, 1, 5, 9, 2, 6};
    var first = Bootstrap.interval(sample, s -> Quartiles.of(s).median());
    assertThat(Bootstrap.interval(sample, s -> Quartiles.of(s).median())).isEqualTo(first);
    assertThat(sample).containsExactly(3, 1, 4, 1, 5, 9, 2, 6);
  }

  @Test
  void strataKeepTheirSizes() {
    // Whatever is drawn, half of the resample is 1 and half is 3.
    var interval = Bootstrap.stratified(new double[][] {{3, 3}, {1, 1}}, Spread::mean);
    assertThat(interval).isEqualTo(new Bootstrap.Interval(2, 2));
  }

  @Test
  void statisticsSeeTheResampleInAscendingOrder() {
    double[] sample = {3, 1, 4, 1, 5, 9, 2, 6};
    Bootstrap.interval(
        sample,
        resample -> {
          assertThat(resample).hasSize(8).isSorted().containsAnyOf(sample);
          return 0;
        });
  }
}
