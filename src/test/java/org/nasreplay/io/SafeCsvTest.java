package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCsvTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://a/\",\"b\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "-greedy {draws=8}",
        "-1,5",
        "--1",
        "'=1"
      })
  void aTextThatASpreadsheetTakesForAFormulaStandsBehindAnApostrophe(String text) throws Exception {
    assertThat(written(text)).startsWith("'");
    assertThat(readBack(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "random", "-5", "+5.25", "-.5e-3", "-1.0E-4", "8:8:40", "'tis", "a=b", "a,\"b"
      })
  void numbersAndOtherTextsAreWrittenAsTheyAre(String text) throws Exception {
    assertThat(written(text)).isEqualTo(text);
    assertThat(readBack(text)).isEqualTo(text);
  }

  @Test
  void aNumberIsNeverAFormula() {
    assertThat(SafeCsv.row(-1L, -1.5, Double.NEGATIVE_INFINITY, null, "-x"))
        .isEqualTo("-1,-1.5,-Infinity,,'-x");
  }

  /** The cell as another program reads it. */
  private String written(String text) throws Exception {
    return cell(text).get(1);
  }

  private String readBack(String text) throws Exception {
    return SafeCsv.text(cell(text).get(1));
  }

  private CSVRecord cell(String text) throws Exception {
    Path file = folder.resolve("cells.csv");
    try (var writer = Files.newBufferedWriter(file);
        var out = new SafeCsv(writer)) {
      out.printRecord("first", text);
    }
    try (var rows = SafeCsv.parse(file)) {
      List<CSVRecord> all = rows.getRecords();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
