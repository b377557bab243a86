package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.Reference;
import org.nasreplay.oracle.ReportedValues;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.DeclaredSpaces;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/** Shards of a replay, each in a folder of its own, and what they are together. */
class MergedShardsTest {
  private static final DeclaredSpace SPACE =
      DeclaredSpaces.of(
          """
          name: toy
          positions:
            - {name: first, choices: [a, b, c]}
            - {name: second, choices: [a, b, c]}
            - {name: third, choices: [a, b, c]}
            - {name: fourth, choices: [a, b, c]}
          notation: {separated: "-"}
          costs: {flops: multiply-adds, energy: mJ}
          datasets: [toys]
          """);

  private static final String ANSWERS =
      """
      name: small
      runs: 45
      table: t.h5
      protocols:
        - name: one
          dataset: toys
          reward: {epochs: 10, seeds: random}
          budget: {evaluations: 8}
          report: {epochs: 50}
        - name: two
          dataset: toys
          reward: {epochs: 10, seeds: mean}
          budget: {evaluations: 5}
          constraint: {flops: {at_most: 200}}
          report: {epochs: 50}
      searchers: [random, largest, regularized-evolution: {population: 3, sample: 2}]
      """;

  private static final String FRONTS =
      """
      name: fronts
      runs: 45
      table: t.h5
      protocols:
        - dataset: toys
          reward: {epochs: 10, seeds: random}
          budget: {evaluations: 12}
          front: {cost: [flops, energy]}
          report: {epochs: 50}
      searchers: [random, nsga2: {population: 4}, local-search]
      """;

  private static final ReplayProvenance.Table TABLE =
      new ReplayProvenance.Table("t.h5", "ab", "toy");

  @TempDir private Path folder;

  private static double[] values(IntToDoubleFunction valueAt) {
    return IntStream.range(0, SPACE.size()).mapToDouble(valueAt::applyAsDouble).toArray();
  }

  private static Column column(String key, IntToDoubleFunction valueAt) {
    return new Column(ColumnKey.parse(key), Provenance.analytic("set by hand"), values(valueAt));
  }

  private static CostColumn cost(String name, String unit, IntToDoubleFunction valueAt) {
    return new CostColumn(
        new CostKey(name, unit), Provenance.analytic("set by hand"), values(valueAt));
  }

  /** Few different values, so that many networks are equally good. */
  private static Benchmark table() {
    return new TableBenchmark(
        new BenchmarkTable(
            SPACE,
            List.of(
                column("toys/10/valid_accuracy/1", i -> 50 + i * 7 % 11),
                column("toys/10/valid_accuracy/2", i -> 50 + i * 5 % 13),
                column("toys/50/valid_accuracy/1", i -> 60 + i * 7 % 11),
                column("toys/50/test_accuracy/1", i -> 60 + i * 3 % 5)),
            List.of(
                cost("flops", "multiply-adds", i -> 100 + i * 37 % 200),
                cost("energy", "mJ", i -> 1 + i * 11 % 17))));
  }

  /**
   * Of which only a few networks are listed: the best known ones are among those that runs find.
   */
  private static Benchmark unlisted() {
    Benchmark table = table();
    return new Benchmark() {
      @Override
      public SearchSpace space() {
        return table.space();
      }

      @Override
      public List<Dataset> datasets() {
        return table.datasets();
      }

      @Override
      public List<String> costs(Dataset dataset) {
        return table.costs(dataset);
      }

      @Override
      public CostModel cost(String name, Dataset dataset) {
        return table.cost(name, dataset);
      }

      @Override
      public Provenance.Kind costKind(String name) {
        return table.costKind(name);
      }

      @Override
      public Evaluator evaluator(Dataset dataset, Metric metric, int epochs, SeedPolicy seeds) {
        return table.evaluator(dataset, metric, epochs, seeds);
      }

      @Override
      public ReportedValues reported(
          Dataset dataset, Metric metric, int epochs, List<String> seeds) {
        return table.reported(dataset, metric, epochs, seeds);
      }

      @Override
      public Reference reference() {
        return new Reference(false, table.reference().architectures().subList(0, 2));
      }
    };
  }

