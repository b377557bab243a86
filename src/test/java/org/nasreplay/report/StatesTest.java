package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.report.chart.Highlights;
import org.nasreplay.report.chart.LandscapeChart;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.chart.TimeCharts;
import org.nasreplay.report.text.SmallPrint;

/** No answer, an answer without a value, no variance: what a report says of each. */
class StatesTest {
  private static final double NONE = Double.NaN;
  private static final List<String> THREE = List.of("random", "tpe", "largest");

  @TempDir Path folder;

  private static double[] values(double... values) {
    return values;
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

  private void assertReported(Results results) throws Exception {
    assertReported(results, folder);
  }

  /** Writes the report, whose files say nothing of numbers that are none. */
  static void assertReported(Results results, Path folder) throws Exception {
    ResultFiles.write(results, folder);
    Report.write(results, folder, List.of());
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
      for (Protocol protocol : results.provenance().protocols()) {
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
        "Not ranked by means, as runs lack a test accuracy: random on cifar10, of 3 runs 1"
            + " without an answer and 1 whose answer has no test accuracy in the table.";
    assertThat(Files.readString(folder.resolve("tables/summary.md")))
        .contains("| random | 93.90 (1 of 3) | none |", "3, 1 without an answer, 1 without a value")
        .contains("| tpe | **92.00 ± 0.82** |")
        .contains(named);
    assertThat(Files.readString(folder.resolve("tables/targets.md")))
        .contains("| 93.00 | **41.0 (33.3 %)** | inf (0.0 %) | none |", named);
    assertThat(Files.readString(folder.resolve(Report.PAGE)))
        .contains("cifar10: a tie of tpe (92.00 %) with largest (91.00 %)", named);
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
    return TimeCharts.of(
            results,
            statistics,
            results.provenance().protocols().get(0),
            Highlights.of(results.provenance(), statistics))
        .stream()
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
    XYPlot plot =
        (XYPlot)
            LandscapeChart.of(
                    results, statistics, protocol, Highlights.of(results.provenance(), statistics))
                .chart()
                .getPlot();
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
