package org.nasreplay.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalsTest {
  @Test
  void decimalsAreRoundedHalfToEvenAndNeverScientific() {
    assertThat(Decimals.decimals(0.125, 2)).isEqualTo("0.12");
    assertThat(Decimals.decimals(1e9, 1)).isEqualTo("1000000000.0");
    assertThat(Decimals.decimals(-0.001, 2)).isEqualTo("0.00");
    assertThat(Decimals.decimals(Double.NaN, 2)).isEmpty();
  }

  @Test
  void groupsAreOfThree() {
    assertThat(Decimals.grouped(999)).isEqualTo("999");
    assertThat(Decimals.grouped(20_000)).isEqualTo("20,000");
    assertThat(Decimals.grouped(-1_234_567)).isEqualTo("-1,234,567");
    assertThat(Decimals.grouped(Double.NaN)).isEmpty();
  }
}
