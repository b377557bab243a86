package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.Text;

/** Runs of more evaluations than anyone waits for, in a process of their own. */
class LongRunIT {
  private static final Pattern PROGRESS =
      Pattern.compile(
          "runs: 0 of (\\d+), (\\d+) under way \\(([\\d,]+) evaluations, [\\d.]+ % of their budgets\\),"
              + " [\\d,]+ s left");

  @TempDir private Path folder;

  private Path suite(String budget, String searchers) throws IOException {
    return Files.writeString(
        folder.resolve("long.yaml"),
        Text.format(
            """
            name: long
            title: Long
            runs: 1
            table: %s
            protocols:
              - dataset: cifar10
                reward: {metric: valid_accuracy, epochs: 12, seeds: random}
                budget: {%s}
                report: {metric: test_accuracy, epochs: 90}
            searchers: [%s]
            """,
            Path.of("data/nats-size-surrogate.h5").toAbsolutePath(), budget, searchers));
  }

  /** Starts nasreplay, whom an interrupt reaches though whoever started the tests ignores it. */
  private Process start(String memory, Object... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                memory,
                "-cp",
                System.getProperty("java.class.path"),
                NasReplay.class.getName()));
    for (Object argument : arguments) words.add(argument.toString());
    return new ProcessBuilder(words).redirectOutput(folder.resolve("out").toFile()).start();
  }

  @Test
  void progressWithinRunsIsShownAndAnInterruptEndsThem() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/env")), "needs /usr/bin/env");
    Path suite =
        suite("seconds: 1000000000000", "random, asha, tpe, bananas, bayesian-optimization, bohb");
    Path out = folder.resolve("results");
    Process process = start("-Xmx500m", "replay", suite, "--threads", 6, "--out", out);
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      long before = 0;
      for (int line = 0; line < 2; line++) {
        Matcher progress = PROGRESS.matcher(String.valueOf(err.readLine()));
        assertThat(progress.matches()).isTrue();
        assertThat(progress.group(1)).isEqualTo("6");
        assertThat(progress.group(2)).isEqualTo("6");
        long evaluations = Long.parseLong(progress.group(3).replace(",", ""));
        assertThat(evaluations).isGreaterThan(before);
        before = evaluations;
      }
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      // within a second where nobody else needs the machine
      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(err.lines().filter(line -> !line.startsWith("runs: ")))
          .containsExactly(
              "nasreplay: interrupted; what is finished is kept, and this goes on: nasreplay replay "
                  + suite
                  + " --threads 6 --out "
                  + out);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void tenMillionEvaluationsFitIntoSixtyFourMegabytesWhereNoHistoryIsKept() throws Exception {
    Path suite =
        suite(
            "evaluations: 10000000",
            "random, regularized-evolution, pyglove-evolution, local-search, reinforce,"
                + " successive-halving, hyperband");
    Path out = folder.resolve("results");
    Process process = start("-Xmx64m", "replay", suite, "--threads", 2, "--out", out);
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      List<String> lines = err.lines().filter(line -> !line.startsWith("runs: ")).toList();
      assertThat(process.waitFor()).as(lines.toString()).isZero();
      assertThat(folder.resolve("out")).content().startsWith("7 runs, 70,000,000 evaluations in ");
    } finally {
      process.destroyForcibly();
    }
  }
}
