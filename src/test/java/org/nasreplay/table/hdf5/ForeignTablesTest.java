package org.nasreplay.table.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.file.TableFormats;

/** HDF5 tables as h5py writes them, against what h5py reads from them. */
class ForeignTablesTest {
  private static final ColumnKey KEY = ColumnKey.parse("cifar10/200/test_accuracy/777");
  private static final Path CASES = Path.of("../shared/cases");

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws Exception {
    Path script = Files.createFile(folder.resolve("foreign.py"));
    try (var in = ForeignTablesTest.class.getResourceAsStream("foreign.py")) {
      Files.write(script, in.readAllBytes());
    }
    boolean present = python("-c", "import h5py") == 0;
    assumeTrue(present, "needs h5py (Debian: python3-h5py)");
    assertThat(python(script.toString(), folder.toString())).isZero();
  }

  private static int python(String... arguments) throws IOException, InterruptedException {
    Path python = Path.of("/usr/bin/python3");
    if (!Files.isExecutable(python)) return -1;
    List<String> command =
        Stream.concat(Stream.of(python.toString()), Stream.of(arguments)).toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("python.txt").toFile())
        .start()
        .waitFor();
  }

  @TestFactory
  Stream<DynamicTest> everyTableIsReadAsByH5pyOrRefusedInALineThatSaysWhy() throws IOException {
    List<Path> tables;
    try (var files = Files.list(folder)) {
      tables = files.filter(file -> file.toString().endsWith(".h5")).sorted().toList();
    }
    assertThat(tables).hasSizeGreaterThan(150);
    return tables.stream()
        .map(table -> DynamicTest.dynamicTest(name(table), () -> readOrRefused(table)));
  }

  private static String name(Path table) {
    return String.valueOf(table.getFileName()).replace(".h5", "");
  }

  private static void readOrRefused(Path file) throws IOException {
    Path refusal = file.resolveSibling(name(file) + ".refusal");
    if (Files.exists(refusal)) {
      assertThatThrownBy(
              () -> {
                for (Column column : TableFormats.read(file).columns()) column.values();
              })
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(Files.readString(refusal))
          .message()
          .hasLineCount(1);
      return;
    }
    ByteBuffer expected =
        ByteBuffer.wrap(Files.readAllBytes(file.resolveSibling(name(file) + ".values")))
            .order(ByteOrder.LITTLE_ENDIAN);
    Column column = TableFormats.read(file).column(KEY);
    assertThat(column.values()).hasSize(expected.remaining() / Double.BYTES);
    for (double value : column.values()) {
      assertThat(Double.doubleToRawLongBits(value)).isEqualTo(expected.getLong());
    }
  }

  @Test
  void narrowNumbersAreWidenedAndSaidToBe() throws IOException {
    assertThat(source("type-little-f4")).isEqualTo("a lab (float32, widened)");
    assertThat(source("type-little-f2")).isEqualTo("a lab (float16, widened)");
    assertThat(source("type-big-f8")).isEqualTo("a lab");
  }

  private static String source(String name) throws IOException {
    return TableFormats.read(folder.resolve(name + ".h5")).column(KEY).provenance().source();
  }

  @Test
  void aDatasetWithTwoNamesIsTwoColumns() throws IOException {
    BenchmarkTable table = TableFormats.read(folder.resolve("two-names-of-a-dataset.h5"));
    assertThat(table.columns()).hasSize(2);
    assertThat(table.column(KEY).values()).isEqualTo(table.column(KEY.withSeed("888")).values());
  }

  @Test
  void h5pyReadsWhatIsWrittenHereAndCutsTheSealOffWhenItChangesIt() throws Exception {
    BenchmarkTable table = TableFormats.read(folder.resolve("noise-earliest-plain-1000-fixed.h5"));
    Path file = folder.resolve("ours.hdf5");
    TableFormats.write(table, file);
    assertThat(TableFormats.open(file).digest().sealed()).isTrue();
    Path read = folder.resolve("read.bin");
    String name = KEY.toString();
    String reading =
        "import h5py, sys; h5py.File(sys.argv[1])[sys.argv[2]][()].tofile(sys.argv[3])";
    assertThat(python("-c", reading, file.toString(), name, read.toString())).isZero();
    ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(read)).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : table.column(KEY).values()) assertThat(values.getDouble()).isEqualTo(value);

    String change = "import h5py, sys; h5py.File(sys.argv[1], 'r+')[sys.argv[2]][0] = 5";
    assertThat(python("-c", change, file.toString(), name)).isZero();
    assertThatThrownBy(() -> TableFormats.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("set the root's schema_version to 1");
    String meant = "import h5py, sys; h5py.File(sys.argv[1], 'r+').attrs['schema_version'] = 1";
    assertThat(python("-c", meant, file.toString())).isZero();
    assertThat(TableFormats.read(file).column(KEY).values()[0]).isEqualTo(5);
  }

  @Test
  void columnsAndRootAreHeldEvenWhereTheSealIsRight() throws Exception {
    BenchmarkTable table = TableFormats.read(folder.resolve("two-names-of-a-dataset.h5"));
    Path file = folder.resolve("resealed.hdf5");
    ColumnKey other = KEY.withSeed("888");
    TableFormats.write(table, file);
    change(file, "f[c][0] += 1");
    assertThat(TableFormats.open(file).table().column(other).values()).hasSize(15_625);
    assertThatThrownBy(() -> TableFormats.open(file).table().column(KEY).values())
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": column " + KEY + " is damaged: it has not the SHA-256 that it says");
    for (String change :
        List.of(
            "del f[c]",
            "f[c + '0'] = f[c]; del f[c]",
            "f.attrs['order'] = 'another'",
            "f[c].attrs['sha256'] = '0' * 64")) {
      TableFormats.write(table, file);
      change(file, change);
      assertThatThrownBy(() -> TableFormats.open(file))
          .as(change)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("was changed or damaged since nasreplay wrote it");
    }
    TableFormats.write(table, file);
    change(file, "f[c].attrs['source'] = 'another lab'");
    assertThatThrownBy(() -> TableFormats.open(file).table().column(KEY).values())
        .hasMessageContaining("is damaged");
  }

  private static void change(Path file, String change) throws Exception {
    String script = "import h5py, sys; f = h5py.File(sys.argv[1], 'r+'); c = sys.argv[2]; ";
    assertThat(python("-c", script + change, file.toString(), KEY.toString())).isZero();
    Seal.append(file);
  }

  @Test
  void theCasesOfFillValuesAndOddShapesAndCyclesAreReadOrRefused() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "the cases are not here: " + CASES);
    ColumnKey key = ColumnKey.parse("cifar10/90/test_accuracy/777");
    double[] part =
        TableFormats.read(CASES.resolve("03-hdf5-fill-value/part-nan-chunk.h5"))
            .column(key)
            .values();
    assertThat(part).endsWith(Double.NaN).hasSize(32_768);
    assertThat(Arrays.stream(part).filter(Double::isNaN).count()).isEqualTo(28_768);
    assertThat(Arrays.stream(part).filter(v -> !Double.isNaN(v)).min()).hasValue(79.79);
    Path odd = CASES.resolve("05-hdf5-odd-shapes-and-attributes");
    assertThat(TableFormats.read(odd.resolve("f32.h5")).column(key).values()[0])
        .isEqualTo((double) 79.79f);
    assertThatThrownBy(() -> TableFormats.read(odd.resolve("col2d.h5")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has the shape [32768, 1], expected one dimension of 32768 values");
    assertThatThrownBy(() -> TableFormats.read(CASES.resolve("31-hdf5-cycles/cycle.h5")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("contains itself");
  }
}
