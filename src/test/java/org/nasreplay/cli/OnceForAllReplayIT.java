package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A predictor over 2*10^19 networks, which nobody can number, from the suite to the report. */
class OnceForAllReplayIT {
  private static final String SUITE = "data/suites/layernas-mobilenet-madds.yaml";

  @TempDir Path folder;

  @Test
  void aSpaceTooLargeToNumberIsReplayedAnalysedAndReported() throws IOException {
    Commands.Outcome outcome = run("replay", SUITE, "--runs", 3, "--out", folder.resolve("a"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    String page = Files.readString(folder.resolve("a/report.html"));
    assertThat(page)
        .contains("best known network", "10,000 networks drawn at random", "MFLOPs")
        .doesNotContain("best in the table", "best admitted network");
    String provenance = Files.readString(folder.resolve("a/provenance.json"));
    assertThat(provenance)
        .contains(
            "\"exhaustive\" : false", "\"networks\" : 10000", "\"provenance\" : \"modelled\"");
    assertThat(run("report", folder.resolve("a")).exitCode()).isZero();
  }

  @Test
  void noRunIsBetterThanTheBestThatIsKnownNeitherAloneNorBesideOthers() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (int seed : List.of(1, 2)) {
      folders.add(folder.resolve("seed-" + seed));
      run("replay", SUITE, "--runs", 2, "--seed", seed, "--out", folders.get(seed - 1));
    }
    Path both = folder.resolve("both");
    assertThat(run("compare", folders.get(0), folders.get(1), "--out", both).err()).isEmpty();
    folders.add(both);
    for (Path results : folders) {
      List<String> lines = Files.readAllLines(results.resolve("summary.csv"));
      int regret = List.of(lines.get(0).split(",")).indexOf("test_regret");
      for (String line : lines.subList(1, lines.size())) {
        assertThat(Double.parseDouble(line.split(",")[regret])).as(line).isNotNegative();
      }
    }
    // what the second alone has found is the best that both know
    for (int row = 1; row < 9; row++) {
      double best = Math.max(value(folders.get(0), row), value(folders.get(1), row));
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
    run("replay", SUITE, "--runs", 1, "--out", folder);
    assertThat(Files.readString(folder.resolve("charts/landscape-110M.svg")))
        .contains("Pareto front of the sample");
    assertThat(Files.readString(folder.resolve("summary.md")))
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
