package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void noRunIsBetterThanTheBestThatIsKnown() throws IOException {
    run("replay", SUITE, "--runs", 2, "--out", folder);
    for (String line : Files.readAllLines(folder.resolve("summary.csv")).subList(1, 10)) {
      double regret = Double.parseDouble(line.split(",")[21]);
      assertThat(regret).as(line).isNotNegative();
    }
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
