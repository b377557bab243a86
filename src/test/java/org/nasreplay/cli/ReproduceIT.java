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
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.cli.Commands.Outcome;

/** The papers' tables in one command. */
class ReproduceIT {
  private static final Path TOPOLOGY = Path.of("../shared/data/nats-topology/topology-v1.csv");

  @TempDir private Path folder;

  private List<String> rows() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("tables/reproduction.csv"));
    return lines.subList(1, lines.size());
  }

  @Test
  void withoutAnyFileTheSizeSpaceIsReplayedAndTheRestSaysWhyNot() throws IOException {
    Outcome first = run("reproduce", "--runs", 2, "--out", folder);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("natsbench-size-all: ", "natsbench-topology: not replayed", "index.html");
    assertThat(folder.resolve("natsbench-size-all/report.html")).exists();
    // whose runs natsbench-size-all makes, every one
    assertThat(folder.resolve("natsbench-size")).doesNotExist();
    String page = Files.readString(folder.resolve("index.html"));
    assertThat(page)
        .contains(
            "href=\"natsbench-size-all/report.html\"",
            "there is no table of the space topology here; --topology gives one",
            "--all-searchers",
            "answers from a statistical model",
            "To train that one and stop gives",
            "nasreplay reproduce --runs 2 --out " + folder)
        .doesNotContain(">NaN", ">null");
    long published =
        PublishedResults.bundled().rows().stream()
            .filter(row -> List.of("NATS-Bench 2021", "LayerNAS 2023").contains(row.paper()))
            .count();
    assertThat(rows()).hasSize((int) published);
    assertThat(rows()).filteredOn(row -> row.contains(",bohb,")).isEmpty();

    Outcome again = run("reproduce", "--runs", 2, "--out", folder);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("natsbench-size-all: finished before");
    assertThat(folder.resolve("index.html")).hasContent(page);
    assertRefused(
        run("reproduce", "--runs", 3, "--out", folder), "results with other runs", "--overwrite");
  }

  @Test
  void aMeasuredTableOfTheTopologySpaceGivesMeasuredNumbers() throws IOException {
    assumeTrue(Files.exists(TOPOLOGY), "measured topology table is not here: " + TOPOLOGY);
    Outcome outcome = run("reproduce", "--runs", 2, "--topology", TOPOLOGY, "--out", folder);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(rows())
        .filteredOn(row -> row.contains("natsbench-topology--topology-v1,random"))
        .hasSize(6)
        .allMatch(row -> row.contains(",\"measured"));
    assertThat(outcome.err().lines().filter(line -> line.contains("no checksum"))).hasSize(1);
  }

  @Test
  void tablesOfAnotherSpaceAndFilesThatAreNotThereAreRefused() {
    assertRefused(
        run("reproduce", "--topology", TABLE, "--out", folder, "--runs", 1),
        TABLE + ": a table of the space size, expected topology");
    assertRefused(run("reproduce", "--size", "no.h5", "--out", folder), "no.h5: no such file");
    assertRefused(run("reproduce", "--runs", 0, "--out", folder), "--runs (0)");
    assertThat(folder).isEmptyDirectory();
  }
}
