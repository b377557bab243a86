package org.nasreplay.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.io.InputException;

class MetricTest {
  @ParameterizedTest
  @EnumSource
  void everyMetricIsFoundByItsLabel(Metric metric) {
    assertThat(Metric.parse(metric.label())).isSameAs(metric);
    assertThat(metric).hasToString(metric.label());
  }

  @Test
  void anUnknownMetricIsRejectedWithTheKnownOnes() {
    assertThatThrownBy(() -> Metric.parse("accuracy"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "unknown metric (accuracy), expected one of train_accuracy, valid_accuracy,");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingValueIsAdmittedAndANegativeOneIsNot(Metric metric) {
    assertThat(metric.admits(Double.NaN)).isTrue();
    assertThat(metric.admits(0)).isTrue();
    assertThat(metric.admits(-Double.MIN_VALUE)).isFalse();
    assertThat(metric.admits(Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void onlyPercentEndAtAHundred() {
    assertThat(Metric.TEST_ACCURACY.admits(100)).isTrue();
    assertThat(Metric.TEST_ACCURACY.admits(Math.nextUp(100.0))).isFalse();
    assertThat(Metric.TRAIN_SECONDS.admits(1e6)).isTrue();
    assertThat(Metric.TEST_LOSS.admits(101)).isTrue();
  }
}
