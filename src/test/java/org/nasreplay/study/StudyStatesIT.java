package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.MadeUpResults;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Tables;

/** What the studies say where values are missing, single or all equal. */
class StudyStatesIT {
  private static final double NONE = Double.NaN;

  @TempDir Path folder;

  private void assertWrittenWithoutANumberThatIsNone(List<String> findings) throws IOException {
    assertThat(findings).isNotEmpty().noneMatch(f -> f.contains("NaN") || f.contains("  "));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.toString().endsWith(".png")).toList()) {
        String text = Files.readString(file).replaceAll("(?s)<script>.*?</script>", "");
        assertThat(text).as("%s", file).doesNotContain("NaN", "null");
      }
    }
  }

  private static Results results(int runs, MadeUpResults.Incumbents incumbents) {
    List<String> searchers = List.of("layernas", "random", "tpe");
    return MadeUpResults.of(MadeUpResults.EVALUATIONS, searchers, runs, incumbents);
  }

  @Test
  void powerLeavesOutRivalsThatLackValuesAndNamesThem() throws Exception {
    // random would be the next best, but one of its runs has no answer
    Results results =
        results(
            6,
            (s, r) ->
                switch (s) {
                  case "layernas" -> new double[] {93 + 0.1 * r};
                  case "random" -> r == 0 ? new double[0] : new double[] {92.5};
                  default -> new double[] {91 + 0.1 * r};
                });
    List<String> findings = PowerReport.of(results, "layernas").write(folder, false);
    assertThat(findings.get(1)).startsWith("cifar10: layernas leads tpe by 2.000 points");
    assertThat(findings).anyMatch(f -> f.contains("random on cifar10, of 6 runs 1 without"));
    assertWrittenWithoutANumberThatIsNone(findings);
  }

  @Test
  void powerOfOneRunOrOfASearcherThatLacksValuesIsNone() throws Exception {
    for (Results results :
        List.of(
            results(1, (s, r) -> new double[] {92}),
            results(3, (s, r) -> new double[] {s.equals("layernas") ? NONE : 92}))) {
      List<String> findings = PowerReport.of(results, "layernas").write(folder, false);
      assertThat(findings).anyMatch(f -> f.startsWith("cifar10: no test, as layernas and a rival"));
      assertWrittenWithoutANumberThatIsNone(findings);
    }
  }

  @Test
  void powerOfRunsThatAreAllEqualIsNothing() throws Exception {
    List<String> findings =
        PowerReport.of(results(3, (s, r) -> new double[] {92}), "layernas").write(folder, false);
    assertThat(findings.get(1))
        .startsWith("cifar10: layernas is level with random by 0.000 points")
        .contains("0.00, 0.00, 0.00, 0.00", "2000 runs are not enough");
    assertWrittenWithoutANumberThatIsNone(findings);
  }

  @Test
  void ablationWithoutAnyValueIsWritten() throws Exception {
    Results none = results(2, (s, r) -> new double[] {NONE});
    Results some = results(2, (s, r) -> new double[] {s.equals("random") ? NONE : 92});
    assertWrittenWithoutANumberThatIsNone(
        AblationReport.of(layerNas(none), layerNas(some), 40).write(folder, false));
    assertThat(Files.readAllLines(folder.resolve("grid.csv")).get(1))
        .isEqualTo("cifar10,layernas,100,2,20.0,,,,1.000,0.000");
    assertThat(Files.readAllLines(folder.resolve("settings.csv")).get(1))
        .isEqualTo("cifar10,layernas,100,2,20.0,2.0000,2.0000,2.0000,1.000,1.000");
  }

  /** The same, of a searcher that has buckets and keeps candidates. */
  private static Results layerNas(Results results) {
    ReplayProvenance all = results.provenance();
    var searchers =
        all.searchers().stream()
            .map(
                s ->
                    new ReplayProvenance.Searcher(
                        s.label(), s.name(), "{\"buckets\":100,\"keep\":2}"))
            .toList();
    return new Results(
        MadeUpResults.described(all, searchers, all.columns()),
        results.runs(),
        results.optima(),
        results.networks());
  }

  @Test
  void equalNetworksHaveNoOrderThatCouldBeKeptOrReversed() throws Exception {
    RewardTable rewards =
        RewardTable.of(
            Tables.of(Tables.column("cifar10-valid/12/valid_accuracy/777", i -> 50)),
            NatsBench.CIFAR10,
            Metric.VALID_ACCURACY,
            12);
    List<String> assumption =
        AssumptionReport.of(List.of(rewards), new int[] {100}).write(folder, false);
    assertThat(assumption.get(1))
        .contains("rank correlation none none none none", "reversed none none none none");
    assertWrittenWithoutANumberThatIsNone(assumption);
    assertWrittenWithoutANumberThatIsNone(
        RetentionReport.of(List.of(rewards), new int[] {100}, new int[] {1, 3})
            .write(folder, false));
  }

  @Test
  void fidelityOfEqualNetworksRanksNone() throws Exception {
    List<String> findings =
        FidelityReport.of(
                Tables.of(
                    Tables.column("cifar100/12/valid_accuracy/777", 50, 50, 50),
                    Tables.column("cifar100/90/test_accuracy/777", 60, 61, 62)))
            .write(folder, false);
    assertThat(findings.get(1)).contains("is none, within the best 10 % none");
    assertWrittenWithoutANumberThatIsNone(findings);
  }

  @Test
  void linesOfStudiesHaveGapsToo() {
    List<StudyCharts.Line> lines = new ArrayList<>();
    lines.add(new StudyCharts.Line("a", 0, new double[] {1, 2, 3}, new double[] {5, NONE, 6}));
    lines.add(
        new StudyCharts.Line("b", 1, new double[] {1, 2, 3}, new double[] {NONE, NONE, NONE}));
    var chart =
        StudyCharts.lines(
            "gaps", "", StudyCharts.Scale.linear("x"), StudyCharts.Scale.logarithmic("y"), lines);
    XYDataset drawn = ((XYPlot) chart.getPlot()).getDataset();
    assertThat(drawn.getItemCount(0)).isEqualTo(3);
    assertThat(drawn.getYValue(0, 1)).isNaN();
  }
}