  private static Replay replay(String suite, Benchmark benchmark) {
    return new Replay(Suites.read(suite), benchmark, new SearcherRegistry());
  }

  /** Leaves finished results in {@code into}. */
  private static Path replayed(Replay replay, String suite, Path into) throws Exception {
    try (var opened = ResultFolder.open(into, replay.identity(TABLE), false)) {
      List<Run> runs = replay.run(new ThreadPool(2), opened.journal(), done -> {});
      assertThat(runs).hasSize(replay.size());
      opened.write(replay.results(runs, suite, TABLE));
    }
    return into;
  }

  private Path shard(String suite, Benchmark benchmark, int number, int count) throws Exception {
    Replay part = replay(suite, benchmark).only(new Shard(number, count));
    return replayed(part, suite, folder.resolve(number + "-of-" + count));
  }

  private Path shard(int number, int count) throws Exception {
    return shard(ANSWERS, table(), number, count);
  }

  private static void assertEqual(Path actual, Path expected) throws IOException {
    for (String file : ResultFiles.ALL) {
      assertThat(actual.resolve(file)).hasSameTextualContentAs(expected.resolve(file));
    }
    assertThat(actual.resolve(ResultFolder.COMPLETE))
        .hasSameTextualContentAs(expected.resolve(ResultFolder.COMPLETE));
  }

  private void assertUnionIsTheWhole(String suite, Benchmark benchmark, int... counts)
      throws Exception {
    Path whole = replayed(replay(suite, benchmark), suite, folder.resolve("whole"));
    for (int count : counts) {
      List<Path> shards = new ArrayList<>();
      for (int number = 1; number <= count; number++) {
        shards.add(0, shard(suite, benchmark, number, count)); // in any order
      }
      MergedShards merged = MergedShards.read(shards);
      Path union = folder.resolve("union-of-" + count);
      try (var opened = ResultFolder.open(union, merged.identity(), false)) {
        opened.write(merged.results());
      }
      assertEqual(union, whole);
    }
  }

