package org.nasreplay.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedClockTest {
  @Test
  void theBudgetIsSpentOnceItIsReached() {
    var clock = new SimulatedClock(100);
    assertThat(clock.exhausted()).isFalse();
    clock.advance(60);
    clock.advance(39.5);
    assertThat(clock.exhausted()).isFalse();
    clock.advance(0.5);
    assertThat(clock.exhausted()).isTrue();
    assertThat(clock.seconds()).isEqualTo(100);
  }

  @Test
  void aTrainingThatStartsBeforeTheEndIsPaidInFull() {
    var clock = new SimulatedClock(100);
    clock.advance(80);
    clock.advance(80);
    assertThat(clock.seconds()).isEqualTo(160);
    assertThat(clock.share()).isEqualTo(1.6);
  }

  @Test
  void anInfiniteBudgetIsNeverSpent() {
    var clock = new SimulatedClock(Double.POSITIVE_INFINITY);
    clock.advance(Double.MAX_VALUE);
    assertThat(clock.exhausted()).isFalse();
    assertThat(clock.share()).isZero();
    clock.advance(Double.NaN); // a training without a price
    assertThat(clock.share()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void underABudgetTimeGoesOn(double seconds) {
    var clock = new SimulatedClock(100);
    assertThatThrownBy(() -> clock.advance(seconds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds (%s) must be positive", seconds);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aBudgetIsPositive(double budget) {
    assertThatThrownBy(() -> new SimulatedClock(budget))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget (%s) must be positive", budget);
  }
}
