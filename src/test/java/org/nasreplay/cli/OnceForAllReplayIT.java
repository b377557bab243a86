package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A predictor over 2*10^19 networks, which nobody can number, from the suite to the report. */
class OnceForAllReplayIT {
  private static final String SUITE = "data/suites/layernas-mobilenet-madds.yaml";

  private static final Path DATA = Path.of("../shared/data/ofa-mobilenetv3");

  /** Results of two runs, which most tests only read: to replay and report takes seconds. */
  @TempDir private static Path made;

  @TempDir Path folder;

  @BeforeAll
  static void replay() {
    Commands.Outcome outcome = run("replay", SUITE, "--runs", 2, "--seed", 1, "--out", made);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  @Test
  void aSpaceTooLargeToNumberIsReplayedAnalysedAndReported() throws IOException {
    String page = Files.readString(made.resolve("report.html"));
    assertThat(page)
        .contains("best known network", "10,000 networks drawn at random", "MFLOPs")
        .doesNotContain("best in the table", "best admitted network");
    String provenance = Files.readString(made.resolve("provenance.json"));
    assertThat(provenance)
        .contains(
            "\"exhaustive\" : false", "\"networks\" : 10000", "\"provenance\" : \"modelled\"");
    assertThat(run("report", made).exitCode()).isZero();
    assertThat(made.resolve("report.html")).content().isEqualTo(page);
  }

  @Test
  void thePapersNetworksStandBesideTheAnswersAndThePageSaysWhyTheyAreNotComparable()
      throws IOException {
    assertThat(Files.readString(made.resolve("report.html")))
        .contains(
            "Marks and lines are not comparable.",
            "trained on ImageNet",
            "predicted top-1 accuracy",
            "61, below the space's least, 100.32");
    assertThat(Files.readAllLines(made.resolve("tables/networks.csv")))
        .hasSize(1 + 4 * 6 + 4)
        .anyMatch(row -> row.startsWith("LayerNAS 2023,LayerNAS-220M,229000000.0000,5100000"))
        .anyMatch(row -> row.startsWith("600M,layernas,") && row.contains("predicted top-1"));
    assertThat(Files.readAllLines(made.resolve("charts/networks-ImageNet-flops.csv")))
        .hasSize(1 + 4 * 6 + 4 + 69 + 50);
    Path suite = folder.resolve("suite.yaml");
    Files.writeString(
        suite, Files.readString(Path.of(SUITE)).replace("[LayerNAS 2023]", "[LayerNAS 2032]"));
    assertRefused(
        run("replay", suite),
        suite + ": unknown published networks (LayerNAS 2032), expected one of LayerNAS 2023, ");
  }

  @Test
  void theUsersPredictorIsImportedAndReplayed() throws IOException {
    assumeThat(DATA).as("data that is kept beside the project").exists();
    Path imported = folder.resolve("once-for-all");
    Commands.Outcome outcome = run("table", "import", "ofa", DATA, "-o", imported);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    // their predictor is a network of layers, which takes its time for an answer
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            Files.readString(Path.of(SUITE))
                .replaceAll("(?s)  - name: 220M.*searchers:", "searchers:")
                .replace("evaluations: 600", "evaluations: 100"));
    outcome =
        run("replay", suite, "--table", imported, "--runs", 1, "--out", folder.resolve("results"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("results/provenance.json")))
        .contains("\"file\" : \"once-for-all\"", "once-for-all accuracy predictor");
    assertRefused(
        run("table", "import", "ofa", folder.resolve("none"), "-o", imported),
        "none: no such file, looked for in ");
    assertRefused(
        run("table", "import", "ofa", folder, "-o", imported),
        "acc_predictor_f32le.bin: no such file, nor acc_predictor.pth, expected the weights");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(
        run("table", "import", "ofa", file, "-o", imported),
        file + ": no such folder, expected one with acc_predictor.pth");
    assertRefused(run("table", "import", "ofa", DATA, "-o", file), file.toString());
    assertRefused(run("replay", SUITE, "--table", folder), "acc_predictor_f32le.bin: no such file");
  }

  @Test
  void noRunIsBetterThanTheBestThatIsKnownNeitherAloneNorBesideOthers() throws IOException {
    Path other = folder.resolve("other");
    run("replay", SUITE, "--runs", 2, "--seed", 2, "--out", other);
    Path both = folder.resolve("both");
    assertThat(run("compare", made, other, "--out", both).err()).isEmpty();
    for (Path results : List.of(made, other, both)) {
      List<String> lines = Files.readAllLines(results.resolve("summary.csv"));
      int regret = List.of(lines.get(0).split(",")).indexOf("test_regret");
      for (String line : lines.subList(1, lines.size())) {
        assertThat(Double.parseDouble(line.split(",")[regret])).as(line).isNotNegative();
      }
    }
    // what the second alone has found is the best that both know
    for (int row = 1; row < 9; row++) {
      double best = Math.max(value(made, row), value(other, row));
      assertThat(value(both, row)).isEqualTo(best);
    }
  }

  /** Of a row of the best known networks: the reward, or the test accuracy. */
  private static double value(Path results, int row) throws IOException {
    String[] cells = Files.readAllLines(results.resolve("optima.csv")).get(row).split(",");
    return Double.parseDouble(cells[cells[1].equals("validation") ? 3 : 5]);
  }

  @Test
  void whatASampleKnowsIsCalledSoInThePictures() throws IOException {
    assertThat(Files.readString(made.resolve("charts/landscape-110M.svg")))
        .contains("Pareto front of the sample");
    assertThat(Files.readString(made.resolve("tables/summary.md")))
        .contains("| best known test |")
        .doesNotContainIgnoringCase("optimal");
  }

  @Test
  void aTargetBelowTheCheapestNetworkAndATimeThatNothingHasAreRefused() throws IOException {
    Path suite = folder.resolve("suite.yaml");
    String text = Files.readString(Path.of(SUITE));
    Files.writeString(suite, text.replace("{at_most: 110M}", "{at_most: 60M}"));
    assertRefused(run("replay", suite), "flops (60000000), expected 100320888 or more");
    Files.writeString(suite, text.replace("{at_most: 110M}", "{at_most: 15 ms}"));
    assertRefused(run("replay", suite), "constraint on flops: at_most (15 ms) is not in");
    Files.writeString(suite, text.replace("{evaluations: 600}", "{seconds: 600}"));
    assertRefused(run("replay", suite), "a predictor trains nothing, so nothing has a price");
    Files.writeString(
        suite, text.replace("- largest", "- hyperband").replace("epochs: 1}", "epochs: 9}"));
    assertRefused(run("replay", suite), "searcher hyperband under protocol 110M trains for 1 of 9");
  }
}