  @Test
  void allShardsTogetherAreTheWholeReplayToTheByte() throws Exception {
    assertUnionIsTheWhole(ANSWERS, table(), 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void soAreThoseOfFronts() throws Exception {
    assertUnionIsTheWhole(FRONTS, table(), 3);
  }

  @Test
  void theBestKnownNetworkIsTheOneThatAllRunsTogetherFindFirst() throws Exception {
    assertUnionIsTheWhole(ANSWERS, unlisted(), 3);
  }

  @Test
  void anInterruptedShardGoesOnAndLeavesTheSameFiles() throws Exception {
    Path expected = shard(2, 3);
    Replay part = replay(ANSWERS, table()).only(new Shard(2, 3));
    Path stopped = folder.resolve("stopped");
    Engine half =
        (cells, work) -> {
          for (Cell cell : cells.subList(0, cells.size() / 2)) work.arrived(work.run(cell));
          throw new InterruptedException();
        };
    try (var opened = ResultFolder.open(stopped, part.identity(TABLE), false)) {
      assertThatThrownBy(() -> part.run(half, opened.journal(), done -> {}))
          .isInstanceOf(InterruptedException.class);
    }
    assertRefused(
        List.of(stopped),
        stopped,
        "shard (2/3) is not finished; replay with the same --shard goes");
    // nor does another shard take it over
    Replay other = replay(ANSWERS, table()).only(new Shard(1, 3));
    assertThatThrownBy(() -> ResultFolder.open(stopped, other.identity(TABLE), false))
        .hasMessageContaining("holds an unfinished replay with other shard;");
    assertEqual(
        replayed(replay(ANSWERS, table()).only(new Shard(2, 3)), ANSWERS, stopped), expected);
  }

  private static void assertRefused(List<Path> folders, Path named, String reason) {
    assertThatThrownBy(() -> MergedShards.read(folders))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(named.toString())
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shardsThatAreNotAllOfOneReplayAreRefused() throws Exception {
    Path one = shard(1, 3);
    Path two = shard(2, 3);
    Path three = shard(3, 3);
    assertRefused(List.of(one), one, ": shard 1 of 3, without shard 2, 3");
    assertRefused(List.of(three, one), three, ": shard 3 of 3, without shard 2");

    Path copy =
        replayed(replay(ANSWERS, table()).only(new Shard(2, 3)), ANSWERS, folder.resolve("copy"));
    assertRefused(List.of(one, two, three, copy), copy, ": shard 2 of 3, as " + two + " is, too");

    Path ofTwo = shard(2, 2);
    assertRefused(List.of(one, ofTwo), ofTwo, ": shard 2 of 2, expected one of 3, as " + one);

    String reseeded = ANSWERS.replace("runs: 45", "runs: 46\nseed: 9");
    Path other =
        replayed(
            replay(reseeded, table()).only(new Shard(2, 3)), reseeded, folder.resolve("other"));
    assertRefused(
        List.of(one, other, three),
        other,
        ": shard 2 of 3, of a replay with other seed, runs than that of " + one);

    Path whole = replayed(replay(ANSWERS, table()), ANSWERS, folder.resolve("whole"));
    assertRefused(List.of(one, two, whole), whole, ": whole results, expected a shard; ");
    assertRefused(List.of(one, folder.resolve("none")), folder.resolve("none"), "no such file");
  }

  @Test
  void aShardThatSomebodyEditedIsRefused() throws Exception {
    Path one = shard(1, 2);
    Path two = shard(2, 2);
    assertThat(MergedShards.read(List.of(one, two)).results().runs()).hasSize(270);
    assertRefusedWhereEdited(one, two, ResultFiles.RUNS, "(?m)(^one,random,.*,)6[0-9]", "$161");
    assertRefusedWhereEdited(one, two, ResultFiles.RUNS, "(?m)^one,random,.*\n", "");
    assertRefusedWhereEdited(one, two, ResultFiles.PROVENANCE, "2/2", "1/2");
    assertRefusedWhereEdited(one, two, ResultFiles.PROVENANCE, "2/2", "7/2");
    assertRefusedWhereEdited(one, two, ResultFiles.PROVENANCE, ": 45,", ": 2147483647,");
    assertRefusedWhereEdited(one, two, ResultFolder.COMPLETE, "2/2", "1/2");
  }

  private static void assertRefusedWhereEdited(
      Path one, Path two, String name, String sought, String put) throws IOException {
    String text = Files.readString(two.resolve(name));
    edit(two.resolve(name), sought, put);
    assertRefused(List.of(one, two), two, "");
    Files.writeString(two.resolve(name), text);
  }

  private static void edit(Path file, String sought, String put) throws IOException {
    String text = Files.readString(file);
    String edited = text.replaceFirst(sought, put);
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(file, edited);
  }

  @Test
  void nobodyElseReadsAShardAsResults() throws Exception {
    Path one = shard(1, 3);
    String reason = one + ": shard 1 of 3, not whole results; compare --merge makes them of all 3";
    assertThatThrownBy(() -> ResultFiles.read(one, "")).hasMessage(reason);
    assertThatThrownBy(() -> ResultFiles.readUnchecked(one)).hasMessage(reason);
  }

  @Test
  void whatShardsTookOfAProcessorIsAddedAndTheirMachinesAreNamed() throws Exception {
    Path one = shard(1, 2);
    Path two = shard(2, 2);
    for (Path each : List.of(one, two)) {
      Files.writeString(
          each.resolve(ResultFiles.PROCESSOR),
          "protocol,searcher,evaluations,seconds\none,random,8,2.0\n");
    }
    Results merged = MergedShards.read(List.of(one, two)).results();
    assertThat(merged.processorTimes()).containsExactly(new ProcessorTime("one", "random", 16, 4));
    assertThat(merged.provenance().machine()).isEqualTo(ReplayProvenance.Machine.current());
  }
}
