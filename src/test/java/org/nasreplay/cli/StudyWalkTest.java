package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import org.junit.jupiter.api.Test;

class StudyWalkTest {
  @Test
  void everyTargetHasARowAndOneBucketTrainsOneNetworkPerOption() {
    Commands.Outcome outcome = run("study", "walk", "--buckets", 1, "--keep", 1);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines().skip(1).map(row -> row.split(" +")[0]))
        .containsExactly(
            "layernas-mobilenet-v2",
            "layernas-mobilenet-v2",
            "layernas-mobilenet-v3-large",
            "layernas-mobilenet-v3-small");
    assertThat(run("study", "walk", "--buckets", 1, "--keep", 1).out()).isEqualTo(outcome.out());
  }

  @Test
  void whatIsOutOfRangeIsOneLine() {
    assertRefused(
        run("study", "walk", "--buckets", 0),
        "--buckets (0), expected a whole number from 1 to 10,000");
    assertRefused(
        run("study", "walk", "--keep", 101), "--keep (101), expected a whole number from 1 to 100");
  }
}
