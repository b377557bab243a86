package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CostRangeTest {
  private static final CostRange RANGE = new CostRange(126, 140);

  @Test
  void bothEndsBelongToTheRange() {
    assertThat(RANGE.contains(126)).isTrue();
    assertThat(RANGE.contains(140)).isTrue();
    assertThat(RANGE.contains(Math.nextDown(126.0))).isFalse();
    assertThat(RANGE.contains(Math.nextUp(140.0))).isFalse();
    assertThat(CostRange.ANY.contains(1e300)).isTrue();
  }

  @Test
  void rangesThatShareAnEndOverlap() {
    assertThat(RANGE.overlaps(new CostRange(140, 150))).isTrue();
    assertThat(RANGE.overlaps(new CostRange(100, 126))).isTrue();
    assertThat(RANGE.overlaps(new CostRange(130, 131))).isTrue();
    assertThat(RANGE.overlaps(new CostRange(141, 150))).isFalse();
    assertThat(RANGE.overlaps(new CostRange(100, 125))).isFalse();
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsRejected() {
    assertThatThrownBy(() -> new CostRange(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("least cost (2.0) is above greatest cost (1.0)");
    assertThatThrownBy(() -> new CostRange(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
