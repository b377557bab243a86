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
  }

  @Test
  void anInfiniteBudgetIsNeverSpent() {
    var clock = new SimulatedClock(Double.POSITIVE_INFINITY);
    clock.advance(Double.MAX_VALUE);
    assertThat(clock.exhausted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aBudgetIsPositive(double budget) {
    assertThatThrownBy(() -> new SimulatedClock(budget))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget (%s) must be positive", budget);
  }
}
