package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Results;

class ChartsTest {
  @Test
  void barsJoinTheLongestGroupsWithinTheCriticalDifference() {
    assertThat(RankCharts.bars(new double[] {1, 2, 2.5, 4, 6}, 1.9))
        .containsExactly(new double[] {1, 2.5}, new double[] {2.5, 4});
    assertThat(RankCharts.bars(new double[] {1, 2, 3}, 0.5)).isEmpty();
    assertThat(RankCharts.bars(new double[] {1.5, 1.5, 3}, 5))
        .containsExactly(new double[] {1.5, 3});
  }

  @Test
  void frontHoldsWhatNothingCheaperMatches() {
    var table =
        new Results.Landscape(
            new double[] {3, 1, 2, 2, 4, 5},
            new double[] {80, 80, 80, 80, 80, 80},
            new double[] {70, 60, 65, 66, 70, Double.NaN});
    assertThat(Landscape.front(table))
        .containsExactly(new double[] {1, 60}, new double[] {2, 66}, new double[] {3, 70});
  }
}
