package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;
import static org.nasreplay.io.Digests.digests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;

/** A replay in three shards, and the page of all of them. */
class ShardsIT {
  private static final List<Path> SHARDS = new ArrayList<>();

  @TempDir private static Path folder;
  private static Path suite = Path.of("");

  @BeforeAll
  static void replayEachShard() throws IOException {
    suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            Commands.suite("small", 30, Commands.TABLE, "random", "largest"));
    for (int i = 1; i <= 3; i++) {
      SHARDS.add(folder.resolve("part-" + i));
      Outcome outcome = run("replay", suite, "--shard", i + "/3", "--out", SHARDS.get(i - 1));
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out())
          .contains(" runs, ", "part-" + i)
          .contains("shard " + i + " of 3; compare --merge makes the whole of all 3");
    }
  }

  @Test
  void allTogetherLeaveWhatTheWholeReplayLeaves() throws IOException {
    Path whole = folder.resolve("whole");
    Path union = folder.resolve("union");
    run("replay", suite, "--out", whole);
    Outcome merged =
        run("compare", "--merge", SHARDS.get(2), SHARDS.get(0), SHARDS.get(1), "--out", union);
    assertThat(merged.exitCode()).as(merged.err()).isZero();
    assertThat(merged.out()).contains("3 shards, 60 runs: " + union.resolve("report.html"));
    assertThat(digests(union)).isEqualTo(digests(whole));
    assertThat(run("replay", suite, "--out", union).out()).contains("finished before");
    assertThat(run("compare", whole, union, "--out", folder.resolve("both")).exitCode()).isZero();
  }

  @Test
  void noOtherCommandTakesAShard() {
    Path one = SHARDS.get(0);
    String reason = one + ": shard 1 of 3, not whole results; compare --merge makes them of all 3";
    assertRefused(run("report", one), reason);
    assertRefused(run("report", one, "--unchecked"), reason);
    assertRefused(run("figure", one, "wins", "-o", folder.resolve("wins.pdf")), reason);
    assertRefused(run("compare", one, SHARDS.get(1)), reason);
    assertRefused(run("compare", one, SHARDS.get(1), "--unchecked"), reason);
    assertThat(one.resolve("report.html")).doesNotExist();
  }

  @Test
  void aShardIsFinishedOnceAndHasAFolderOfItsOwn() throws IOException {
    Path one = SHARDS.get(0);
    var before = digests(one);
    assertThat(run("replay", suite, "--shard", "1/3", "--out", one).out())
        .contains("finished before: " + one);
    assertThat(run("replay", suite, "--shard", "1/3", "--out", one, "--overwrite").exitCode())
        .isZero();
    assertThat(digests(one)).isEqualTo(before);
    assertRefused(
        run("replay", suite, "--shard", "2/3", "--out", one), "holds results with other shard;");
    assertRefused(run("replay", suite, "--out", one), "holds results with other shard;");
  }

  @Test
  void whatCannotBeIsRefusedInALine() {
    assertRefused(
        run("replay", suite, "--shard", "4/3"),
        "shard (4/3), expected i/n with i from 1 to n, as in 2/3");
    assertRefused(run("replay", suite, "--shard", "1/1000000"), "the replay has 4 blocks of runs");
    assertRefused(
        run("replay", suite, "--shard", "1/3", "--watch"), "--watch: a shard has no page;");
    assertRefused(run("compare", "--merge", SHARDS.get(0)), "shard 1 of 3, without shard 2, 3");
    assertRefused(run("compare", "--merge", SHARDS.get(0), SHARDS.get(0)), ": shard 1 of 3, as ");
    assertRefused(
        run("compare", "--merge", "--unchecked", SHARDS.get(0)), "--unchecked: shards are merged");
    assertRefused(run("compare", SHARDS.get(0)), "is alone, expected two folders or more");
    Path none = folder.resolve("none"); // nothing half of it is left
    List<Object> merge = new ArrayList<>(List.of("compare", "--merge", "--out", none));
    merge.addAll(List.of("--highlight", "nobody"));
    merge.addAll(SHARDS);
    assertRefused(run(merge.toArray()), "unknown searcher (nobody), expected one of random");
    assertThat(none).doesNotExist();
  }
}
