package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.table.Tables.column;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;

class FidelityReportTest {
  @TempDir private Path folder;

  @Test
  void aLongCurveIsDrawnAtEveryDoublingAndWrittenWhole() throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int epoch = 1; epoch <= 20; epoch++) {
      String metric = epoch < 20 ? "valid_accuracy@" + epoch : "valid_accuracy";
      columns.add(column("cifar100/20/" + metric + "/777", 1, 2, 3));
    }
    columns.add(column("cifar100/20/test_accuracy/777", 4, 6, 5));
    List<String> findings =
        FidelityReport.of(Tables.of(columns.toArray(Column[]::new))).write(folder, false);
    assertThat(findings).hasSize(2);
    assertThat(findings.get(0)).startsWith("Ranked by 1 epoch,").contains("of 0.50, and");
    assertThat(findings.get(1))
        .startsWith(
            "cifar100, training of 20 epochs, 1 seed (measured data): at epoch 1 2 4 8 16 20")
        .contains("is 0.50 0.50 0.50 0.50 0.50 0.50")
        .endsWith("regret of the network ranked first 1.00 1.00 1.00 1.00 1.00 1.00 points");
    assertThat(Files.readAllLines(folder.resolve("fidelity.csv"))).hasSize(21);
    assertThat(Files.readAllLines(folder.resolve("fidelity-cifar100.csv")))
        .hasSize(13)
        .contains("\"all, 20 epochs, 1 seed\",16,0.5000");
  }

  @Test
  void thePageSaysWhichSideWasModelled() throws IOException {
    ColumnKey key = ColumnKey.parse("cifar100/12/valid_accuracy/mean");
    Column modelled =
        new Column(key, Provenance.modelled("drawn"), column(key.toString(), 1, 2, 3).values());
    FidelityReport.of(Tables.of(modelled, column("cifar100/90/test_accuracy/777", 4, 6, 5)))
        .write(folder, false);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("surrogate validation, measured test accuracy")
        .contains("no finding about real training");
    assertThat(Files.readAllLines(folder.resolve("fidelity.csv")).get(1))
        .isEqualTo("cifar100,12,12,1.0000,,90,3,0.5000,1,,1.0000,,surrogate,measured,");
  }
}
