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
            summary csv 66304a3b md 586967f2 tex 4ddc37f6
            published csv 4264a0e9 md 99d39ceb tex d042b460
            milestones csv 0c5906ae md b801bd3b tex 80d81d4c
            targets csv 89a480ac md 5534591d tex b6496fdc
            search-cost csv 98d98bdf md 794cd0e3 tex 3b38034f
            ranking csv 87ea6b96 md 07bf40ac tex b5e3b4fb
            improvements csv 86643b83 md 29316a38 tex 9d9181a8
            comparisons csv cdcad106 md 4763feeb tex 16c44374
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
            summary csv 33eb38f8 md 966bf61e tex 1cc6cf8c
            milestones csv d4adfba4 md 95a63233 tex 1b569973
            targets csv 67dcbc33 md d4a6e544 tex 8ca500a2
            optimum csv e0b7bd79 md b187b162 tex ac20600b
            search-cost csv e324081a md 0f08bdb7 tex d578b790
            ranking csv 72854d52 md 080dc334 tex cb7302fc
            improvements csv 8fd4b2a0 md 55af7a22 tex 3a897a80
            comparisons csv 4b04d3a2 md 7d92de15 tex c4c8323f
            """);
  }
}
