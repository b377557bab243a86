package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Tables;

class ReplayTest {
  private static final BenchmarkTable TABLE = Tables.complete();
  private static final Suite SMALL = Suites.read(Suites.SMALL);

  @TempDir private Path folder;

  private static Replay replay(Suite suite) {
    return new Replay(suite, new TableBenchmark(TABLE), new SearcherRegistry());
  }

  private static List<Run> runs(Suite suite, int threads) throws InterruptedException, IOException {
    return replay(suite).run(threads, done -> {});
  }

  private static Suite suite(int runs, String protocols, String searchers) {
    return Suites.read(
        Text.format(
            """
        name: composed
        runs: %d
        table: table.h5
        protocols: [%s]
        searchers: [%s]
        """,
            runs, protocols, searchers));
  }

  private static String protocol(String dataset) {
    return Text.format(
        "{dataset: %s, reward: {epochs: 12}, budget: {seconds: 20000}, report: {epochs: 90}}",
        dataset);
  }

  /** The results of fixed seeds, bit for bit: a change here changes every published number. */
  @Test
  void runsOfFixedSeedsStayAsTheyAre() throws Exception {
    Replay replay = replay(SMALL);
    ResultFiles.write(replay.results(replay.run(2, done -> {}), "", file()), folder);
    assertThat(folder.resolve(ResultFiles.RUNS))
        .hasContent(
            """
            protocol,searcher,run,seed,evaluations,seconds,architecture,reward,valid_accuracy,test_accuracy,flops,params,valid_accuracy_at_budget,test_accuracy_at_budget
            cifar10,random,0,-5042646520199355897,199,20043.0,64:64:56:40:64,78.86,91.27,87.27,2.62091402E8,616074.0,91.27,87.27
            cifar10,random,1,-7494676079132155592,201,20057.0,64:64:64:64:64,82.2,94.61,90.61,2.74399882E8,713674.0,94.61,90.61
            cifar10,random,2,7593730435385940641,201,20069.0,48:64:64:64:40,77.51,89.92,85.92,1.82841754E8,529242.0,89.92,85.92
            cifar10,regularized-evolution,0,-1667872099711958495,176,20052.0,64:64:56:56:56,80.04,93.16,89.16,2.6239033E8,620506.0,93.16,89.16
            cifar10,regularized-evolution,1,-3906329781442131869,178,20032.0,64:40:56:64:56,78.18,90.59,86.59,2.47755322E8,581962.0,90.59,86.59
            cifar10,regularized-evolution,2,-5727581211572341615,182,20064.0,56:64:48:56:48,77.88,90.29,86.29,2.06311914E8,507186.0,90.28479674796748,86.28479674796748
            """);
  }

  @Test
  void oneThreadAndEightGiveTheSameBytes() throws Exception {
    Suite suite =
        suite(
            45,
            protocol("cifar10") + ", " + protocol("ImageNet16-120"),
            "regularized-evolution, random, regularized-evolution: {population: 20, sample: 5}");
    Replay replay = replay(suite);
    assertThat(replay.size()).isEqualTo(2 * 3 * 45);
    for (int threads : new int[] {1, 8}) {
      Path results = folder.resolve(Integer.toString(threads));
      ResultFiles.write(replay.results(replay.run(threads, done -> {}), "", file()), results);
    }
    for (String name : new String[] {ResultFiles.RUNS, ResultFiles.TRAJECTORIES}) {
      assertThat(folder.resolve("8").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("1").resolve(name));
    }
  }

  @Test
  void whatIsFinishedIsWhatTheWholeReplayGivesOfIt() throws Exception {
    Suite suite =
        suite(
            3, protocol("cifar10") + ", " + protocol("cifar100"), "regularized-evolution, random");
    Replay replay = replay(suite);
    assertThat(replay.soFar("", file())).isNull();
    List<Results> seen = new CopyOnWriteArrayList<>();
    List<Run> all =
        replay.run(
            1,
            done -> {
              Results soFar = replay.soFar("", file());
              if (soFar != null) seen.add(soFar);
            });
    Results last = Objects.requireNonNull(replay.soFar("", file()));
    assertThat(last.runs()).isEqualTo(all);
    assertThat(last.provenance().protocols()).hasSize(2);
    for (Results soFar : seen) {
      assertThat(all).containsAll(soFar.runs());
      // A grid without holes, as every statistic takes it.
      assertThat(soFar.runs())
          .hasSize(
              3 * soFar.provenance().searchers().size() * soFar.provenance().protocols().size());
    }
  }

  @Test
  void aRunDoesNotDependOnWhatElseIsInTheSuite() throws Exception {
    List<Run> alone = runs(suite(2, protocol("cifar100"), "random"), 1);
    List<Run> among =
        runs(
                suite(
                    30,
                    protocol("cifar10") + ", " + protocol("cifar100"),
                    "regularized-evolution, random"),
                2)
            .stream()
            .filter(r -> r.searcher().equals("random") && r.protocol().equals("cifar100"))
            .toList();
    assertThat(among).hasSize(30).startsWith(alone.get(0), alone.get(1));
  }

