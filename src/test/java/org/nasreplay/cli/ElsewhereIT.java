package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The same table, results and report in every country, and the same results on a later Java. */
class ElsewhereIT {
  private static final Path HERE = Path.of(System.getProperty("java.home"));
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
    here = made("here", HERE, List.of("-Duser.language=en", "-Duser.country=US"));
    assertThat(here)
        .containsKeys("table.csv.gz", "results/runs.csv", "results/charts/progress-cifar10.svg");
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
    List<String> options = List.of(country.split(" "));
    assertThat(made(options.get(0).replace("-Duser.language=", ""), HERE, options)).isEqualTo(here);
  }

  @Test
  void resultsAreTheSameOnJava25() throws Exception {
    Optional<Path> later = java25();
    assumeTrue(later.isPresent(), "needs a JDK 25, in JAVA25_HOME or /usr/lib/jvm");
    Map<String, String> there = made("java25", later.get(), List.of());
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

  /** The digests of what a program of its own makes: a table, results and their report. */
  private static Map<String, String> made(String name, Path java, List<String> options)
      throws Exception {
    Path out = Files.createDirectory(folder.resolve(name));
    Path suite = Files.writeString(out.resolve("suite.yaml"), SUITE);
    Path results = out.resolve("results");
    List<String> all = new ArrayList<>(List.of("-Djava.awt.headless=true", "-Xmx1g"));
    all.addAll(options);
    all.add("-XX:TieredStopAtLevel=1");
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (var nasreplay = new CommandLoop(java, all, Map.of())) {
      assertDone(nasreplay.run("table", "generate", "-o", out.resolve("table.csv.gz")));
      assertDone(nasreplay.run("replay", suite, "--out", results));
      assertDone(nasreplay.run("report", results));
    }
    return Digests.digests(out);
  }

  private static void assertDone(CommandLoop.Ended ended) {
    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }
}
