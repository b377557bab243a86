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
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFormats;

/** Measured and modelled numbers, from the files that users have to what is printed of them. */
class KindsOfNumbersIT {
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final Path CASES = Path.of("../shared/cases/02-merge-mixes-measured-and-modelled");

  @TempDir private Path folder;
  private Path merged;

  @BeforeEach
  void name() {
    merged = folder.resolve("merged.h5");
  }

  /** A table of one column, in steps of 400 architectures; the largest has none of its 81. */
  private Path measured(String column) throws IOException {
    return csv("architecture," + column, i -> Integer.toString(i == 32_767 ? 0 : i / 400));
  }

  private Path csv(String header, IntFunction<String> cells) throws IOException {
    var text = new StringBuilder(header).append('\n');
    for (int i = 0; i < SPACE.size(); i++) {
      text.append(SPACE.format(SPACE.architecture(i))).append(',').append(cells.apply(i));
      text.append('\n');
    }
    return Files.writeString(folder.resolve("measured.csv"), text);
  }

  @Test
  void aModelledSeedLeavesWhereAnotherSeedWasMeasured() throws IOException {
    Outcome merge =
        run("table", "merge", measured("cifar10/90/test_accuracy/111"), TABLE, "-o", merged);
    assertThat(merge.out()).contains("left out").contains("cifar10/90/test_accuracy/777");
    assertThat(best(merged).out()).contains("81.00  64:64:24:24:8 ", "measured (measured.csv");
    assertThat(run("table", "info", merged).out()).doesNotContain("cifar10/90/test_accuracy/777");
  }

  private static Outcome best(Path table) {
    return run(
        "table",
        "best",
        table,
        "--metric",
        "test_accuracy",
        "--epochs",
        90,
        "--dataset",
        "cifar10");
  }

  @Test
  void theKindOfEveryAnswerOfAQueryIsPrinted() throws IOException {
    run("table", "merge", measured("cifar10/90/test_accuracy/111"), TABLE, "-o", merged);
    Outcome query =
        run("table", "query", merged, "64:64:64:64:8", "--dataset", "cifar10", "--epochs", 90);
    assertThat(query.out()).containsPattern("test-accuracy +81\\.0 +measured\n");
    assertThat(query.out()).containsPattern("flops +\\d+\\.\\d+ +analytic\n");
    Outcome modelled =
        run("table", "query", merged, "64:64:64:64:8", "--dataset", "cifar100", "--epochs", 12);
    assertThat(modelled.out()).containsPattern("valid-accuracy +\\d+\\.\\d+ +modelled\n");
    Outcome json =
        run(
            "table",
            "query",
            merged,
            "64:64:64:64:8",
            "--dataset",
            "cifar10",
            "--epochs",
            90,
            "--json");
    assertThat(json.out())
        .contains("\"test-accuracy\" : 81.0", "\"test-accuracy\" : \"measured\"")
        .contains("\"flops\" : \"analytic\"");
  }

  @Test
  void aMeasuredMeanRewardsInPlaceOfModelledSeeds() throws IOException {
    Path mean = measured("cifar10-valid/12/valid_accuracy/mean");
    assertThat(run("table", "merge", mean, TABLE, "-o", merged).exitCode()).isZero();
    Outcome search = run("search", "largest", "--dataset", "cifar10", "--table", merged, "--trace");
    // the largest network has a measured reward of 0, which no model would give it
    List<String> lines = search.out().lines().toList();
    assertThat(lines.get(1)).contains(",64:64:64:64:64,0.0,");
    assertThat(lines.get(1)).endsWith(",modelled,measured,modelled,modelled");
  }

  @Test
  void aSearchSaysTheKindOfWhatItShows() {
    Outcome search = run("search", "random", "--dataset", "cifar10", "--evaluations", 5);
    assertThat(search.out())
        .startsWith("time modelled, reward modelled, validation modelled, test modelled\n")
        .contains("5 evaluations, ")
        .endsWith("(modelled)\n");
  }

