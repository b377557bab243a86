package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuartilesTest {
  @Test
  void ofFiveAreTheSecondThirdAndFourth() {
    assertThat(Quartiles.of(new double[] {50, 20, 40, 10, 30}))
        .isEqualTo(new Quartiles(20, 30, 40));
  }

  @Test
  void ofFourLieBetweenThemAsInR() {
    assertThat(Quartiles.of(new double[] {1, 2, 3, 4})).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
  }

  @Test
  void anEmptySampleHasNone() {
    assertThatThrownBy(() -> Quartiles.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
