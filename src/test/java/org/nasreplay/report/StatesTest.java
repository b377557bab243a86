package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Tables;

/** No answer, an answer without a value, no variance: what a report says of each. */
class StatesTest {
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

  @Test
  void singleEvaluationAndSingleAdmittedNetworkAreReported() throws Exception {
    var once = new Protocol.Budget(null, 1);
    var constraint = Map.of("flops", new Protocol.Bounds(5e6, 5e6));
    assertReported(
        MadeUpResults.of(
            List.of(MadeUpResults.protocol("cifar10", once, constraint)),
            THREE,
            1,
            new double[] {90, 91, 92, 93, 91.5},
            (s, r) -> values(91.5)));
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
    ResultFiles.write(results, folder);
    Report.write(results, folder);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".png") || file.endsWith(ResultFiles.PROVENANCE)) continue;
        assertThat(text(file)).as("%s", file).doesNotContain("NaN", "null");
        if (file.toString().endsWith(".svg")) {
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        }
      }
    }
    assertThat(folder.resolve(Report.PAGE)).exists();
    for (String chart : List.of("progress-", "answers-", "landscape-", "space-", "run-times-")) {
      for (Protocol protocol : results.description().protocols()) {
        assertThat(folder.resolve("charts/" + chart + protocol.name() + ".png")).isNotEmptyFile();
      }
    }
  }

  /** Without images and scripts, in which the letters mean something else. */
  private static String text(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("base64,[A-Za-z0-9+/=\\s]*", "")
        .replaceAll("(?s)<script>.*?</script>", "");
  }

  @Test
  void searcherThatLacksValuesIsNamedAndNeitherRankedNorComparedNorBold() throws Exception {
    // random would be first by far, with one run of three
    Results results =
        MadeUpResults.of(
            MadeUpResults.EVALUATIONS,
            THREE,
            3,
            (s, r) ->
                switch (s) {
                  case "random" -> r == 0 ? values(93.9) : r == 1 ? values(NONE) : values();
                  case "tpe" -> values(91 + r);
                  default -> values(90 + r);
                });
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    assertThat(statistics.ranking().places())
        .extracting(Ranking.Place::searcher)
        .containsExactly("tpe", "largest");
    assertThat(statistics.comparisons())
        .extracting(Comparison::a, Comparison::b)
        .containsExactly(tuple("tpe", "largest"));
    assertReported(results);
    String named =
        "Not ranked and not compared, as runs lack a test accuracy: random on cifar10, of 3 runs 1"
            + " without an answer and 1 whose answer has no test accuracy in the table.";
    assertThat(Files.readString(folder.resolve("tables/summary.md")))
        .contains("| random | 93.90 (1 of 3) | none |", "3, 1 without an answer, 1 without a value")
        .contains("| tpe | **92.00 ± 0.82** |")
        .contains(named);
    assertThat(Files.readString(folder.resolve("tables/targets.md")))
        .contains("| 93.00 | none | **41.0 (33.3 %)** | inf (0.0 %) |", named);
    assertThat(Files.readString(folder.resolve(Report.PAGE)))
        .contains("cifar10: tpe reaches 92.00 %", named);
    assertThat(Files.readString(folder.resolve("charts/wins.csv")))
        .contains("tpe,largest")
        .doesNotContain("random");
    assertThat(Files.readString(folder.resolve("charts/answers-cifar10.svg")))
        .contains("random (1 of 3 runs)");
  }

  @Test
  void singleRunIsShownWithoutDeviationAndInterval() throws Exception {
    assertReported(MadeUpResults.of(MadeUpResults.SECONDS, THREE, 1, (s, r) -> values(91, 92)));
    assertThat(Files.readString(folder.resolve("tables/summary.md")))
        .contains("| random | **92.00** | none | 92.00 | none | 2.00 |")
        .doesNotContain("0.00 |  |")
        .doesNotContain("± 0.00");
    assertThat(Files.readString(folder.resolve("charts/progress-cifar10.svg")))
        .contains(">of 1 run · measured data<");
  }

  @Test
  void regretAtTheFloorLiesOnItAndIsNotBridged() {
    // best 94: regrets of 1, 0.005, 0 and 0.5
    Results results =
        MadeUpResults.of(
            MadeUpResults.EVALUATIONS,
            List.of("random"),
            2,
            (s, r) -> values(93, 93.995, 94, 93.5));
    Picture regret = chart(results, "regret-cifar10");
    XYDataset drawn = ((XYPlot) regret.chart().getPlot()).getDataset();
    assertThat(drawn.getItemCount(0)).isEqualTo(20); // every evaluation
    assertThat(drawn.getYValue(0, 0)).isEqualTo(1);
    assertThat(drawn.getYValue(0, 1)).isEqualTo(0.01);
    assertThat(drawn.getYValue(0, 3)).isEqualTo(0.01);
    assertThat(drawn.getYValue(0, 7)).isEqualTo(0.5);
    assertThat(regret.csv()).contains("random,2,0.0050\n", "random,4,0.0000\n");
    assertThat(regret.notes()).contains("Regret of 0.01 or less lies on the dashed line.");
  }

  @Test
  void budgetInEvaluationsIsDrawnAndWrittenInEvaluations() throws Exception {
    Results results =
        MadeUpResults.of(MadeUpResults.EVALUATIONS, THREE, 3, (s, r) -> values(91, 92, 93));
    for (String name : List.of("progress-cifar10", "regret-cifar10", "run-times-cifar10")) {
      Picture picture = chart(results, name);
      XYPlot plot = (XYPlot) picture.chart().getPlot();
      assertThat(plot.getDomainAxis().getLabel()).isEqualTo("evaluations");
      assertThat(plot.getDomainAxis().getRange().getUpperBound()).isEqualTo(20);
      assertThat(picture.csv()).startsWith("searcher,evaluations,").doesNotContain("seconds");
    }
    assertReported(results);
    assertThat(Files.readString(folder.resolve("tables/targets.md")))
        .contains("Expected running time to a target, in evaluations");
    assertThat(Files.readString(folder.resolve("tables/milestones.md")))
        .contains("10 evaluations")
        .doesNotContain(" s |");
  }

  private static Picture chart(Results results, String name) {
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    return TimeCharts.of(results, statistics, results.description().protocols().get(0)).stream()
        .filter(picture -> picture.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void constraintIsMarkedInTheLandscapeAndNamedInEveryChartOfItsProtocol() throws Exception {
    var constraint = Map.of("flops", new Protocol.Bounds(3e6, 31.5e6));
    Protocol protocol = MadeUpResults.protocol("cifar10", MadeUpResults.SECONDS, constraint);
    var table = new double[100];
    Arrays.setAll(table, i -> 90 + 0.04 * i);
    Results results =
        MadeUpResults.of(List.of(protocol), THREE, 3, table, (s, r) -> values(91, 92));
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    XYPlot plot = (XYPlot) Landscape.of(results, statistics, protocol).chart().getPlot();
    assertThat(plot.getDomainMarkers(Layer.BACKGROUND))
        .hasSize(3)
        .anySatisfy(
            marker -> {
              var admitted = (IntervalMarker) marker;
              assertThat(admitted.getStartValue()).isEqualTo(3);
              assertThat(admitted.getEndValue()).isEqualTo(31.5);
            });
    assertReported(results);
    for (String chart :
        List.of("progress", "regret", "run-times", "answers", "landscape", "space")) {
      assertThat(Files.readString(folder.resolve("charts/" + chart + "-cifar10.svg")))
          .contains("FLOPs 3–31.5 M<");
    }
    assertThat(Files.readString(folder.resolve("charts/wins.svg"))).contains("FLOPs 3–31.5 M<");
    assertThat(Files.readString(folder.resolve("charts/correlations.svg")))
        .doesNotContain("31.5 M<"); // the whole table's, whatever is admitted
  }

  @Test
  void everyBoundIsNamed() {
    assertThat(named(null, 140e6)).isEqualTo("FLOPs ≤ 140 M");
    assertThat(named(2e6, null)).isEqualTo("FLOPs ≥ 2 M");
    assertThat(named(1000.0, 2000.0)).isEqualTo("FLOPs 1000–2000");
    assertThat(SmallPrint.constraint(MadeUpResults.protocol("p", MadeUpResults.SECONDS, null)))
        .isEmpty();
  }

  private static String named(@Nullable Double least, @Nullable Double most) {
    var bounds = Map.of("flops", new Protocol.Bounds(least, most));
    return SmallPrint.constraint(MadeUpResults.protocol("p", MadeUpResults.SECONDS, bounds));
  }
}
