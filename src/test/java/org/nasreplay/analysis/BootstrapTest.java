package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void equalValuesLeaveNoDoubt() {
    var interval = Bootstrap.intervals(new double[] {7, 7, 7}, SampleSummary::mean).get(0);
    assertThat(interval).isEqualTo(new Bootstrap.Interval(7, 7));
  }

  @Test
  void emptySampleAndSampleOfOneHaveNoInterval() {
    assertThat(Bootstrap.intervals(new double[0], SampleSummary::mean)).containsOnlyNulls();
    assertThat(Bootstrap.intervals(new double[] {7}, SampleSummary::mean)).containsOnlyNulls();
    assertThat(Bootstrap.stratified(new double[][] {{7}, {8}}, SampleSummary::mean))
        .containsOnlyNulls();
  }

  @Test
  void meanOfNormalSampleHasTheIntervalOfTheory() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(5L);
    double[] sample = ZigguratSampler.NormalizedGaussian.of(random).samples(400).toArray();
    var spread = Objects.requireNonNull(SampleSummary.of(sample));
    double half = 1.96 * Objects.requireNonNull(spread.std()) / Math.sqrt(sample.length);
    var interval = Objects.requireNonNull(Bootstrap.intervals(sample, SampleSummary::mean).get(0));
    assertThat(interval.low()).isCloseTo(spread.mean() - half, within(0.1 * half));
    assertThat(interval.high()).isCloseTo(spread.mean() + half, within(0.1 * half));
  }

  @Test
  void intervalIsAFunctionOfTheSampleAndLeavesItAlone() {
    double[] sample = {3, 1, 4, 1, 5, 9, 2, 6};
    var first = Bootstrap.intervals(sample, SampleSummary::interquartileMean);
    assertThat(Bootstrap.intervals(sample, SampleSummary::interquartileMean)).isEqualTo(first);
    assertThat(sample).containsExactly(3, 1, 4, 1, 5, 9, 2, 6);
  }

  @Test
  void strataKeepTheirSizes() {
    // Whatever is drawn, half of the resample is 1 and half is 3.
    var interval =
        Bootstrap.stratified(new double[][] {{3, 3}, {1, 1}}, SampleSummary::mean).get(0);
    assertThat(interval).isEqualTo(new Bootstrap.Interval(2, 2));
  }

  @Test
  void statisticsSeeDistinctValuesInAscendingOrderAndHowOftenEachIsDrawn() {
    Bootstrap.intervals(
        new double[] {3, 1, 4, 1, 5},
        (sorted, times) -> {
          assertThat(sorted).containsExactly(1, 3, 4, 5);
          assertThat(Arrays.stream(times).sum()).isEqualTo(5);
          return 0;
        });
  }

  @Test
  void countedValuesHaveTheStatisticsOfTheirCopies() {
    double[] values = {1, 2, 4, 8};
    int[] times = {3, 0, 1, 5};
    double[] copies = {1, 1, 1, 4, 8, 8, 8, 8, 8};
    assertThat(SampleSummary.mean(values, times))
        .isCloseTo(SampleSummary.mean(copies), within(1e-15));
    // of nine the two least and the two greatest are cut: (1 + 4 + 8 + 8 + 8) / 5
    assertThat(SampleSummary.interquartileMean(values, times)).isCloseTo(5.8, within(1e-15));
    assertThat(SampleSummary.interquartileMean(copies)).isCloseTo(5.8, within(1e-15));
  }
}
