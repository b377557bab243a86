package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.chart.Highlights;
import org.nasreplay.report.chart.OptimumChart;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Cell;
import org.nasreplay.report.table.OptimumTable;
import org.nasreplay.report.table.Table;

/** Trainings until the optimum as readers see them. */
class OptimumReportTest {
  private static final List<Protocol> PROTOCOLS =
      List.of(
          MadeUpResults.protocol("40M", MadeUpResults.EVALUATIONS, null),
          MadeUpResults.protocol("60M", MadeUpResults.EVALUATIONS, null));

  /**
   * The optimum is the third incumbent, of training 4: layernas finds it in every run, random in
   * one of four, which gives (4 + 3 · 20) / 1 = 64 trainings.
   */
  private static Results results() {
    Results made =
        MadeUpResults.of(
            PROTOCOLS,
            List.of("layernas", "random", "largest"),
            4,
            new double[] {90, 91, 92},
            (searcher, run) ->
                searcher.equals("layernas") || (searcher.equals("random") && run == 0)
                    ? new double[] {90, 91, 92}
                    : new double[] {90, 91});
    List<Optimum> optima =
        made.optima().stream()
            .map(
                o ->
                    new Optimum(
                        o.protocol(),
                        o.of(),
                        "a2",
                        o.reward(),
                        o.validAccuracy(),
                        o.testAccuracy(),
                        o.costs()))
            .toList();
    return new Results(made.provenance(), made.runs(), optima, made.networks());
  }

  @Test
  void theTableHasARowPerProtocolAndOneForAllWithTheLeastInBold() {
    Table table = Objects.requireNonNull(OptimumTable.of(results()));
    assertThat(table.headings()).containsExactly("Protocol", "layernas", "random", "largest");
    assertThat(table.groups()).hasSize(1);
    assertThat(table.groups().get(0).title()).isEqualTo("cifar10 · measured data");
    List<List<Cell>> rows = table.groups().get(0).rows();
    assertThat(rows).extracting(row -> row.get(0).text()).containsExactly("40M", "60M", "all");
    for (List<Cell> row : rows) {
      assertThat(row.subList(1, 4))
          .extracting(Cell::text)
          .containsExactly("4.0 (100 %)", "64.0 (25 %)", "inf (0 %)");
    }
    assertThat(rows.get(0)).extracting(Cell::best).containsExactly(false, true, false, false);
    assertThat(table.csv())
        .startsWith("protocol,searcher,runs,successes,expected_trainings")
        .contains("40M,layernas,4,4,4.00")
        .contains("60M,random,4,1,64.00")
        .contains("60M,largest,4,0,inf");
  }

  @Test
  void thePictureShowsWhichShareOfTheRunsHasFoundItByWhen() {
    Picture picture = Objects.requireNonNull(chart(results()));
    assertThat(picture.alternative())
        .contains("2 protocols, 4 runs each", "measured data")
        .endsWith("At the end: layernas 100; random 25; largest 0.");
    assertThat(picture.csv()).contains("layernas,3,0.00", "layernas,4,100.00", "random,4,25.00");
  }

  @Test
  void neitherIsThereWhereBudgetsAreSeconds() {
    Results seconds =
        MadeUpResults.of(
            MadeUpResults.SECONDS, List.of("random"), 2, (s, r) -> new double[] {90, 91});
    assertThat(OptimumTable.of(seconds)).isNull();
    assertThat(chart(seconds)).isNull();
  }

  private static @Nullable Picture chart(Results results) {
    var statistics = Statistics.of(results, PublishedResults.bundled());
    return OptimumChart.of(results, statistics, Highlights.of(results.provenance(), statistics));
  }
}
