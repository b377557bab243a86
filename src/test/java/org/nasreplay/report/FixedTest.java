package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixedTest {
  @Test
  void decimalsAreRoundedHalfToEvenAndNeverScientific() {
    assertThat(Fixed.decimals(0.125, 2)).isEqualTo("0.12");
    assertThat(Fixed.decimals(1e9, 1)).isEqualTo("1000000000.0");
    assertThat(Fixed.decimals(-0.001, 2)).isEqualTo("0.00");
    assertThat(Fixed.decimals(Double.NaN, 2)).isEmpty();
  }

  @Test
  void groupsAreOfThree() {
    assertThat(Fixed.grouped(999)).isEqualTo("999");
    assertThat(Fixed.grouped(20_000)).isEqualTo("20,000");
    assertThat(Fixed.grouped(-1_234_567)).isEqualTo("-1,234,567");
    assertThat(Fixed.grouped(Double.NaN)).isEmpty();
  }
}
