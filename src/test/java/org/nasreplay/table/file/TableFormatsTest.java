package org.nasreplay.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.DeclaredSpaces;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.csv.CsvImport;

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
    return bits(column.values());
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Of a space with equivalent architectures: the values of those that stand for others. */
  private static BenchmarkTable declaredTable() {
    DeclaredSpace toy = DeclaredSpaces.toy();
    var accuracy = new double[toy.size()];
    Arrays.setAll(accuracy, i -> i / 7.0);
    var energy = new double[toy.size()];
    Arrays.setAll(energy, i -> Math.scalb(1.1, i));
    accuracy[0] = Double.NaN;
    energy[17] = Double.NaN;
    var flops = new double[toy.size()];
    Arrays.setAll(flops, i -> 1e6 + i);
    return new BenchmarkTable(
        toy,
        List.of(
            new Column(
                ColumnKey.parse("toys/3/test_accuracy/1"),
                Provenance.measured("a lab", "cd".repeat(32)),
                accuracy)),
        List.of(
            new CostColumn(
                CostKey.parse("a-phone [µs]"), Provenance.modelled("a | formula"), accuracy),
            new CostColumn(CostKey.parse("energy [mJ]"), Provenance.modelled("a model"), energy),
            new CostColumn(
                CostKey.parse("flops [multiply-adds]"), Provenance.analytic("counted"), flops)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.h5", "t.csv", "t.csv.gz"})
  void costsAndADeclaredSpaceAreReadAsTheyWereWritten(String name) throws IOException {
    BenchmarkTable written = declaredTable();
    TableFormats.write(written, folder.resolve(name));
    TableFile opened = TableFormats.open(folder.resolve(name));
    assertThat(opened.notices()).isEmpty();
    BenchmarkTable read = opened.table();
    assertThat(read.space()).isEqualTo(DeclaredSpaces.toy());
    // those that the space names in its order, then the others
    assertThat(read.costs())
        .extracting(cost -> cost.key().name())
        .containsExactly("flops", "energy", "a-phone");
    for (CostColumn cost : written.costs()) {
      CostColumn same = Objects.requireNonNull(read.findCost(cost.key().name()));
      assertThat(same.key()).isEqualTo(cost.key());
      assertThat(same.provenance()).isEqualTo(cost.provenance());
      assertThat(bits(same.values())).isEqualTo(bits(cost.values()));
    }
    for (Column column : written.columns()) {
      assertThat(bits(read.column(column.key()))).isEqualTo(bits(column));
    }
  }

  @Test
  void theDefaultTableIsWrittenInTheBytesThatItHas() throws IOException {
    Path table = Path.of("data/nats-size-surrogate.h5");
    Path again = folder.resolve("again.h5");
    TableFormats.write(TableFormats.read(table), again);
    assertThat(again).hasSameBinaryContentAs(table);
  }

  @Test
  void aFlippedBitOfACostIsNoticed() throws IOException {
    Path file = folder.resolve("t.h5");
    TableFormats.write(declaredTable(), file);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertThatThrownBy(() -> TableFormats.open(file))
          .as("byte %d", at)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  @Test
  void architecturesThatAreOneNetworkHaveTheValuesOfTheCanonicalOne() {
    DeclaredSpace toy = DeclaredSpaces.toy();
    BenchmarkTable table = declaredTable();
    double[] accuracy = table.column(ColumnKey.parse("toys/3/test_accuracy/1")).values();
    double[] energy = Objects.requireNonNull(table.findCost("energy")).values();
    int moved = toy.parse("a-0-22").index();
    int canonical = toy.parse("a-22-0").index();
    assertThat(accuracy[moved]).isEqualTo(canonical / 7.0);
    assertThat(energy[moved]).isEqualTo(Math.scalb(1.1, canonical));
  }

  @Test
  void anHdf5TableWhoseEquivalentArchitecturesDisagreeIsRefused() throws IOException {
    Path file = folder.resolve("foreign.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema_version", 1);
      hdf.putAttribute("space", DeclaredSpaces.toy().definition());
      double[] values = IntStream.range(0, 18).asDoubleStream().toArray();
      var dataset = hdf.putDataset("energy [mJ]", values);
      dataset.putAttribute("provenance", "measured");
      dataset.putAttribute("source", "a lab");
      dataset.putAttribute("source_sha256", "");
    }
    CostColumn energy = Objects.requireNonNull(TableFormats.read(file).findCost("energy"));
    assertThatThrownBy(energy::values)
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ": architecture a-0-1 has 1.0 in column energy [mJ], and a-1-0, the same network,"
                + " has 3.0");
  }

  private Path toyCsv(String header, String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("toy.csv"), header + "\n" + String.join("\n", rows) + "\n");
  }

  /** A row for every network of the toy space, the canonical architecture's, from the last one. */
  private static String[] networks(String cells) {
    DeclaredSpace toy = DeclaredSpaces.toy();
    return IntStream.iterate(toy.size() - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(toy::architecture)
        .filter(a -> toy.canonical(a).equals(a))
        .map(a -> toy.format(a) + "," + cells)
        .toArray(String[]::new);
  }

  @Test
  void aCsvNeedsOneRowOfEachNetworkAndNoUnitThatTheSpaceSays() throws IOException {
    String[] rows = networks("50.5,3,7e6");
    rows[0] = "b-22-22,,4,7e6";
    rows[1] = "b-22-1,60,,7e6";
    int one = List.of(rows).indexOf("a-1-0,50.5,3,7e6");
    rows[one] = "a-0-1,51.5,3,7e6"; // its other name
    Path file = toyCsv("architecture,toys/3/test_accuracy/1,energy,flops [multiply-adds]", rows);
    List<String> notices = new ArrayList<>();
    BenchmarkTable read = CsvImport.table(file, DeclaredSpaces.toy(), notices::add);
    assertThat(notices).isEmpty();
    double[] accuracy = read.column(ColumnKey.parse("toys/3/test_accuracy/1")).values();
    DeclaredSpace toy = DeclaredSpaces.toy();
    assertThat(accuracy[toy.parse("a-1-0").index()]).isEqualTo(51.5);
    assertThat(accuracy[toy.parse("a-0-1").index()]).isEqualTo(51.5);
    assertThat(accuracy[17]).isNaN();
    CostColumn energy = Objects.requireNonNull(read.findCost("energy"));
    assertThat(energy.key().unit()).isEqualTo("mJ");
    assertThat(energy.values()[17]).isEqualTo(4);
    assertThat(energy.provenance()).isEqualTo(Provenance.measured("toy.csv", Sha256.of(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a-0-0,50,3,7 | a-0-9,50,3,7  | :15: unknown architecture (a-0-9) in space toy",
        "a-0-0,50,3,7 | a-0-1,50,3,7  | : 13 rows of different networks, expected 14; the first architecture without one is a-0-0",
        "a-0-0,50,3,7 | a-0-1,50,4,7  | :15: architecture a-0-1 has 4.0 in column energy [mJ], and a-1-0, the same network, has 3.0",
        "a-0-0,50,3,7 | a-0-1,,3,7    | :15: architecture a-0-1 has none in column toys/3/test_accuracy/1, and a-1-0, the same network, has 50.0",
        "a-0-0,50,3,7 | a-1-0,50,3,7  | :15: architecture a-1-0 appears a second time, first in line 14",
        "a-0-0,50,3,7 | a-0-0,50,-3,7 | :15: cost -3.0 in column energy [mJ] is outside 0 to infinity",
        "a-0-0,50,3,7 | a-0-0,50,3    | :15: 3 cells, expected 4",
        "flops        | flops [params] | : cost flops is in (params), expected multiply-adds, as space toy has it",
        "flops        | macs          | :1: column name (macs) is not of the form dataset/epochs/metric/seed, nor a cost with its unit",
        "flops        | macs [ms]     | : no column flops, a cost of space toy",
        "flops        | energy        | :1: column energy [mJ] appears twice",
        "flops        | energy [J]    | : cost energy is in (J), expected mJ",
        "toys/3       | dolls/3       | : column dolls/3/test_accuracy/1: dataset (dolls) is none of space toy",
      })
  void whatIsWrongInACsvOfADeclaredSpaceIsOneLine(String from, String to, String reason)
      throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("architecture,toys/3/test_accuracy/1,energy,flops"));
    lines.addAll(List.of(networks("50,3,7")));
    String text = String.join("\n", lines);
    assertThat(text).contains(from);
    Path file = Files.writeString(folder.resolve("toy.csv"), text.replace(from, to) + "\n");
    assertThatThrownBy(() -> CsvImport.table(file, DeclaredSpaces.toy(), notice -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + reason);
  }

  @Test
  void aCsvOfAnotherSpaceThanTheOneAskedForIsRefused() throws IOException {
    Path file = folder.resolve("t.csv");
    TableFormats.write(declaredTable(), file);
    EnumerableSpace other =
        DeclaredSpaces.of(DeclaredSpaces.TOY.replace("name: toy", "name: game"));
    assertThatThrownBy(() -> CsvImport.table(file, other, notice -> {}))
        .hasMessage(file + ":1: a table of space toy, expected one of game");
    Files.writeString(file, Files.readString(file).replace("\"name\":\"toy\"", "\"nome\":\"toy\""));
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":1: space: unknown key (nome)");
  }

  @Test
  void costsOfEveryDeviceAreReadFromOneFile() throws IOException {
    String[] rows = networks("7,2.5,3.5");
    Path file = toyCsv("architecture,index,phone,tpu [ms]", rows);
    BenchmarkTable read =
        CsvImport.costs(file, DeclaredSpaces.toy(), "µs", Set.of("tpu"), notice -> {});
    assertThat(read.columns()).isEmpty();
    assertThat(read.costs())
        .extracting(cost -> cost.key().toString())
        .containsExactly("phone [µs]", "tpu [ms]");
    Path behind =
        toyCsv(
            "phone,architecture",
            List.of(rows).stream().map(r -> "2.5," + r.split(",")[0]).toArray(String[]::new));
    assertThat(CsvImport.costs(behind, DeclaredSpaces.toy(), "ms", Set.of(), notice -> {}).costs())
        .hasSize(1);
    assertThatThrownBy(
            () -> CsvImport.costs(behind, DeclaredSpaces.toy(), null, Set.of(), notice -> {}))
        .hasMessage(
            behind
                + ":1: cost (phone) without a unit, expected one behind the name, as pixel2 [ms], or --unit");
    Path none = toyCsv("phone,arch", "1,2");
    assertThatThrownBy(
            () -> CsvImport.costs(none, DeclaredSpaces.toy(), "ms", Set.of(), notice -> {}))
        .hasMessage(none + ":1: no column architecture, expected one beside the costs");
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
    assertThatThrownBy(() -> CsvImport.table(file, SPACE, notice -> {}))
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
