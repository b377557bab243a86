package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {9, 2_001}) // what is drawn of few is kept for the next sample
  void whatIsDrawnDependsOnTheStratasSizesAlone(int size) {
    var strata = new double[][] {new double[size], {-2, -1}};
    Arrays.setAll(strata[0], i -> i);
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    List<int[]> expected = new ArrayList<>();
    for (int resample = 0; resample < 2; resample++) {
      var times = new int[size + 2]; // sorted: -2, -1, 0, 1, ...
      for (int drawn = 0; drawn < size; drawn += 2) {
        long bits = random.nextLong();
        times[2 + (int) (((bits >>> 32) * size) >>> 32)]++;
        if (drawn + 1 < size) times[2 + (int) (((bits & 0xffff_ffffL) * size) >>> 32)]++;
      }
      long bits = random.nextLong();
      times[(int) (bits >>> 63)]++;
      times[(int) (bits >>> 31 & 1)]++;
      expected.add(times);
    }
    for (int again = 0; again < 4; again++) {
      List<int[]> seen = new ArrayList<>();
      Bootstrap.stratified(
          strata,
          (sorted, times) -> {
            if (seen.size() < 2) seen.add(times.clone());
            return 0;
          });
      assertThat(seen.get(0)).isEqualTo(expected.get(0));
      assertThat(seen.get(1)).isEqualTo(expected.get(1));
      if (again == 1) Bootstrap.intervals(new double[] {1, 2, 3}, SampleSummary::mean);
    }
  }
}