  @Test
  void anotherMasterSeedGivesOtherRuns() throws Exception {
    List<Run> first = runs(SMALL, 2);
    assertThat(first).extracting(Run::seed).doesNotHaveDuplicates();
    assertThat(runs(SMALL.withSeed(2), 2))
        .extracting(Run::seed)
        .doesNotContainAnyElementsOf(first.stream().map(Run::seed).toList());
  }

  @Test
  void runsAreOrderedByProtocolSearcherAndNumber() throws Exception {
    List<Run> runs =
        runs(
            suite(
                25,
                protocol("ImageNet16-120") + ", " + protocol("cifar10"),
                "regularized-evolution, random"),
            2);
    assertThat(runs).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(runs.get(i).protocol()).isEqualTo(i < 50 ? "ImageNet16-120" : "cifar10");
      assertThat(runs.get(i).searcher())
          .isEqualTo(i / 25 % 2 == 0 ? "regularized-evolution" : "random");
      assertThat(runs.get(i).number()).isEqualTo(i % 25);
    }
  }

  @Test
  void everyRunIsReportedAsFinishedOnce() throws Exception {
    Replay replay = replay(SMALL.withRuns(47));
    var finished = new AtomicInteger();
    replay.run(2, finished::addAndGet);
    assertThat(finished).hasValue(replay.size()).hasValue(94);
  }

  @Test
  void whatIsUnderWayIsSeenFromOutsideUntilItIsFinished() throws Exception {
    Replay replay = replay(SMALL.withRuns(3));
    List<Replay.UnderWay> seen = new CopyOnWriteArrayList<>();
    // a run that is finished is under way no more, and with one thread nothing else is
    replay.run(1, done -> seen.add(replay.underWay()));
    assertThat(seen).containsOnly(new Replay.UnderWay(0, 0, 0)).hasSizeGreaterThan(5);
  }

  @Test
  void aMissingColumnIsFoundBeforeTheFirstRun() {
    assertThatThrownBy(
            () -> new Replay(SMALL, new TableBenchmark(Tables.of()), new SearcherRegistry()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the table has no column cifar10-valid/12/valid_accuracy/mean");
  }

  @Test
  void aMissingValueEndsTheReplayWithItsMessage() {
    BenchmarkTable holed =
        Tables.of(
                Tables.column("cifar10-valid/12/valid_accuracy/777", 50),
                Tables.column("cifar10-valid/12/valid_accuracy/888", 50),
                Tables.column("cifar10-valid/12/valid_accuracy/999", 50))
            .merge(TABLE);
    assertThatThrownBy(
            () ->
                new Replay(SMALL, new TableBenchmark(holed), new SearcherRegistry())
                    .run(2, done -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "searcher random, protocol cifar10, run 0: column cifar10-valid/12/valid_accuracy/");
  }

  @Test
  void resultsSayWhatWasReplayedOnWhat() throws Exception {
    Replay replay = replay(SMALL);
    Results results = replay.results(replay.run(2, done -> {}), Suites.SMALL, file());
    ReplayProvenance provenance = results.provenance();
    assertThat(provenance.suite()).isEqualTo("small");
    assertThat(provenance.suiteText()).isEqualTo(Suites.SMALL);
    assertThat(provenance.searchers())
        .containsExactly(
            new ReplayProvenance.Searcher("random", "random", "{}"),
            new ReplayProvenance.Searcher(
                "regularized-evolution",
                "regularized-evolution",
                "{\"population\":10,\"sample\":3}"));
    assertThat(provenance.columns())
        .hasSize(7)
        .allMatch(c -> c.provenance().equals("analytic"))
        .contains(
            new ReplayProvenance.UsedColumn(
                "cifar10", "test", "cifar10/90/test_accuracy/777", "analytic", "set by hand", ""));
    assertThat(provenance.modelled("cifar10", "reward")).isFalse();
    assertThat(results.runs("cifar10", "random")).hasSize(3);
    double[] test = replay.tasks().get(0).networks().testAccuracy();
    assertThat(results.networks())
        .hasEntrySatisfying("cifar10", l -> assertThat(l.testAccuracy()).isEqualTo(test));
    assertThat(results.optimum("cifar10", "test").testAccuracy())
        .isEqualTo(Arrays.stream(test).max().orElseThrow());
    assertThatThrownBy(() -> results.optimum("cifar10", "speed"))
        .hasMessage("no speed optimum for protocol cifar10");
  }

  static ReplayProvenance.Table file() {
    return new ReplayProvenance.Table("table.h5", "ab".repeat(32), "size");
  }
}