  @Test
  void aSearchWithinEvaluationsNeedsNoTimes() throws IOException {
    Path timeless =
        csv(
            "architecture,cifar10-valid/12/valid_accuracy/1,cifar10-valid/90/valid_accuracy/1,"
                + "cifar10/90/test_accuracy/1",
            i -> "50,60,");
    assertRefused(
        run("search", "random", "--dataset", "cifar10", "--table", timeless, "--evaluations", 5),
        "no admitted architecture of the table has a test_accuracy after 90 epochs");
    Path tested =
        csv(
            "architecture,cifar10-valid/12/valid_accuracy/1,cifar10-valid/90/valid_accuracy/1,"
                + "cifar10/90/test_accuracy/1",
            i -> "50,60,70");
    Outcome search =
        run("search", "random", "--dataset", "cifar10", "--table", tested, "--evaluations", 5);
    assertThat(search.exitCode()).isZero();
    assertThat(search.out())
        .startsWith("reward measured, validation measured, test measured\n")
        .contains("5 evaluations (");
    assertRefused(
        run("search", "random", "--dataset", "cifar10", "--table", tested),
        "no column cifar10-valid/12/train_seconds/mean; a budget in seconds needs times above 0");
  }

  @Test
  void timesOfZeroAreRefusedUnderABudgetInSeconds() throws IOException {
    Path zero =
        csv(
            "architecture,cifar10-valid/12/valid_accuracy/1,cifar10-valid/90/valid_accuracy/1,"
                + "cifar10/90/test_accuracy/1,cifar10-valid/12/train_seconds/1,"
                + "cifar10-valid/12/valid_seconds/1",
            i -> "50,60,70,0,0");
    assertRefused(
        run("search", "random", "--dataset", "cifar10", "--table", zero, "--budget", 1000),
        "a training of architecture 8:8:8:8:8 takes 0.0 seconds");
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            name: zero
            runs: 1
            table: measured.csv
            protocols:
              - dataset: cifar10
                reward: {epochs: 12}
                budget: {seconds: 1000}
                report: {epochs: 90}
            searchers: [random]
            """);
    assertRefused(
        run("replay", suite, "--table", zero, "--out", folder.resolve("out")),
        "cifar10-valid/12/train_seconds/1");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void queriesAreRefusedForTrainingsOfNoLength() {
    assertRefused(
        run("table", "query", TABLE, "8:8:8:8:8", "--dataset", "cifar10", "--epochs", -1),
        "--epochs (-1), expected a whole number from 1");
    assertRefused(
        run("table", "best", TABLE, "--metric", "test_accuracy", "--epochs", 0),
        "--epochs (0), expected a whole number from 1");
  }

  @Test
  void theBestOfARealMeasuredSeedIsThatOfTheSeedAlone() throws IOException {
    Path seed = CASES.resolve("m111.csv.gz");
    assumeTrue(Files.exists(seed), "measured seed is not here: " + seed);
    run("table", "merge", seed, TABLE, "-o", merged);
    assertThat(best(merged).out()).contains("93.65  64:64:56:64:24", "measured (m111.csv.gz");
    assertThat(
            run("table", "query", merged, "64:64:56:64:24", "--dataset", "cifar10", "--epochs", 90)
                .out())
        .containsPattern("test-accuracy +93\\.65 +measured\n");
  }

  @Test
  void aRealMeasuredMeanIsWhatAReplayIsRewardedBy() throws IOException {
    Path mean = CASES.resolve("mvalidmean.csv.gz");
    assumeTrue(Files.exists(mean), "measured mean is not here: " + mean);
    run("table", "merge", mean, TABLE, "-o", merged);
    Path out = folder.resolve("out");
    assertThat(run("replay", "--table", merged, "--runs", 2, "--out", out).exitCode()).isZero();
    BenchmarkTable measured = TableFormats.read(mean);
    double[] rewards = measured.columns().iterator().next().values();
    List<String> steps =
        Files.readAllLines(out.resolve("trajectories.csv")).stream()
            .filter(line -> line.startsWith("cifar10,"))
            .toList();
    assertThat(steps).isNotEmpty();
    for (String step : steps) {
      String[] cells = step.split(",");
      assertThat(Double.parseDouble(cells[6])).isEqualTo(rewards[SPACE.parse(cells[5]).index()]);
    }
    assertThat(Files.readString(out.resolve("provenance.json")))
        .contains("cifar10-valid/12/valid_accuracy/mean");
  }
}
