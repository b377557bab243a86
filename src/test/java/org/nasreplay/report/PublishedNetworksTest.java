package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.chart.Highlights;
import org.nasreplay.report.chart.NetworksChart;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.NetworksTable;
import org.nasreplay.report.table.Table;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.Metric;

/** Networks that others have trained, beside answers. */
class PublishedNetworksTest {
  private static final String NOTE = "One is trained, the other is not.";
  private static final Suite.Networks NETWORKS =
      new Suite.Networks(List.of("LayerNAS 2023"), List.of("MobileNetV3", "Once-for-all"), NOTE);

  @TempDir private Path folder;

  /** Two targets of {@code cost}; answers have 90 % or 92 % and 5 million multiply-adds. */
  private static Results results(String cost, Suite.Networks networks) {
    List<Protocol> protocols =
        List.of(protocol("low", cost, "ImageNet"), protocol("high", cost, "ImageNet"));
    return results(protocols, networks);
  }

  private static Results results(List<Protocol> protocols, Suite.Networks networks) {
    Results made =
        MadeUpResults.of(
            protocols,
            List.of("one", "two"),
            2,
            new double[] {90, 91, 92, 93},
            (searcher, run) ->
                searcher.equals("two") && run == 1 ? new double[0] : new double[] {90 + 2 * run});
    ReplayProvenance all = made.provenance();
    var provenance =
        MadeUpResults.costing(
            all,
            List.of(
                new ReplayProvenance.Cost("flops", "multiply-adds", "analytic", 1e8, 6e8),
                new ReplayProvenance.Cost("params", "parameters", "analytic")),
            new ReplayProvenance.Reference(false, 4),
            new Suite.Published(null, null, Map.of(), networks));
    return new Results(provenance, made.runs(), made.optima(), made.networks());
  }

