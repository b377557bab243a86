package org.nasreplay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, in this process: that they run, not how fast. */
class BenchmarksIT {

  @Test
  void everyBenchmarkRunsAndEndsUpInTheTable(@TempDir Path folder) throws Exception {
    System.setProperty("jmh.ignoreLock", "true"); // nothing is measured here
    Path json = folder.resolve("results.json");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("\\.(" + String.join("|", Benchmarks.ALL) + ")\\.")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .resultFormat(ResultFormatType.JSON)
                    .result(json.toString())
                    .build())
            .run();
    // of the evaluator; of the table, in two formats; of two searchers; of long runs; of the
    // replay;
    // of the predictor
    assertThat(results)
        .hasSize(2 + 4 * 2 + 2 + 3 + 3 + 4)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    String table = Benchmarks.table(List.of(json));
    assertThat(table.lines()).hasSize(24).allMatch(line -> line.split("\\|", -1).length == 9);
    assertThat(table)
        .contains("| OracleBenchmark.query |  | ", "| TableLoadBenchmark.open | csv | ");
  }
}
