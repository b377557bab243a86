package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;

class QuietTest {
  @TempDir private Path folder;

  @Test
  void remarksAreLeftOutAndTheAnswerIsTheSame() throws IOException {
    Path csv = Commands.csv(folder.resolve("t.csv"), "cifar10/90/test_accuracy/777");
    Outcome loud = run("table", "query", csv, 284);
    assertThat(loud.err()).contains("no checksum is kept for it");
    for (Object[] command :
        new Object[][] {
          {"table", "query", csv, 284, "--quiet"}, {"--quiet", "table", "query", csv, 284}
        }) {
      Outcome quiet = run(command);
      assertThat(quiet.exitCode()).isZero();
      assertThat(quiet.err()).isEmpty();
      assertThat(quiet.out()).isEqualTo(loud.out());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-q search rendom --dataset cifar10", // what is given
        "search random --dataset cifar10 -q --budget x", // how it is given
        "table merge data/nats-size-surrogate.h5 -o x.h5 --quiet" // seen by the command itself
      })
  void whatWentWrongIsStillSaid(String command) {
    assertRefused(run((Object[]) command.split(" ", -1)), "");
  }
}