  private static Protocol protocol(String name, String cost, String dataset) {
    return new Protocol(
        name,
        new Dataset(dataset),
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
        MadeUpResults.EVALUATIONS,
        Map.of(cost, new Protocol.Bounds(null, 1e9)),
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST));
  }

  private static Statistics statistics(Results results) {
    return Statistics.of(results, PublishedResults.bundled());
  }

  private static Table table(Results results) {
    return Objects.requireNonNull(NetworksTable.of(results, statistics(results)));
  }

  private static List<String> texts(Table table, int group, int row) {
    return table.groups().get(group).rows().get(row).stream().map(cell -> cell.text()).toList();
  }

  @Test
  void theTableHasAnswersThenWhatWasPublishedWithCostsAccuracyAndProvenance() {
    Table table = table(results("flops", NETWORKS));
    assertThat(table.headings())
        .containsExactly("Network", "MFLOPs", "M params", "Top-1, %", "Provenance");
    assertThat(table.groups())
        .extracting(Table.Group::title)
        .hasSize(3)
        .last()
        .isEqualTo("LayerNAS 2023");
    assertThat(texts(table, 0, 0)).startsWith("one").contains("5", "91.00 ± 1.00");
    assertThat(texts(table, 0, 1)).startsWith("two").contains("90.00 (1 of 2)");
    assertThat(texts(table, 2, 1))
        .containsExactly("LayerNAS-220M", "229", "5.1", "75.6", "trained on ImageNet");
    assertThat(table.notes()).contains(NOTE);
    assertThat(table.csv().lines()).hasSize(1 + 4 + 4);
    assertThat(table.csv())
        .contains("LayerNAS 2023,LayerNAS-600M,627000000.0000,9700000.0000,78.6000,,trained");
  }

  @Test
  void whatNoNetworkOfTheSpaceCostsIsSaidToLieOutside() {
    Table table = table(results("flops", NETWORKS));
    assertThat(texts(table, 2, 0)).contains("61, below the space's least, 100", "3.7");
    assertThat(texts(table, 2, 3)).contains("627, above the space's greatest, 600", "9.7");
  }

  @Test
  void thePictureDrawsAnswersAsLinesAndEveryCollectionAsMarks() {
    Results results = results("flops", NETWORKS);
    List<Picture> pictures =
        NetworksChart.of(
            results, statistics(results), Highlights.of(results.provenance(), statistics(results)));
    assertThat(pictures).extracting(Picture::name).containsExactly("networks-ImageNet-flops");
    Picture picture = pictures.get(0);
    var plot = (XYPlot) picture.chart().getPlot();
    assertThat(plot.getDataset(0).getSeriesCount()).isEqualTo(1);
    assertThat(plot.getDataset(0).getItemCount(0)).isEqualTo(4);
    assertThat(plot.getDataset(1).getSeriesKey(1)).isEqualTo("two (some runs)");
    assertThat(plot.getDataset(1).getItemCount(0)).isEqualTo(2);
    assertThat(plot.getDataset(1).getXValue(0, 0)).isEqualTo(5);
    assertThat(plot.getDataset(1).getYValue(0, 0)).isEqualTo(91);
    assertThat(plot.getDataset(2).getItemCount(0)).isEqualTo(6);
    assertThat(plot.getDataset(2).getItemCount(1)).isEqualTo(50);
    assertThat(plot.getDomainAxis().getRange().getUpperBound()).isGreaterThan(743.131);
    assertThat(plot.getRangeAxis().getRange().contains(61.9)).isTrue();
    assertThat(picture.notes()).contains(NOTE);
    assertThat(picture.alternative())
        .contains("LayerNAS-60M 69.0 % with 61.0", "trained on ImageNet");
    assertThat(picture.csv().lines()).hasSize(1 + 4 + 4 + 56);
    assertThat(picture.csv()).contains("one,low,5000000.0000,90.5000,91.0000,91.5000,2");
  }

  @Test
  void networksWithoutTheCostOrOnAnotherDatasetAreNotDrawn() {
    Results unknown = results("energy", NETWORKS);
    // No cost of these results is called so, and the usual one is not what the protocols bound.
    assertThat(
            NetworksChart.of(
                unknown,
                statistics(unknown),
                Highlights.of(unknown.provenance(), statistics(unknown))))
        .extracting(Picture::name)
        .containsExactly("networks-ImageNet-flops");
    Results elsewhere = results(List.of(protocol("low", "flops", "cifar10")), NETWORKS);
    assertThat(
            NetworksChart.of(
                elsewhere,
                statistics(elsewhere),
                Highlights.of(elsewhere.provenance(), statistics(elsewhere))))
        .isEmpty();
    assertThat(table(elsewhere).groups()).hasSize(1);
  }

  @Test
  void protocolsOfDifferentCostsHaveAPictureEach() {
    Results results =
        results(
            List.of(
                protocol("a", "flops", "ImageNet"),
                protocol("b", "params", "ImageNet"),
                protocol("c", "flops", "ImageNet")),
            NETWORKS);
    List<Picture> pictures =
        NetworksChart.of(
            results, statistics(results), Highlights.of(results.provenance(), statistics(results)));
    assertThat(pictures)
        .extracting(Picture::name)
        .containsExactly("networks-ImageNet-flops", "networks-ImageNet-params");
    assertThat(pictures.get(0).csv()).contains("one,a,", "one,c,").doesNotContain("one,b,");
  }

  @Test
  void theReportLeadsWithThePictureAndItsFilesKeepWhatTheSuiteNames() throws Exception {
    Results results = results("flops", NETWORKS);
    ResultFiles.write(results, folder);
    Report.write(results, folder, List.of());
    String page = Files.readString(folder.resolve(Report.PAGE));
    assertThat(page).contains("answers beside published networks", NOTE, "LayerNAS-60M");
    assertThat(page.indexOf("charts/networks-ImageNet-flops.png"))
        .isBetween(0, page.indexOf("<details id=\"remarks\">"));
    assertThat(ReplayProvenance.read(folder.resolve(ResultFiles.PROVENANCE)))
        .isEqualTo(results.provenance());
  }

  @Test
  void aSuiteThatNamesNoneHasNeither() {
    Results results =
        MadeUpResults.of(
            MadeUpResults.EVALUATIONS, List.of("one"), 2, (searcher, run) -> new double[] {90});
    assertThat(NetworksTable.of(results, statistics(results))).isNull();
    assertThat(
            NetworksChart.of(
                results,
                statistics(results),
                Highlights.of(results.provenance(), statistics(results))))
        .isEmpty();
  }
}
