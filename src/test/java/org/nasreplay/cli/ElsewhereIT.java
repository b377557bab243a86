package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.Digests;
import org.nasreplay.space.SizeSpace;

/** The same table, results and report in every country, and the same results on a later Java. */
class ElsewhereIT {
  private static final String SUITE =
      """
      name: elsewhere
      runs: 3
      table: data/nats-size-surrogate.h5
      protocols:
        - dataset: cifar10
          reward: {metric: valid_accuracy, epochs: 12, seeds: random}
          budget: {seconds: 20000}
          report: {metric: test_accuracy, epochs: 90, at: interpolated}
        - dataset: cifar100
          reward: {epochs: 12}
          budget: {evaluations: 50}
          constraint: {flops: {at_most: 140e6}}
          report: {epochs: 90}
      searchers: [random, regularized-evolution, layernas, bohb]
      published: {paper: NATS-Bench 2021, table: size, methods: {random: RANDOM}}
      """;

  @TempDir private static Path folder;
  private static Map<String, String> here = Map.of();

  @BeforeAll
  static void runHere() throws Exception {
    assumeTrue(Program.isPackaged(), "needs the packaged " + Program.JAR);
    here = made("here", Program.JAVA, "-Duser.language=en", "-Duser.country=US");
    assertThat(here)
        .containsKeys(
            "table.h5", "table.csv.gz", "results/runs.csv", "results/charts/progress-cifar10.svg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=ar -Duser.country=EG",
        "-Duser.language=fa -Duser.country=IR",
        "-Duser.language=ne -Duser.country=NP",
        "-Duser.language=th -Duser.country=TH -Duser.extensions=u-nu-thai",
        "-Duser.language=tr -Duser.country=TR -Dfile.encoding=US-ASCII -Duser.timezone=Asia/Tokyo"
      })
  void everyFileIsTheSameInEveryCountry(String country) throws Exception {
    String[] options = country.split(" ");
    String name = options[0].replace("-Duser.language=", "");
    assertThat(made(name, Program.JAVA, options)).isEqualTo(here);
  }

  @Test
  void resultsAreTheSameOnJava25() throws Exception {
    Optional<Path> later = java25();
    assumeTrue(later.isPresent(), "needs a JDK 25, in JAVA25_HOME or /usr/lib/jvm");
    Map<String, String> there = made("java25", later.get());
    for (String file : List.of("runs.csv", "trajectories.csv", "optima.csv", "space.csv")) {
      String name = "results/" + file;
      assertThat(there.get(name)).as(name).isNotNull().isEqualTo(here.get(name));
    }
    assertThat(there).containsKey("results/report.html");
  }

  private static Optional<Path> java25() throws IOException {
    String home = System.getenv("JAVA25_HOME");
    if (home != null) return Optional.of(Path.of(home));
    Path all = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(all)) return Optional.empty();
    try (Stream<Path> each = Files.list(all)) {
      return each.filter(jvm -> jvm.getFileName().toString().matches("(.*\\D)?25(\\D.*)?"))
          .filter(jvm -> Files.isExecutable(jvm.resolve("bin/java")))
          .findFirst();
    }
  }

  /** The digests of what a program of its own makes: two tables, results and their report. */
  private static Map<String, String> made(String name, Path java, String... options)
      throws Exception {
    Path out = Files.createDirectory(folder.resolve(name));
    Path suite = Files.writeString(out.resolve("suite.yaml"), SUITE);
    Path results = out.resolve("results");
    Path measured = measured(out.resolve("measured.csv"));
    try (var nasreplay = new CommandLoop(java, Program.options(options), Map.of())) {
      assertDone(nasreplay.run("table", "generate", "-o", out.resolve("table.h5")));
      assertDone(nasreplay.run("table", "convert", measured, out.resolve("table.csv.gz")));
      assertDone(nasreplay.run("replay", suite, "--out", results));
      assertDone(nasreplay.run("report", results));
    }
    return Digests.digests(out);
  }

  /** A table of one column, of numbers that are read and written with all their digits. */
  private static Path measured(Path file) throws Exception {
    var text = new StringBuilder("architecture,cifar10/90/test_accuracy/777\n");
    SizeSpace space = SizeSpace.instance();
    for (int i = 0; i < space.size(); i++) {
      text.append(space.format(space.architecture(i))).append(',').append(i / 327.68).append('\n');
    }
    return Files.writeString(file, text);
  }

  private static void assertDone(CommandLoop.Ended ended) {
    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }
}
