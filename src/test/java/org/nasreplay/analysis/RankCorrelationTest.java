package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  @Test
  void spearmanIsPearsonOfTheRanksOfCompleteRows() {
    // Without the row that misses a value: ranks 1 2 3 4 and 2 1 4 3, 1 − 6 · 4 / (4 · 15) = 0.6.
    double[] a = {10, 20, Double.NaN, 30, 400};
    double[] b = {5, 1, 99, 8, 7};
    double[][] correlation = RankCorrelation.spearman(List.of(a, b));
    assertThat(correlation[0][1]).isCloseTo(0.6, within(1e-15));
    assertThat(correlation[1][0]).isEqualTo(correlation[0][1]);
    assertThat(correlation[0][0]).isCloseTo(1, within(1e-15));
  }
}
