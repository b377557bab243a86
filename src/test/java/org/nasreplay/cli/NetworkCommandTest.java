package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCommandTest {
  @TempDir private Path folder;

  @Test
  void costOfAPublishedNetworkIsATableWithTotals() {
    Commands.Outcome outcome = run("network", "cost", "mobilenet-v2");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines()).hasSize(1 + 1 + 20 + 1);
    assertThat(outcome.out().lines().toList().get(2).split(" +"))
        .containsExactly(
            "", "0", "convolution", "3", "32", "32", "3", "2", "-", "112", "10,838,016", "928");
    assertThat(outcome.out().strip()).endsWith("300,774,272     3,504,872");
  }

  @Test
  void widthAndResolutionChangeIt() {
    assertThat(run("network", "cost", "mobilenet-v2", "--width", 1.4, "--resolution", 224).out())
        .contains("582,195,824");
    assertThat(run("network", "cost", "mobilenet-v2", "--resolution", 96).out())
        .contains("56,289,152", "3,504,872");
  }

  @Test
  void aFileOfOnesOwnIsReadLikeAPublishedOne() throws IOException {
    Path own = folder.resolve("own.yaml");
    Files.copy(Path.of("data/networks/mobilenet-v2.yaml"), own);
    assertThat(run("network", "cost", own).out())
        .isEqualTo(run("network", "cost", "mobilenet-v2").out());
  }

  @Test
  void whatIsWrongIsOneLine() throws IOException {
    assertRefused(
        run("network", "cost", "mobilenet-v9"),
        "unknown network (mobilenet-v9), expected a .yaml file or one of mobilenet-v2, ");
    assertRefused(run("network", "cost", folder.resolve("none.yaml")), "none.yaml: no such file");
    assertRefused(
        run("network", "cost", "mobilenet-v2", "--resolution", 16),
        "mobilenet-v2: resolution (16), expected a larger one: layer 15 has stride 2 and a side of"
            + " 1 pixel before it");
    assertRefused(
        run("network", "cost", "mobilenet-v2", "--resolution", 0),
        "resolution (0), expected a whole number from 1 to 2,048");
    assertRefused(
        run("network", "cost", "mobilenet-v2", "--width", 0.01),
        "width (0.01), expected a number from 0.05 to 20");
    assertRefused(run("network", "cost", "mobilenet-v2", "--width", "wide"), "--width", "(wide)");
    Path own = folder.resolve("own.yaml");
    String text = Files.readString(Path.of("data/networks/mobilenet-v2.yaml"));
    Files.writeString(
        own,
        text.replace(
            "stride: 1, activation: relu6}\n  - {", "stride: 9, activation: relu6}\n  - {"));
    assertRefused(
        run("network", "cost", own), own + ":6: stride (9), expected a whole number from 1 to 4");
    Files.write(own, new byte[] {'a', ':', (byte) 0xff});
    assertRefused(run("network", "cost", own), own + ":1: not UTF-8");
  }
}
