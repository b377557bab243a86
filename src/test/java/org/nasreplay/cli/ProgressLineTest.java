package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Replay.UnderWay;

class ProgressLineTest {
  private static final UnderWay NOTHING = new UnderWay(0, 0, 0);

  @Test
  void whatIsDoneSaysHowLongTheRestTakes() {
    // 1,000 in 5 s leave 10 s for the other 2,000
    assertThat(ProgressLine.line("records", 1000, 3000, NOTHING, 5))
        .isEqualTo("records: 1,000 of 3,000, 200/s, 10 s left");
  }

  @Test
  void runsUnderWayCountForWhatTheyHaveMade() {
    // half a run in 5 s: the other one and a half take 15 s
    assertThat(ProgressLine.line("runs", 0, 2, new UnderWay(2, 1_234_567, 0.5), 5))
        .isEqualTo(
            "runs: 0 of 2, 2 under way (1,234,567 evaluations, 25.00 % of their budgets), 15 s"
                + " left");
  }

  @Test
  void whereNothingIsKnownYetNothingIsForetold() {
    assertThat(ProgressLine.line("runs", 0, 2, NOTHING, 5)).isEqualTo("runs: 0 of 2");
  }
}
