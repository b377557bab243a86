package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.report.Report;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;

/** Protocols whose answers are fronts. */
class FrontReplayTest {
  private static final String SUITE =
      """
      name: fronts
      runs: 4
      table: table.h5
      protocols:
        - name: one
          dataset: cifar10
          reward: {epochs: 12}
          budget: {evaluations: 60}
          front: {cost: flops}
          report: {epochs: 90}
        - name: two
          dataset: cifar10
          reward: {epochs: 12, seeds: mean}
          budget: {seconds: 5000}
          front: {cost: [params, flops]}
          report: {epochs: 90}
      searchers: [random, nsga2, layernas]
      """;

  private static final BenchmarkTable TABLE = Tables.complete();

  @TempDir private Path folder;

  private static Replay replay(String suite, BenchmarkTable table) {
    return new Replay(Suites.read(suite), new TableBenchmark(table), new SearcherRegistry());
  }

  private static ReplayProvenance.Table file() {
    return new ReplayProvenance.Table("table.h5", "0", "size");
  }

  private static Results results(String suite, BenchmarkTable table, int threads)
      throws IOException, InterruptedException {
    Replay replay = replay(suite, table);
    return replay.results(replay.run(threads, done -> {}), suite, file());
  }

  /** Follows every evaluation of a run. */
  @Test
  void theFrontIsWhatNoOtherEvaluatedNetworkBeats() {
    Replay replay = replay(SUITE, TABLE);
    for (Task task : replay.tasks()) {
      BudgetedSession session = task.session(3);
      List<Run.Step> evaluated = new ArrayList<>();
      while (!session.exhausted()) {
        var a = session.sample();
        double reward = session.evaluate(a);
        evaluated.add(
            new Run.Step(
                session.evaluations(),
                session.seconds(),
                task.space().format(a),
                reward,
                0,
                0,
                session.front().stream().map(cost -> cost.cost(a)).toList()));
      }
      Run run = task.finished("x", 0, 3, session);
      List<String> steps =
          run.trajectory().stream().map(s -> s.evaluations() + s.architecture()).toList();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < evaluated.size(); i++) {
        Run.Step each = evaluated.get(i);
        if (evaluated.subList(0, i).stream().noneMatch(before -> before.covers(each))) {
          expected.add(each.evaluations() + each.architecture());
        }
      }
      assertThat(steps).isEqualTo(expected).hasSizeGreaterThan(5);
      double greatest = evaluated.stream().mapToDouble(Run.Step::reward).max().orElseThrow();
      assertThat(run.reward()).isEqualTo(greatest);
    }
  }

  @Test
  void whatIsWrittenIsReadAgainAndDoesNotDependOnThreads() throws Exception {
    Results results = results(SUITE, TABLE, 1);
    Path first = Files.createDirectories(folder.resolve("1"));
    Path second = Files.createDirectories(folder.resolve("2"));
    ResultFiles.write(results, first);
    ResultFiles.write(results(SUITE, TABLE, 4), second);
    for (String name : ResultFiles.ALL) {
      assertThat(first.resolve(name)).hasSameBinaryContentAs(second.resolve(name));
    }
    Results read = ResultReader.read(first);
    assertThat(read.runs()).isEqualTo(results.runs());
    assertThat(read.provenance()).isEqualTo(results.provenance());
    assertThat(Objects.requireNonNull(read.networks().get("two")).secondCost())
        .isEqualTo(Objects.requireNonNull(results.networks().get("two")).secondCost());
    assertThat(Objects.requireNonNull(read.networks().get("one")).secondCost()).isNull();
    assertThat(Files.readAllLines(first.resolve(ResultFiles.TRAJECTORIES)).get(0))
        .endsWith(",test_accuracy,cost,second_cost");
  }

  @Test
  void theJournalGivesFrontsBack() throws Exception {
    Replay replay = replay(SUITE, TABLE);
    List<Run> runs = replay.run(2, done -> {});
    var journal = new RunJournal(Files.createDirectories(folder.resolve("journal")));
    List<Run> cell = runs.subList(0, 4);
    journal.write(0, cell);
    assertThat(journal.read(0, "one", "random")).isEqualTo(cell);
  }

  @Test
  void anEditedFrontIsRefused() throws Exception {
    ResultFiles.write(results(SUITE, TABLE, 2), folder);
    Path file = folder.resolve(ResultFiles.TRAJECTORIES);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int row = lines.size() - 1;
    Files.write(file, with(lines, row, lines.get(row).replaceAll(",[^,]*$", ",")));
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("trajectories.csv");
    Files.write(file, with(lines, 2, lines.get(1)));
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("trajectories.csv:3");
  }

  private static List<String> with(List<String> lines, int row, String other) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(row, other);
    return changed;
  }

  @Test
  void otherSearchersJoinUnderOneTrueFront() throws Exception {
    String other = SUITE.replace("[random, nsga2, layernas]", "[moead]");
    Results merged =
        MergedResults.of(
            List.of(
                new MergedResults.Source("a", results(SUITE, TABLE, 2)),
                new MergedResults.Source("b", results(other, TABLE, 2))));
    assertThat(merged.runs("two", "moead")).hasSize(4);
    String changed = other.replace("front: {cost: flops}", "front: {cost: params}");
    Results foreign = results(changed, TABLE, 2);
    Results own = results(SUITE, TABLE, 2);
    assertThatThrownBy(
            () ->
                MergedResults.of(
                    List.of(
                        new MergedResults.Source("a", own),
                        new MergedResults.Source("b", foreign))))
        .hasMessageContaining("front of protocol one");
  }

  @Test
  void importedRunsHaveFronts() throws Exception {
    Path csv =
        Files.writeString(
            folder.resolve("r.csv"),
            "protocol,run,architecture\none,0,64:64:64:64:64\none,0,8:8:8:8:8\n");
    ImportedRuns imported =
        ImportedRuns.read(csv, Suites.read(SUITE), new TableBenchmark(TABLE), "mine");
    assertThat(imported.runs().get(0).trajectory()).hasSize(2);
  }

  @Test
  void seedsOfFrontsAreTheirOwn() {
    Suite suite = Suites.read(SUITE);
    var searcher = suite.entries(new SearcherRegistry()).get(0).searcher();
    Protocol front = suite.protocols().get(0);
    var single =
        new Protocol("x", front.dataset(), front.reward(), front.budget(), null, front.report());
    assertThat(new RunSeed(1, searcher, front).of(0))
        .isNotEqualTo(new RunSeed(1, searcher, single).of(0));
  }

  private static String message(String suite) {
    try {
      return String.valueOf(replay(suite, TABLE).size());
    } catch (InputException e) {
      return e.line();
    }
  }

  @Test
  void whatIsNoFrontIsSaidInALine() {
    String one = "front: {cost: flops}";
    assertThat(message(SUITE.replace(one, "front: {cost: watts}")))
        .contains("watts")
        .doesNotContain("\n");
    assertThat(message(SUITE.replace(one, "front: {cost: }"))).contains("cost (nothing), expected");
    assertThat(message(SUITE.replace(one, "front: {cost: [flops, flops]}")))
        .contains("two different");
    assertThat(message(SUITE.replace(one, "front: {cost: [flops, params, x]}")))
        .contains("one or two");
    assertThat(message(SUITE.replace(one, "front: {costs: flops}")))
        .contains("unknown key (costs)");
    assertThat(message(SUITE.replace(one, one + "\n    constraint: {flops: {at_most: 9M}}")))
        .contains("front spans all costs");
    assertThat(message(SUITE.replace(one, ""))).contains("protocols have front and not");
    assertThat(
            message(
                SUITE.replace("report: {epochs: 90}", "report: {epochs: 90, at: interpolated}")))
        .contains("interpolated");
  }

  /** Of equal accuracies, missing ones, a cost that nothing varies, and single runs. */
  @Test
  void degenerateFrontsAreReported() throws Exception {
    int size = SizeSpace.instance().size();
    var reward = Tables.column("cifar10-valid/12/valid_accuracy/777", i -> 50);
    var time = Tables.column("cifar10-valid/12/train_seconds/mean", i -> 60);
    var pass = Tables.column("cifar10-valid/12/valid_seconds/mean", i -> 5);
    var valid = Tables.column("cifar10-valid/90/valid_accuracy/777", i -> 70);
    var equal = Tables.column("cifar10/90/test_accuracy/777", i -> 70);
    var sparse = Tables.column("cifar10/90/test_accuracy/777", 71);
    var same = new double[size];
    Arrays.fill(same, 3);
    var flat = new CostColumn(new CostKey("latency", "ms"), Provenance.analytic("x"), same);
    String suite = SUITE.replace("cost: flops", "cost: latency");
    for (var test : List.of(equal, sparse)) {
      BenchmarkTable table = Tables.of(reward, time, pass, valid, test).withCosts(List.of(flat));
      for (String each : List.of(suite, suite.replace("runs: 4", "runs: 1"))) {
        Results results = results(each, table, 2);
        ResultFiles.write(results, folder);
        assertThat(Report.write(results, folder, List.of()).fronts()).hasSize(2);
        assertThat(folder.resolve("tables/fronts.csv")).exists();
      }
    }
    assertThat(folder.resolve("charts/attainment-one.png")).exists();
  }
}
