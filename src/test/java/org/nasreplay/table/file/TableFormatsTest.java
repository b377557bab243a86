package org.nasreplay.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;

class TableFormatsTest {
  private static final EnumerableSpace SPACE = SizeSpace.instance();
  private static final ColumnKey TEST = ColumnKey.parse("cifar10/90/test_accuracy/777");
  private static final ColumnKey TIME = ColumnKey.parse("cifar10/12/train_seconds/mean");
  private static final ColumnKey CURVE = ColumnKey.parse("cifar100/12/valid_accuracy@4/888");

  @TempDir private Path folder;

  /** Values that a careless reader or writer would change: subnormal, extreme, signed zero, NaN. */
  private static BenchmarkTable awkwardTable() {
    var random = new SplittableRandom(42);
    var accuracy = new double[SPACE.size()];
    var seconds = new double[SPACE.size()];
    var curve = new double[SPACE.size()];
    for (int i = 0; i < accuracy.length; i++) {
      accuracy[i] = random.nextDouble(100);
      seconds[i] = Math.scalb(random.nextDouble(), random.nextInt(-1000, 1000));
      curve[i] = 100.0 * random.nextInt(5001) / 5000;
    }
    accuracy[0] = Double.NaN;
    accuracy[1] = -0.0;
    accuracy[2] = 100;
    accuracy[SPACE.size() - 1] = Double.NaN;
    seconds[0] = Double.MIN_VALUE;
    seconds[1] = Double.MAX_VALUE;
    seconds[2] = 0.1 + 0.2;
    Arrays.fill(curve, 100, 200, Double.NaN);
    return new BenchmarkTable(
        SPACE,
        List.of(
            new Column(
                TEST, Provenance.measured("a | file, with signs", "ab".repeat(32)), accuracy),
            new Column(TIME, Provenance.analytic("a formula"), seconds),
            new Column(CURVE, Provenance.modelled("a model"), curve)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.h5", "t.hdf5", "t.csv", "t.csv.gz"})
  void whatIsReadEqualsWhatWasWrittenBitForBit(String name) throws IOException {
    BenchmarkTable written = awkwardTable();
    TableFormats.write(written, folder.resolve(name));
    BenchmarkTable read = TableFormats.read(folder.resolve(name));

    assertThat(read.space()).isSameAs(SPACE);
    assertThat(read.columns()).hasSameSizeAs(written.columns());
    for (Column column : written.columns()) {
      Column same = read.column(column.key());
      assertThat(same.provenance()).isEqualTo(column.provenance());
      assertThat(bits(same)).as(column.key().toString()).isEqualTo(bits(column));
    }
  }

  private static long[] bits(Column column) {
    return Arrays.stream(column.values()).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void csvRowsMayComeInAnyOrderQuotedAndWithWindowsLineEnds() throws IOException {
    List<String> rows = plainRows();
    java.util.Collections.reverse(rows);
    rows.replaceAll(row -> "\"" + row.replace(",", "\",\"") + "\"");
    BenchmarkTable read =
        TableFormats.read(csv("\uFEFFarchitecture," + TEST + "\r\n", rows, "\r\n"));
    assertThat(read.column(TEST).values()[0]).isEqualTo(0.0);
    assertThat(read.column(TEST).values()[SPACE.size() - 1]).isEqualTo(99.9969482421875);
  }

  @Test
  void aCsvWithoutProvenanceCountsAsMeasuredFromThatFile() throws IOException {
    Path file = csv("architecture," + TEST + "\n", plainRows(), "\n");
    assertThat(TableFormats.read(file).column(TEST).provenance())
        .isEqualTo(Provenance.measured("t.csv", Sha256.of(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8:8:8:8:24,101.3     | :4: accuracy 101.3 in column cifar10/90/test_accuracy/777 is outside 0..100",
        "8:8:8:8:24,-0.5      | :4: accuracy -0.5 in column cifar10/90/test_accuracy/777 is outside 0..100",
        "8:8:8:8:24,abc       | :4: (abc) in column cifar10/90/test_accuracy/777 is not a number; a missing value is an empty cell",
        "8:8:8:8:24,NaN       | :4: (NaN) in column cifar10/90/test_accuracy/777 is not a number; a missing value is an empty cell",
        "8:8:8:8:24,Infinity  | :4: (Infinity) in column cifar10/90/test_accuracy/777 is not a number; a missing value is an empty cell",
        "8:8:8:8:24           | :4: 1 cells, expected 2",
        "8:8:8:8:24,50,50     | :4: 3 cells, expected 2",
        "'\"8:8:8:8:24\",\"5' | :4: quoting",
        "8:8:8:8:16,50        | :4: architecture 8:8:8:8:16 appears a second time, first in line 3",
        "8:8:8:8:7,50         | :4: unknown architecture (8:8:8:8:7), expected five channel counts",
        "8:8:8:8,50           | :4: unknown architecture (8:8:8:8), expected five channel counts",
        "8:8:8:8:072,50       | :4: unknown architecture (8:8:8:8:072), expected five channel counts",
        "''                   | : 32767 rows, expected 32768; the first architecture without one is 8:8:8:8:24",
      })
  void aWrongCsvRowIsNamedWithItsLine(String row, String reason) throws IOException {
    List<String> rows = plainRows();
    rows.set(2, row);
    Path file = csv("architecture," + TEST + "\n", rows, "\n");
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + reason);
  }

  @Test
  void anExtraCsvRowIsNamedWithItsLine() throws IOException {
    List<String> rows = plainRows();
    rows.add("64:64:64:64:64,50");
    Path file = csv("architecture," + TEST + "\n", rows, "\n");
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ":32770: architecture 64:64:64:64:64 appears a second time, first in line 32769");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arch,cifar10/90/test_accuracy/777         | :1: first column (arch), expected architecture",
        "architecture,cifar 11/90/test_accuracy/777 | :1: column name (cifar 11/90/test_accuracy/777): dataset (cifar 11)",
        "architecture,cifar10/90/accuracy/777      | :1: column name (cifar10/90/accuracy/777): unknown metric (accuracy)",
        "architecture,accuracy                     | :1: column name (accuracy) is not of the form",
      })
  void aWrongCsvHeaderIsNamed(String header, String reason) throws IOException {
    Path file = csv(header + "\n", plainRows(), "\n");
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.csv.gz", "t.h5"})
  void anEmptyFileIsNoTable(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void anHdf5FileCutAnywhereIsOneCleanError() throws IOException {
    Path whole = folder.resolve("whole.h5");
    TableFormats.write(awkwardTable(), whole);
    byte[] bytes = Files.readAllBytes(whole);
    for (int kept : new int[] {1, 8, 60, 100, 500, 5000, bytes.length / 2, bytes.length * 9 / 10}) {
      Path file = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, kept));
      assertThatThrownBy(
              () -> {
                for (Column column : TableFormats.read(file).columns()) column.values();
              })
          .as("the first %d bytes", kept)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  @Test
  void aGzipFileCutShortIsOneCleanError() throws IOException {
    Path whole = folder.resolve("whole.csv.gz");
    TableFormats.write(awkwardTable(), whole);
    byte[] bytes = Files.readAllBytes(whole);
    Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": not a whole gzip file");
  }

  @Test
  void aMissingFileAndAnUnknownEndingAreNamed() {
    assertThatThrownBy(() -> TableFormats.read(folder.resolve("no.h5")))
        .isInstanceOf(InputException.class)
        .hasMessage(folder.resolve("no.h5") + ": no such file");
    assertThatThrownBy(() -> TableFormats.read(folder.resolve("t.txt")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected a name that ends with .h5, .hdf5, .csv, .csv.gz");
  }

  @Test
  void aTableIsWrittenWithItsChecksumInItOrBesideItAndOpenedWithoutANotice() throws IOException {
    for (String name : List.of("t.h5", "t.csv")) {
      Path file = folder.resolve(name);
      TableFormats.write(awkwardTable(), file);
      TableFile opened = TableFormats.open(file);
      assertThat(opened.sha256()).isEqualTo(Sha256.of(file));
      assertThat(opened.notices()).isEmpty();
      assertThat(opened.hints()).isEmpty();
      boolean beside = Files.exists(folder.resolve(name + ".sha256"));
      assertThat(beside).isEqualTo(name.equals("t.csv"));
    }
    Files.delete(folder.resolve("t.csv.sha256"));
    assertThat(TableFormats.open(folder.resolve("t.csv")).notices())
        .singleElement()
        .asString()
        .contains("no checksum is kept for it");
  }

  @Test
  void accuraciesThatSeemToBeFractionsAreHintedAtOnceTheyWereRead() throws IOException {
    List<String> rows = plainRows();
    rows.replaceAll(row -> row.substring(0, row.indexOf(',')) + ",0.925");
    TableFile opened = TableFormats.open(csv("architecture," + TEST + "\n", rows, "\n"));
    assertThat(opened.hints())
        .containsExactly(
            folder.resolve("t.csv")
                + ": no accuracy above 1 in 1 of the columns read, as in "
                + TEST
                + "; accuracies are in percent, 92.5 and not 0.925");
  }

  @Test
  void aColumnOfAnHdf5FileIsReadOnlyWhenAskedFor() throws IOException {
    Path file = folder.resolve("t.h5");
    TableFormats.write(awkwardTable(), file);
    BenchmarkTable read = TableFormats.read(file);
    read.column(TEST).values();
    Files.delete(file);
    assertThat(read.column(TEST).values()).hasSize(SPACE.size());
    assertThatThrownBy(() -> read.column(TIME).values()).isInstanceOf(InputException.class);
  }

  private List<String> plainRows() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < SPACE.size(); i++) {
      rows.add(SPACE.format(SPACE.architecture(i)) + "," + 100.0 * i / SPACE.size());
    }
    return rows;
  }

  private Path csv(String header, List<String> rows, String lineEnd) throws IOException {
    return Files.writeString(
        folder.resolve("t.csv"), header + String.join(lineEnd, rows) + lineEnd);
  }
}
