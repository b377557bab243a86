package org.nasreplay.table.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.Checksums;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.file.TableFormats;

/** What a CSV table may look like, and what it may do to its reader. */
class CsvReaderTest {
  private static final EnumerableSpace SPACE = TopologySpace.instance();
  private static final ColumnKey KEY = ColumnKey.parse("cifar10/200/test_accuracy/777");
  private static final ColumnKey LOSS = ColumnKey.parse("cifar10/200/test_loss/777");
  private static final String HEADER = "architecture," + KEY + "," + LOSS + "\n";
  private static final Path CASES = Path.of("../shared/cases/10-csv-blank-line-at-the-top");

  @TempDir private Path folder;

  private static List<String> rows() {
    return IntStream.range(0, SPACE.size())
        .mapToObj(i -> SPACE.format(SPACE.architecture(i)) + "," + i % 1000 / 10.0 + ",1.5")
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Path csv(byte[] text) throws IOException {
    return Files.write(folder.resolve("t.csv"), text);
  }

  private Path csv(String header, List<String> rows) throws IOException {
    return csv((header + String.join("\n", rows) + "\n").getBytes(UTF_8));
  }

  private static Path withCell(CsvReaderTest test, String cell) throws IOException {
    List<String> rows = rows();
    rows.set(3, SPACE.format(SPACE.architecture(3)) + "," + cell + ",1.5");
    return test.csv(HEADER, rows);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "5,5",
    "+5,5",
    "-0,0",
    "05.50,5.5",
    ".5,0.5",
    "5.,5",
    "5e1,50",
    "5E+1,50",
    "50e-1,5",
    "1e-400,0"
  })
  void aNumberIsSignDigitsPointAndExponent(String cell, double value) throws IOException {
    assertThat(TableFormats.read(withCell(this, cell)).column(KEY).values()[3])
        .isEqualByComparingTo(value == 0 && cell.startsWith("-") ? -0.0 : value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5d",
        "5f",
        "5D",
        "0x1p3",
        "0x5",
        " 5",
        "5 ",
        "\t5",
        "5\u0000",
        "\u00015",
        "5\u000b",
        "5\u00a0",
        "+",
        "-",
        ".",
        "e5",
        "5e",
        "5e+",
        "5e5.0",
        "--5",
        "5-",
        "1_0",
        "٥",
        "５",
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "inf",
        "5%",
        "1 0",
        "'5'",
        "5\u2028"
      })
  void anythingElseInACellIsRefusedWithItsPlace(String cell) throws IOException {
    assertThatThrownBy(() -> TableFormats.read(withCell(this, cell)))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "(?s)"
                + Pattern.quote(folder.resolve("t.csv") + ":5: (")
                + ".*\\) in column "
                + KEY
                + " is not a number; a missing value is an empty cell")
        .message()
        .hasLineCount(1);
  }

  @Test
  void emptyLinesCountForNothingAtTheTopAsElsewhere() throws IOException {
    List<String> rows = rows();
    rows.add(7, "");
    rows.add(7, "\r");
    BenchmarkTable table = TableFormats.read(csv("\n\r\n\n" + HEADER + "\n", rows));
    assertThat(table.column(KEY).values()[20]).isEqualTo(2.0);
    rows.set(20, "nonsense");
    assertRefused(csv("\n\r\n\n" + HEADER + "\n", rows), ":26: 1 cells, expected 3");
  }

  @Test
  void theCasesOfEmptyLinesAreNamedWithWhatTheyLack() {
    assumeTrue(Files.isDirectory(CASES), "the cases are not here: " + CASES);
    assertRefused(CASES.resolve("blankhead.csv"), ": 1 rows, expected 32768");
    assertRefused(CASES.resolve("blankmid.csv"), ": 1 rows, expected 32768");
    assertRefused(
        CASES.resolve("onlynewline.csv"), ":2: no header, expected architecture,column,…");
  }

  @Test
  void aFileOfCommentsAloneHasNoHeader() throws IOException {
    assertRefused(csv("# a\n# \"b\n".getBytes(UTF_8)), ":3: no header");
    assertRefused(csv(HEADER.getBytes(UTF_8)), ":1: no rows, expected one per architecture");
  }

  @Test
  void oldLineEndsAndQuotesInCommentsAreFine() throws IOException {
    String text =
        "# it's 5\" wide\r" + HEADER.replace('\n', '\r') + String.join("\r", rows()) + "\r";
    assertThat(TableFormats.read(csv(text.getBytes(UTF_8))).column(KEY).values()[20])
        .isEqualTo(2.0);
  }

  @Test
  void aLastLineThatDoesNotEndIsSaidUnlessAChecksumHoldsIt() throws IOException {
    Path file = csv((HEADER + String.join("\n", rows())).getBytes(UTF_8));
    assertThat(TableFormats.open(file).notices())
        .hasSize(2)
        .anyMatch(notice -> notice.startsWith(file + ": the last line does not end"));
    Checksums.write(file, Sha256.of(file));
    assertThat(TableFormats.open(file).notices()).isEmpty();
    csv(HEADER, rows());
    Files.delete(Checksums.companion(file));
    assertThat(TableFormats.open(file).notices())
        .singleElement()
        .asString()
        .contains("no checksum");
  }

  @Test
  void textThatIsNotUtf8IsNamedWithItsLine() throws IOException {
    List<String> rows = rows();
    rows.set(3, rows.get(3).replace("1.5", "größer"));
    String text = HEADER + String.join("\n", rows) + "\n";
    assertRefused(csv(text.getBytes(ISO_8859_1)), ":5: is not UTF-8 text; save it as UTF-8");
    assertRefused(csv(text.getBytes(UTF_8)), ":5: (größer) in column " + LOSS);
    assertRefused(csv(text.getBytes(UTF_16)), ":1: is not UTF-8");
    byte[] cut = (HEADER + "größe").getBytes(UTF_8);
    assertRefused(csv(Arrays.copyOf(cut, HEADER.length() + 3)), ":2: is not UTF-8");
  }

  @Test
  void aQuoteThatStaysOpenEndsWithItsLine() throws IOException {
    List<String> rows = rows();
    rows.set(3, rows.get(3).replace("1.5", "\"1.5"));
    assertRefused(csv(HEADER, rows), ":5: quoting: a quote is open at the end of the line");
    rows.set(3, rows.get(3) + "\"x");
    assertRefused(csv(HEADER, rows), ":5: quoting: text beside a quoted cell");
  }

  @Test
  void aColumnOrACellThatCannotBeMeantIsRefused() throws IOException {
    assertRefused(
        csv("architecture," + KEY + "," + KEY + "\n", rows()),
        ":1: column " + KEY + " appears twice");
    assertRefused(csv("architecture," + "x".repeat(5000) + "\n", rows()), ":1: (xxx");
    List<String> rows = rows();
    rows.set(0, "|".repeat(3_000_000) + ",5,5");
    assertThatThrownBy(() -> TableFormats.read(csv(HEADER, rows))).message().hasSizeLessThan(500);
  }

  @Test
  @Timeout(20)
  void aHundredThousandColumnsAreRefused() throws IOException {
    String names =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(i -> "cifar10/" + i + "/test_accuracy/777")
            .collect(Collectors.joining(","));
    assertRefused(
        csv("architecture," + names + "\n", rows()),
        ":1: 100,000 columns, expected at most 50,000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''     | 'x'     | :1: a line of more than 4,194,304 characters",
        "HEADER | '\"'    | :2: a line of more than 4,194,304 characters",
        "HEADER | ','     | :2: a line of more than 4,194,304 characters",
        "HEADER | 'EMPTY' | : inflates to more than 32 MB, expected a table",
        "''     | 'NOTE'  | : inflates to more than 32 MB, expected a table",
      })
  @Timeout(20)
  void aFileThatInflatesWithoutEndIsRefused(String start, String repeated, String reason)
      throws IOException {
    Path file = folder.resolve("bomb.csv.gz");
    String text = repeated.replace("EMPTY", "\n").replace("NOTE", "# x\n");
    byte[] block = text.repeat((1 << 20) / text.length()).getBytes(UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(start.replace("HEADER", HEADER).getBytes(UTF_8));
      for (int i = 0; i < 40; i++) out.write(block);
    }
    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertRefused(file, reason);
  }

  @Test
  void whateverIsDamagedIsReadOrRefusedInOneLineThatNamesTheFile() throws IOException {
    byte[] whole = (HEADER + String.join("\n", rows()) + "\n").getBytes(UTF_8);
    var random = new SplittableRandom(2023);
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = csv(damaged);
      try {
        for (Column column : TableFormats.read(file).columns()) column.values();
      } catch (InputException e) {
        assertThat(e.line()).startsWith(file + ":").hasLineCount(1);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(75);
  }
}
