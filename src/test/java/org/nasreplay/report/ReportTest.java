package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.io.Digests.digests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.RankCorrelation;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Folders;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.report.chart.ChartStyle;
import org.nasreplay.report.table.Cell;
import org.nasreplay.report.table.Table;
import org.nasreplay.report.text.Decimals;

class ReportTest {
  private static final String CONSTRAINED =
      """
      name: constrained
      runs: 3
      table: synthetic.h5
      protocols:
        - dataset: cifar10
          reward: {epochs: 12}
          budget: {seconds: 200000}
          constraint: {flops: {at_least: 126000000, at_most: 140000000}}
          report: {epochs: 90}
      searchers: [random]
      published: {paper: LayerNAS 2023, table: NATS-Bench size, methods: {random: RS}}
      """;

  /** A report of five runs a searcher, which most tests only read: to write it takes seconds. */
  @TempDir private static Path ordinary;

  private static @Nullable Results ordinaryResults;

  @TempDir Path folder;

  @BeforeAll
  static void writeOrdinary() throws Exception {
    ordinaryResults = SyntheticReplay.results(5);
    SyntheticReplay.finish(ordinaryResults, ordinary);
    Report.write(ordinaryResults, ordinary);
  }

  private static String ordinaryPage() throws IOException {
    return Files.readString(ordinary.resolve(Report.PAGE));
  }

  private static Results ordinaryResults() {
    return Objects.requireNonNull(ordinaryResults);
  }

  private String write(Results results) throws IOException {
    SyntheticReplay.finish(results, folder);
    Report.write(results, folder);
    return Files.readString(folder.resolve(Report.PAGE));
  }

  @Test
  void reportFromFilesIsTheReportFromMemoryByteForByte() throws Exception {
    Map<String, String> fromMemory = digests(ordinary);
    Report.write(ordinary, false, false);
    assertThat(digests(ordinary)).isEqualTo(fromMemory);
    assertThat(fromMemory)
        .containsKeys("report.html", "summary.csv", "charts/progress-cifar10.svg")
        .containsKeys("tables/summary.tex", "tables/published.md", "tables/comparisons.csv")
        .containsKeys("charts/landscape-ImageNet16-120.png", "charts/landscape-cifar100.csv");
  }

