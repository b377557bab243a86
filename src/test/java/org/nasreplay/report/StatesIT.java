package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Tables;

/** Reports on every state that results may be in, and on replays of tables that lead there. */
class StatesIT {
  private static final double NONE = Double.NaN;
  private static final List<String> THREE = List.of("random", "tpe", "largest");

  @TempDir Path folder;

  /** Each under a budget in seconds and under one in evaluations. */
  static Stream<Arguments> states() {
    return Stream.of(
        state("ordinary", 4, THREE, (s, r) -> values(91 + r, 92, 93)),
        state("gaps", 4, THREE, (s, r) -> values(91, r < 2 ? NONE : 92, 93)),
        state("no value at the end", 3, THREE, (s, r) -> values(91, NONE)),
        state("no value of one run", 5, THREE, (s, r) -> one(s, r, 91, NONE)),
        state("no answer of one run", 3, THREE, (s, r) -> one(s, r)),
        state("no value of one searcher", 3, THREE, (s, r) -> first(s, NONE)),
        state("no answer of one searcher", 3, THREE, (s, r) -> first(s)),
        state("no answer at all", 3, THREE, (s, r) -> values()),
        state("no value at all", 3, THREE, (s, r) -> values(NONE, NONE)),
        state("a single run", 1, THREE, (s, r) -> values(91, 92)),
        state("a single searcher", 3, List.of("random"), (s, r) -> values(91)),
        state("a single run of a single searcher", 1, List.of("tpe"), (s, r) -> values(91)),
        state("that one without a value", 1, List.of("tpe"), (s, r) -> values(NONE)),
        state("ties", 3, THREE, (s, r) -> values(91, 92, 91)),
        state("the optimum", 3, THREE, (s, r) -> values(94, 94)));
  }

  private static Arguments state(
      String name, int runs, List<String> searchers, MadeUpResults.Incumbents incumbents) {
    var table = new double[101];
    Arrays.setAll(table, i -> 90 + 0.04 * i);
    List<Protocol> protocols =
        List.of(
            MadeUpResults.protocol("seconds", MadeUpResults.SECONDS, null),
            MadeUpResults.protocol("evaluations", MadeUpResults.EVALUATIONS, null));
    return Arguments.of(name, MadeUpResults.of(protocols, searchers, runs, table, incumbents));
  }

  private static double[] values(double... values) {
    return values;
  }

  /** These for the first searcher's first run. */
  private static double[] one(String searcher, int run, double... values) {
    return searcher.equals("random") && run == 0 ? values : values(91, 92);
  }

  private static double[] first(String searcher, double... values) {
    return searcher.equals("random") ? values : values(91, 92);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void everyStateIsReportedWithoutANumberThatIsNone(String name, Results results) throws Exception {
    assertReported(results);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 50, 93.3, 100})
  void tableOfEqualNetworksIsReportedFlat(double accuracy) throws Exception {
    var table = new double[100];
    Arrays.fill(table, accuracy);
    List<Protocol> protocols =
        List.of(
            MadeUpResults.protocol("one", MadeUpResults.SECONDS, null),
            MadeUpResults.protocol("two", MadeUpResults.EVALUATIONS, null));
    Results results =
        MadeUpResults.of(protocols, THREE, 3, table, (s, r) -> values(accuracy, accuracy));
    assertReported(results);
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    assertThat(statistics.ranking().places())
        .allSatisfy(place -> assertThat(place.score()).isNull())
        .allSatisfy(place -> assertThat(place.meanRank()).isEqualTo(2));
    assertThat(statistics.ranking().p()).isNull();
    assertThat(Files.readString(folder.resolve("tables/ranking.md")))
        .contains("Friedman's test: none, as all are tied");
    assertThat(folder.resolve("charts/regret-one.svg")).content().contains("≤ 0.01");
  }

  private static final String SUITE =
      """
      name: made-up
      runs: 3
      table: made-up.h5
      protocols:
        - dataset: cifar10
          reward: {metric: valid_accuracy, epochs: 12, seeds: random}
          budget: {evaluations: 40}
          report: {metric: test_accuracy, epochs: 90, at: last}
      searchers: [random, regularized-evolution, layernas, local-search, tpe, largest]
      """;

  /** Without times, as a budget in evaluations needs none. */
  private static BenchmarkTable table(IntToDoubleFunction valid, IntToDoubleFunction test) {
    return Tables.of(
        Tables.column("cifar10-valid/12/valid_accuracy/777", valid),
        Tables.column("cifar10-valid/90/valid_accuracy/777", valid),
        Tables.column("cifar10/90/test_accuracy/777", test));
  }

  @Test
  void replayOfEqualNetworksIsReported() throws Exception {
    assertReported(SyntheticReplay.results(SUITE, table(i -> 50, i -> 50)));
    assertThat(Files.readString(folder.resolve("tables/summary.md")))
        .contains("| largest | **50.00 ± 0.00** |");
    assertReported(SyntheticReplay.results(SUITE, table(i -> 50 + i % 1000 / 50.0, i -> 100)));
  }

  @Test
  void replayOfWhichHalfTheTestAccuraciesAreMissingNamesWhoLacksThem() throws Exception {
    IntToDoubleFunction valid = i -> 50 + Math.floorMod(i * 7919L, 32768) / 1000.0;
    Results results =
        SyntheticReplay.results(
            SUITE, table(valid, i -> i % 2 == 0 ? NONE : valid.applyAsDouble(i)));
    assertReported(results);
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    List<FixedBudget> lacking =
        statistics.budgets().stream().filter(b -> !b.answers().complete()).toList();
    assertThat(lacking).isNotEmpty();
    String summary = Files.readString(folder.resolve("tables/summary.md"));
    for (FixedBudget budget : lacking) {
      assertThat(budget.answers().unanswered()).isZero();
      assertThat(summary).contains(budget.searcher() + " on cifar10, of 3 runs ");
    }
    assertThat(summary).doesNotContain("without an answer");
    assertThat(statistics.ranking().places())
        .hasSize(6 - lacking.size())
        .extracting(Ranking.Place::searcher)
        .doesNotContainAnyElementsOf(lacking.stream().map(FixedBudget::searcher).toList());
  }

  private void assertReported(Results results) throws Exception {
    StatesTest.assertReported(results, folder);
  }
}
