package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.cli.Commands.Outcome;

/** Commands over whole replays, which take seconds. */
class ManyRunsIT {
  private static final Path MEASURED = Path.of("../shared/data/nats-size/size-test-90.csv");

  @TempDir private Path folder;

  @Test
  void resultsOfTheSameProtocolsAreComparedInOneReport() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    assertThat(run("replay", "--runs", 3, "--out", a).exitCode()).isZero();
    assertThat(run("replay", "--runs", 2, "--seed", 2, "--out", b).exitCode()).isZero();
    Path out = folder.resolve("both");
    assertThat(run("compare", a, b, "--out", out).exitCode()).isZero();
    assertThat(Files.readString(out.resolve("report.html")))
        .contains(
            "random (a)", "random (b)", "2 to 3 runs each", "3 runs, seed 1", "2 runs, seed 2");
    assertThat(Files.readAllLines(out.resolve("summary.csv")).get(1))
        .startsWith("cifar10,cifar10,random (a),3,");

    byte[] page = Files.readAllBytes(out.resolve("report.html"));
    assertThat(run("report", out).exitCode()).isZero();
    assertThat(Files.readAllBytes(out.resolve("report.html"))).isEqualTo(page);
    assertRefused(run("compare", a, b, "--out", b), "both compared and written to");
  }

  @Test
  void resultsOfOtherProtocolsAreNotCompared() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    String suite = Commands.suite("one", 1, TABLE, "random");
    Path one =
        Files.writeString(
            folder.resolve("one.yaml"), suite.replace("evaluations: 10", "seconds: 40000"));
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"), suite.replace("evaluations: 10", "seconds: 30000"));
    assertThat(run("replay", one, "--out", a).exitCode()).isZero();
    assertThat(run("replay", other, "--out", b).exitCode()).isZero();
    assertRefused(
        run("compare", a, b, "--out", folder.resolve("both")),
        "b: budget of protocol cifar10 (30,000 simulated seconds), expected (40,000 simulated"
            + " seconds) as in a");
    assertRefused(
        run("compare", a, "--out", folder.resolve("both")),
        "a: is alone, expected two folders or more");
    assertThat(folder.resolve("both")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "retention, sweep.csv, 'surrogate validation accuracy after 12 epochs, 3 seeds'",
    "assumption, assumption.csv, 'surrogate validation accuracy after 12 epochs, 3 seeds'",
    "complexity, complexity.csv, 'counts exact'",
    "fidelity, fidelity.csv, 'no finding about real training'",
  })
  void aStudyWritesFindingsNumbersAndAPageThatSaysWhereTheyComeFrom(
      String study, String numbers, String source) throws IOException {
    Path out = folder.resolve(study);
    Outcome outcome = run("study", study, "--out", out);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines()).hasSizeGreaterThan(3);
    assertThat(out.resolve(numbers)).isNotEmptyFile();
    assertThat(Files.readString(out.resolve("report.html")))
        .contains(source)
        .contains("<svg")
        .contains(numbers);
  }

  @Test
  void aStudyOfAReplayCountsItsRuns() {
    Path out = folder.resolve("power");
    Outcome outcome =
        run(
            "study",
            "power",
            "--suite",
            "data/suites/natsbench-size.yaml",
            "--runs",
            4,
            "--out",
            out);
    assertThat(outcome.exitCode()).isZero();
    assertThat(out.resolve("power.png")).isNotEmptyFile();
    assertThat(out.resolve("runs-needed.csv")).isNotEmptyFile();
    assertRefused(run("study", "power", "--runs", 2, "--searcher", "nobody"), "no searcher nobody");
    assertRefused(run("study", "retention", "--epochs", 13), "no column cifar10-valid/13");
    assertRefused(run("study", "retention", "--metric", "beauty"), "beauty");
    assertRefused(run("study", "fidelity", "--table", "nowhere.h5"), "nowhere.h5: no such file");
  }

  @Test
  void aTableThereAndBackAgainIsTheSame() throws IOException {
    Path csv = folder.resolve("t.csv");
    Path back = folder.resolve("t.h5");
    assertThat(run("table", "convert", TABLE, csv).exitCode()).isZero();
    assertThat(run("table", "convert", csv, back).exitCode()).isZero();
    assertThat(run("table", "info", back).out().lines().skip(1))
        .containsExactlyElementsOf(run("table", "info", TABLE).out().lines().skip(1).toList());
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(csv, folder.resolve("t.csv.sha256"), back);
    }
  }

  @Test
  void theBestArchitecturesOfTheMeasuredTableAreTheKnownOnes() {
    assumeTrue(Files.exists(MEASURED), "measured size table is not here: " + MEASURED);
    Path real = folder.resolve("real.h5");
    assertThat(run("table", "merge", MEASURED, TABLE, "-o", real).exitCode()).isZero();
    List<String> best = List.of("--metric", "test_accuracy", "--epochs", "90");
    assertThat(best(real, best, List.of())).contains("93.65", "71.34", "47.40", "measured");
    List<String> cifar = List.of("--flops-min", "126e6", "--flops-max", "140e6");
    assertThat(best(real, best, cifar)).contains("93.34  32:64:64:64:64", "70.86  40:64:40:56:64");
    List<String> imageNet = List.of("--flops-min", "31.5e6", "--flops-max", "35e6");
    assertThat(best(real, best, imageNet)).contains("45.53  40:64:48:40:64");
  }

  private static String best(Path table, List<String> what, List<String> bounds) {
    Object[] args =
        java.util.stream.Stream.of(List.of("table", "best", table.toString()), what, bounds)
            .flatMap(List::stream)
            .toArray();
    return run(args).out();
  }
}
