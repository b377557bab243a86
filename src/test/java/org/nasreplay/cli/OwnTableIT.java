package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Text;

/** A table of one's own, from the files to the report: every command as the documents have it. */
class OwnTableIT {
  private static final Path DATA = Path.of("../shared/data");

  /** Where the authors' files are. */
  private static final Map<String, Path> PUBLISHED =
      Map.of(
          "nas-bench-macro_cifar10.json",
          DATA.resolve("nas-bench-macro/nas-bench-macro_cifar10.json"),
          "Results_ResNet.json",
          DATA.resolve("channel-bench-macro/Results_ResNet.json"),
          "Results_MobileNet.json",
          DATA.resolve("channel-bench-macro/Results_MobileNet.json"),
          "latency-help.csv",
          DATA.resolve("nats-topology/latency-help.csv"),
          "size-valid-90.csv",
          DATA.resolve("nats-size/size-valid-90.csv"),
          "size-test-90.csv",
          DATA.resolve("nats-size/size-test-90.csv"),
          "topology-v1.csv",
          DATA.resolve("nats-topology/topology-v1.csv"));

  @TempDir private Path folder;
  private String ownTable = "";
  private String published = "";

  @BeforeEach
  void findTheChapters() throws IOException {
    ownTable = chapter("README.md", "### Bring your own table");
    published = chapter("data/suites/README.md", "## Tables of published benchmarks");
  }

  private static String chapter(String file, String heading) throws IOException {
    String text = Files.readString(Path.of(file));
    String chapter = text.substring(text.indexOf(heading) + heading.length());
    int next = chapter.indexOf("\n## ");
    return next < 0 ? chapter : chapter.substring(0, next);
  }

  /** The blocks of code, in their order. */
  private static List<String> blocks(String chapter) {
    Matcher block = Pattern.compile("```\\w*\n(.*?)```", Pattern.DOTALL).matcher(chapter);
    List<String> blocks = new ArrayList<>();
    while (block.find()) blocks.add(block.group(1));
    return blocks;
  }

  /** A command of the README, on files of this test; a replay of two runs. */
  private Outcome command(String line) throws IOException {
    List<Object> words = new ArrayList<>();
    for (String word : line.replace("scripts/nasreplay ", "").split(" ")) {
      if (word.startsWith("data/suites/")) {
        Path copy = folder.resolve(Path.of(word).getFileName());
        words.add(Files.writeString(copy, shortened(Files.readString(Path.of(word)))));
      } else if (word.matches(".+\\.(csv|yaml|h5|json)")) {
        words.add(PUBLISHED.getOrDefault(word, folder.resolve(word)));
      } else {
        words.add(word);
      }
    }
    if (words.get(0).equals("replay")) words.addAll(List.of("--runs", 2, "--overwrite"));
    if (!words.get(0).equals("table")) words.addAll(List.of("--out", folder.resolve("results")));
    return run(words.toArray());
  }

  /** A suite with each sixth of its protocols where it has many, as the report draws each. */
  private static String shortened(String suite) {
    String heading = "protocols:\n";
    int from = suite.indexOf(heading) + heading.length();
    int to = suite.indexOf("\nsearchers:", from) + 1;
    String[] protocols = suite.substring(from, to).split("(?m)^(?=  - )", -1);
    if (protocols.length <= 12) return suite;
    return suite.substring(0, from)
        + IntStream.range(0, protocols.length)
            .filter(i -> i % 6 == 5)
            .mapToObj(i -> protocols[i])
            .collect(Collectors.joining())
        + suite.substring(to);
  }

