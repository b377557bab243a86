package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.io.Digests.digest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Results;
import org.nasreplay.report.table.Table;

/** Every file of every table, to the byte: papers and scripts read them as they are. */
class TableBytesTest {
  @TempDir Path folder;

  /** A line for each table, with the beginnings of its files' SHA-256. */
  private String digests(Results results) throws IOException {
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    var lines = new StringBuilder();
    for (Table table : Report.tables(results, statistics)) {
      table.write(folder);
      lines.append(table.name());
      for (String kind : List.of("csv", "md", "tex")) {
        Path file = folder.resolve(table.name() + "." + kind);
        lines.append(' ').append(kind).append(' ').append(digest(file), 0, 8);
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  @Test
  void tablesOfAReplayBesideItsPaper() throws Exception {
    assertThat(digests(SyntheticReplay.results(5)))
        .isEqualTo(
            """
            summary csv 66304a3b md c0106a47 tex 24c2d992
            published csv 4264a0e9 md 99d39ceb tex d042b460
            milestones csv 2305c00f md 1e40d376 tex 5f1fe84b
            targets csv 89a480ac md 3f17f59e tex 7c5aa784
            search-cost csv 98d98bdf md 2b8efbf0 tex 77732f0a
            ranking csv 87ea6b96 md 86ee2fa6 tex bb394742
            improvements csv 86643b83 md 14d9f1ca tex d8d84e94
            comparisons csv cdcad106 md 4b426050 tex b1d7667f
            """);
  }

  @Test
  void tablesOfRunsThatLackAnAnswerOrAValueUnderABudgetInEvaluations() throws Exception {
    assertThat(
            digests(
                MadeUpResults.of(
                    MadeUpResults.EVALUATIONS,
                    List.of("random", "tpe", "largest"),
                    3,
                    (s, r) ->
                        switch (s) {
                          case "random" -> r == 0 ? new double[0] : new double[] {93.9};
                          case "tpe" -> new double[] {91, r == 1 ? Double.NaN : 92};
                          default -> new double[] {90 + r, 93};
                        })))
        .isEqualTo(
            """
            summary csv 33eb38f8 md 25852192 tex acc209ad
            milestones csv d4adfba4 md 4cf97e7c tex 6f7df689
            targets csv 67dcbc33 md 87217275 tex d126211f
            optimum csv e0b7bd79 md b187b162 tex ac20600b
            search-cost csv e324081a md 56ad0047 tex 26fe7b90
            ranking csv 72854d52 md 080dc334 tex cb7302fc
            improvements csv 8fd4b2a0 md 5a62668c tex fe0c1e96
            comparisons csv 4b04d3a2 md 1edbbb40 tex f27a2300
            """);
  }
}