  @Test
  void whereAChartCannotBeWrittenTheOthersAreBeforeThatIsSaid() throws Exception {
    Folders.copy(ordinary, folder);
    Path charts = folder.resolve("charts");
    Set<String> others = new TreeSet<>(digests(charts).keySet());
    others.removeIf(name -> name.startsWith("progress-cifar10."));
    for (String name : others) Files.delete(charts.resolve(name));
    Path inTheWay = charts.resolve("progress-cifar10.csv");
    Files.delete(inTheWay);
    Files.createDirectories(inTheWay.resolve("somebody's"));
    assertThatThrownBy(() -> Report.write(ordinaryResults(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("progress-cifar10");
    assertThat(digests(charts)).containsKeys(others.toArray(String[]::new));
    assertThat(digests(charts).keySet()).noneMatch(name -> name.startsWith(".nasreplay-"));
    assertThat(folder.resolve(Report.PAGE)).doesNotExist();
  }

  @Test
  void thePageOfAReplayUnderWaySaysSoAndShowsItsFirstPart() throws Exception {
    Report.writeRunning(folder, "Title", null, 0, 6000);
    assertThat(Files.readString(folder.resolve(Report.RUNNING)))
        .contains("<h1>Title</h1>", "Still running, 0 of 6,000 runs", "http-equiv=\"refresh\"")
        .doesNotContain("<table");
    Report.writeRunning(folder, "Title", SyntheticReplay.results(3), 27, 6000);
    assertThat(Files.readString(folder.resolve(Report.RUNNING)))
        .contains("Still running, 27 of 6,000 runs", "Accuracy at the budget", "cifar100: ")
        .contains("<svg")
        .doesNotContain("href=", "Files:");
    assertThat(digests(folder)).containsOnlyKeys(Report.RUNNING);
  }

  @Test
  void searchersStandByResultAndPairsAreAMatrix() throws Exception {
    Results results =
        MadeUpResults.of(
            MadeUpResults.EVALUATIONS,
            List.of("worst", "best", "middle"),
            8,
            (s, r) ->
                new double[] {
                  switch (s) {
                    case "best" -> 93;
                    case "middle" -> 92;
                    default -> 91;
                  }
                });
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    Table pairs =
        Report.tables(results, statistics).stream()
            .filter(table -> table.name().equals("comparisons"))
            .findFirst()
            .orElseThrow();
    assertThat(pairs.headings()).containsExactly("Better than", "best", "middle", "worst");
    assertThat(pairs.groups().get(0).rows())
        .extracting(row -> row.stream().map(Cell::text).toList())
        .containsExactly(
            List.of("best", "", "100", "100"),
            List.of("middle", "0", "", "100"),
            List.of("worst", "0", "0", ""));
    assertThat(pairs.csv().lines().skip(1))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("cifar10,worst,best,0.0");
  }

  @Test
  void pageLoadsNothing() throws Exception {
    String page = ordinaryPage();
    assertThat(page.replaceAll("xmlns(:xlink)?=\"[^\"]*\"", ""))
        .doesNotContain("http:", "https:", " src=");
    assertThat(page).contains("<svg", "summary.csv");
  }

  @Test
  void everyTableAndChartSaysSurrogateWhereAColumnIsModelled() throws Exception {
    assertThat(ordinaryPage()).contains("cifar10 · surrogate data");
    for (String dataset : new String[] {"cifar10", "cifar100", "ImageNet16-120"}) {
      for (String chart :
          new String[] {"progress-", "landscape-", "regret-", "run-times-", "answers-", "space-"}) {
        assertThat(ordinary.resolve("charts/" + chart + dataset + ".svg"))
            .content()
            .contains("surrogate data</text");
      }
    }
    assertThat(Files.readAllLines(ordinary.resolve("summary.csv")).stream().skip(1))
        .hasSize(9)
        .allMatch(line -> line.endsWith(",reward+time+validation+test"));
  }

  @Test
  void publishedNumberStandsBesideOursWithDifferenceAndVerdict() throws Exception {
    String[] summary = line(ordinary.resolve("summary.csv"), "cifar10,cifar10,random,");
    String[] cells = line(ordinary.resolve("tables/published.csv"), "cifar10,test,RANDOM,");
    assertThat(Arrays.asList(cells).subList(3, 8))
        .containsExactly("93.03", "0.25", "500", "confirmed", "random");
    assertThat(cells[8]).isEqualTo(summary[11]);
    double ours = Double.parseDouble(cells[8]);
    assertThat(Double.parseDouble(cells[11])).isCloseTo(ours - 93.03, within(1e-4));
    assertThat(cells[13]).isEqualTo(Double.parseDouble(cells[12]) < 0.05 ? "differs" : "agrees");
    assertThat(ordinaryPage()).contains("REA, paper", "BOHB, paper", "regularized-evolution, ours");
  }

  private static String[] line(Path file, String start) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .split(",");
  }

  @Test
  void publishedNumberOfAnotherBudgetIsNotShown() throws Exception {
    String suite =
        SyntheticReplay.SUITE.replace("RUNS", "3").replace("seconds: 20000", "seconds: 10000");
    String page = write(SyntheticReplay.results(suite));
    assertThat(page)
        .contains(
            "cifar10: published numbers are not compared, as the suite has a budget of 10,000"
                + " simulated seconds instead of the paper's 20,000 simulated seconds.");
    assertThat(Files.readAllLines(folder.resolve("tables/published.csv")))
        .noneMatch(line -> line.startsWith("cifar10,test,RANDOM"))
        .anyMatch(line -> line.startsWith("cifar100,test,RANDOM"));
  }

  @Test
  void recalledNumberIsMarkedUnconfirmed() throws Exception {
    String page = write(SyntheticReplay.results(CONSTRAINED));
    assertThat(page).contains("92.65 *<", "* unconfirmed", ", untested");
    assertThat(folder.resolve("tables/published.csv")).content().contains("recalled, unconfirmed");
  }

  @Test
  void bestNetworksOfTheTableStandBelowTheSearchersAndBesideThePapers() throws Exception {
    Results results = SyntheticReplay.results(CONSTRAINED);
    Optimum optimum = results.optimum("cifar10", "test");
    write(results);
    String best = Decimals.decimals(optimum.testAccuracy(), 2);
    assertThat(folder.resolve("tables/summary.md"))
        .content()
        .contains("| optimal validation | ", "| optimal test | " + best + " |  |  |  | 0.00 | ");
    assertThat(line(folder.resolve("tables/published.csv"), "cifar10,test,optimal test,"))
        .startsWith("cifar10", "test", "optimal test", "93.34", "", "")
        .endsWith(
            "optimal test",
            Decimals.decimals(optimum.testAccuracy(), 4),
            "",
            "",
            Decimals.decimals(optimum.testAccuracy() - 93.34, 4));
  }

  @Test
  void correlationsAreOfEveryFidelityAndDataset() throws Exception {
    Results.Networks table = Objects.requireNonNull(ordinaryResults().networks().get("cifar10"));
    double expected = RankCorrelation.spearman(List.of(table.reward(), table.testAccuracy()))[0][1];
    assertThat(Files.readAllLines(ordinary.resolve("charts/correlations.csv")))
        .hasSize(1 + 6 * 6)
        .contains(
            "cifar10 valid @12,cifar10 valid @12,1.0000",
            "cifar10 valid @12,cifar10 test @90," + Decimals.decimals(expected, 4));
  }

  @Test
  void searchWithoutAnyAnswerIsReportedAsThat() throws Exception {
    String suite =
        """
        name: hopeless
        runs: 2
        table: synthetic.h5
        protocols:
          - dataset: cifar10
            reward: {epochs: 12}
            budget: {evaluations: 1}
            constraint: {flops: {at_most: 4481114}}
            report: {epochs: 90}
        searchers: [random]
        """;
    Results results = SyntheticReplay.results(suite);
    List<Run> answerless = results.runs().stream().map(ReportTest::withoutAnswer).toList();
    String page =
        write(new Results(results.provenance(), answerless, results.optima(), results.networks()));
    assertThat(page)
        .contains("no run has an answer", "flops in (−∞, 4,481,114]", "2, 2 without an answer");
  }

  private static Run withoutAnswer(Run run) {
    double none = Double.NaN;
    return new Run(
        run.protocol(),
        run.searcher(),
        run.number(),
        run.seed(),
        run.evaluations(),
        run.seconds(),
        "",
        none,
        none,
        none,
        Costs.of(none, none),
        none,
        none,
        List.of());
  }

  @Test
  void picturesAreTwiceTheirSizeInPixels() throws Exception {
    var png = ImageIO.read(ordinary.resolve("charts/progress-cifar10.png").toFile());
    assertThat(png.getWidth()).isEqualTo(2 * ChartStyle.WIDTH);
    assertThat(png.getHeight()).isEqualTo(2 * ChartStyle.HEIGHT);
    assertThat(new java.awt.Color(png.getRGB(0, 0))).isEqualTo(ChartStyle.PAPER);
  }
}