  private void assertRuns(String line) throws IOException {
    Outcome outcome = command(line);
    assertThat(outcome.exitCode()).as(line + "\n" + outcome.err()).isZero();
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("results/report.html"));
  }

  /** Twelve networks: the wider and the deeper, the slower and the better. */
  private void writePets(String header, String firstRow) throws IOException {
    var rows = new StringBuilder(header + "\n" + firstRow + "\n");
    for (int width = 0; width < 3; width++) {
      for (int depth = 2; depth < 6; depth++) {
        if (width == 0 && depth == 2) continue;
        double better = 3 * width + depth;
        rows.append(
            Text.format(
                "%s-%d,%.1f,%.1f,%.1f%n",
                "sml".charAt(width), depth, 1 + better / 2, 60 + better, 59 + better));
      }
    }
    Files.writeString(folder.resolve("pets.csv"), rows);
    Files.writeString(
        folder.resolve("pets-suite.yaml"),
        """
        name: pets
        runs: 5
        table: pets.h5
        protocols:
          - dataset: pets37
            reward: {epochs: 30}
            budget: {evaluations: 8}
            constraint: {latency: {at_most: 5 ms}}
            report: {epochs: 30}
        searchers: [random, local-search, layernas, regularized-evolution]
        """);
  }

  @Test
  void aDeclaredSpaceGoesFromItsTwoFilesToAReport() throws IOException {
    List<String> blocks = blocks(ownTable);
    Files.writeString(folder.resolve("pets.yaml"), blocks.get(0));
    List<String> csv = blocks.get(1).lines().toList();
    writePets(csv.get(0), csv.get(1));
    List<String> commands = blocks.get(2).lines().toList();
    assertThat(commands).hasSize(3);
    for (String line : commands) assertRuns(line);
    // latency 1 + 8/2 of m-5, and of l-2 alike; the first index of equals
    assertThat(command(commands.get(1)).out())
        .startsWith("pets37         test_accuracy@30 67.00  m-5  latency 5.00 ms (measured)");
    assertThat(page()).contains("latency in (−∞, 5 ms]").doesNotContain("no validation split");
    assertThat(folder.resolve("results/tables/summary.md")).content().contains("| Validation |");
    for (String study : List.of("retention", "assumption")) {
      Outcome outcome =
          run(
              "study",
              study,
              "--table",
              folder.resolve("pets.h5"),
              "--epochs",
              30,
              "--dataset",
              "pets37",
              "--out",
              folder.resolve(study));
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(folder.resolve(study).resolve("report.html"))
          .content()
          .contains("pets space", "one seed, by latency");
    }
  }

  @Test
  void thePublishedBenchmarksAreImportedAndTheirSuitesRun() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "the published files are not here: " + DATA);
    Path topology = DATA.resolve("nats-topology/topology-v1.csv");
    assertThat(run("table", "convert", topology, folder.resolve("nats-topology.h5")).exitCode())
        .isZero();
    List<String> commands = blocks(published).get(0).lines().toList();
    assertThat(commands).hasSize(7);
    for (String line : commands) {
      assertRuns(line);
      if (line.contains("layernas-macro")) assertNoValidation();
    }
    assertThat(page()).contains("pixel2 in (−∞, 12 ms]", "1080ti_32", "gold_6226");
    assertRuns(
        "table import channel Results_MobileNet.json --family mobilenet -o"
            + " channel-bench-macro-mobilenet.h5");
    assertRuns("replay data/suites/layernas-channel-mobilenet.yaml");
    assertNoValidation();
    Outcome info = run("table", "info", folder.resolve("nats-topology-latency.h5"));
    assertThat(info.out())
        .contains("15 columns, 27 costs")
        .containsPattern("pixel2 \\[ms\\].*measured \\(latency-help\\.csv, SHA-256 97b5965da467…")
        .containsPattern("eyeriss \\[ms\\].*modelled \\(latency-help\\.csv, SHA-256 97b5965da467…");
    assertThat(run("table", "verify", folder.resolve("nats-topology-latency.h5")).out())
        .contains("42 columns, 656,250 values in range, 0 empty");
  }

  @Test
  void trainingsUntilTheOptimumAreReportedOnTheMeasuredSizeTable() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "the published files are not here: " + DATA);
    List<String> commands = blocks(published).get(1).lines().toList();
    assertThat(commands).hasSize(4);
    assertRuns(commands.get(0));
    assertRuns(commands.get(1));
    assertThat(page()).contains("Trainings until the optimum", "layernas-widening");
    assertThat(folder.resolve("results/tables/optimum.csv"))
        .content()
        .contains("cifar10-140M,layernas,2,2,1.50", "cifar10-140M,largest,2,0,inf");
    assertRuns(commands.get(2));
  }

  private void assertNoValidation() throws IOException {
    assertThat(page())
        .contains(
            "no validation split: rewards are test accuracies, and the report is the mean of seed 2"
                + " and 3, trainings that no searcher has seen");
    assertThat(folder.resolve("results/tables/summary.md"))
        .content()
        .contains("| Searcher | Test |", "FLOPs ≤ ")
        .doesNotContain("| Validation |", "—");
  }

  @ParameterizedTest
  @CsvSource({
    "26.4M, 88.71  10100200",
    "52.8 MFLOPs, 92.31  21111200",
    "79200000, 93.06  21222200"
  })
  void theBestMacroNetworkUnderALimitIsTheKnownOne(String limit, String best) throws IOException {
    assumeTrue(Files.isDirectory(DATA), "the published files are not here: " + DATA);
    assertRuns("table import macro nas-bench-macro_cifar10.json -o nas-bench-macro.h5");
    Path table = folder.resolve("nas-bench-macro.h5");
    assertThat(
            run(
                    "table",
                    "best",
                    table,
                    "--metric",
                    "test_accuracy",
                    "--epochs",
                    50,
                    "--at-most",
                    "flops=" + limit)
                .out())
        .startsWith("cifar10        test_accuracy@50 " + best)
        .contains("MFLOPs, ", " params (analytic)  measured (nas-bench-macro_cifar10.json");
    assertThat(run("table", "best", table, "--metric", "test_accuracy", "--epochs", 50).out())
        .contains("93.13  22212220  85.16 MFLOPs");
  }
}
