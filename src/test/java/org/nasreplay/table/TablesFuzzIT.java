package org.nasreplay.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.Fuzzer;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.DeclaredSpaces;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SearchSpaces;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.csv.CsvImport;
import org.nasreplay.table.file.TableFormats;
import org.nasreplay.table.macro.MacroFiles;
import org.nasreplay.table.macro.MacroRelease;

/** Damaged tables of every format, read to their last value. */
class TablesFuzzIT {
  private static final EnumerableSpace SPACE = TopologySpace.instance();
  private static final ColumnKey KEY = ColumnKey.parse("cifar10/200/test_accuracy/777");
  private static final CostKey LATENCY = CostKey.parse("a-phone [ms]");
  private static final ColumnKey LOSS = ColumnKey.parse("cifar10/200/test_loss/777");

  @TempDir private Path folder;

  private static double[] accuracies() {
    var values = new double[SPACE.size()];
    for (int i = 0; i < values.length; i++) values[i] = i % 7 == 0 ? Double.NaN : i % 100 / 2.0;
    return values;
  }

  private static BenchmarkTable table() {
    var losses = new double[SPACE.size()];
    Arrays.setAll(losses, i -> i % 10);
    return new BenchmarkTable(
        SPACE,
        List.of(
            new Column(KEY, Provenance.analytic("set by hand"), accuracies()),
            new Column(LOSS, Provenance.measured("a lab", "ab".repeat(32)), losses)),
        List.of(new CostColumn(LATENCY, Provenance.modelled("a model"), losses)));
  }

  /** Of a space that the file itself declares, so small that damage meets it. */
  private static BenchmarkTable declaredTable() {
    DeclaredSpace toy = DeclaredSpaces.toy();
    double[] values = IntStream.range(0, toy.size()).asDoubleStream().toArray();
    ColumnKey key = ColumnKey.parse("toys/3/test_accuracy/1");
    return new BenchmarkTable(
        toy,
        List.of(new Column(key, Provenance.measured("a lab", ""), values)),
        List.of(
            new CostColumn(
                CostKey.parse("flops [multiply-adds]"), Provenance.analytic("counted"), values)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.csv.gz", "t.h5"})
  void aDamagedTableOfADeclaredSpaceIsReadOrRefused(String name) throws Exception {
    Path file = folder.resolve(name);
    TableFormats.write(declaredTable(), file);
    Files.deleteIfExists(folder.resolve(name + ".sha256"));
    Fuzzer.run(file, Files.readAllBytes(file), file, TablesFuzzIT::read);
  }

  @Test
  void aDamagedSpaceIsReadOrRefused() throws Exception {
    Path file = folder.resolve("space.yaml");
    Fuzzer.run(
        file,
        DeclaredSpaces.TOY.getBytes(UTF_8),
        file,
        damaged -> {
          DeclaredSpace read = DeclaredSpace.read(damaged);
          assertThat(SearchSpaces.of(read.definition())).isEqualTo(read);
        });
  }

  @Test
  void aDamagedCsvOfADeclaredSpaceIsImportedOrRefused() throws Exception {
    Path file = folder.resolve("t.csv");
    TableFormats.write(declaredTable(), file);
    Files.deleteIfExists(folder.resolve("t.csv.sha256"));
    String whole = Files.readString(file).replaceAll("(?m)^#.*\n", "");
    DeclaredSpace toy = DeclaredSpaces.of(DeclaredSpaces.TOY.replace(", energy: mJ", ""));
    Fuzzer.run(
        file, whole.getBytes(UTF_8), file, damaged -> CsvImport.table(damaged, toy, notice -> {}));
  }

  @Test
  void aDamagedFileOfNasBenchMacroIsReadOrRefused() throws Exception {
    Path file = folder.resolve("networks.json");
    Fuzzer.runTenth(
        file, MacroFiles.wholeMacro().getBytes(UTF_8), file, MacroRelease.NAS_BENCH_MACRO::read);
  }

  @Test
  void aDamagedBeginningOfNasBenchMacroIsRefused() throws Exception {
    assertRefused(MacroRelease.NAS_BENCH_MACRO, MacroFiles.beginningOfMacro());
  }

  @Test
  void aDamagedBeginningOfChannelBenchMacroIsRefused() throws Exception {
    assertRefused(MacroRelease.CHANNEL_RESNET, MacroFiles.beginningOfChannel());
  }

  private void assertRefused(MacroRelease release, String beginning) throws Exception {
    Path file = folder.resolve("networks.json");
    Fuzzer.run(
        file,
        beginning.getBytes(UTF_8),
        file,
        damaged -> {
          try {
            release.read(damaged);
          } catch (InputException e) { // as whole as it was
            if (!e.reason().matches("[45] rows\\b.*")) throw e;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"costs.csv", "costs.csv.gz"})
  void damagedCostsOfADeclaredSpaceAreReadOrRefused(String name) throws Exception {
    DeclaredSpace toy = DeclaredSpaces.toy();
    var costs = new StringBuilder("index,architecture,phone,tpu [mJ]\n");
    for (int i = 0; i < toy.size(); i++) {
      Architecture architecture = toy.architecture(i);
      int network = toy.canonical(architecture).index();
      costs.append(
          Text.format("%d,%s,%d.5,%d\n", i, toy.format(architecture), network, 2 * network));
    }
    Path file = folder.resolve(name);
    byte[] whole = costs.toString().getBytes(UTF_8);
    Fuzzer.run(
        file,
        name.endsWith(".gz") ? gzipped(whole) : whole,
        file,
        damaged -> {
          BenchmarkTable read = CsvImport.costs(damaged, toy, "ms", Set.of("tpu"), notice -> {});
          for (CostColumn cost : read.costs()) cost.values();
        });
  }

  private static byte[] gzipped(byte[] whole) throws Exception {
    var compressed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(compressed)) {
      out.write(whole);
    }
    return compressed.toByteArray();
  }

  private static BenchmarkTable read(Path file) throws Exception {
    BenchmarkTable table = TableFormats.read(file);
    for (Column column : table.columns()) column.values();
    for (CostColumn cost : table.costs()) cost.values();
    return table;
  }

  private Path written(String name) throws Exception {
    Path file = folder.resolve(name);
    TableFormats.write(table(), file);
    Files.deleteIfExists(folder.resolve(name + ".sha256"));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.csv.gz"})
  void aDamagedCsvTableIsReadOrRefused(String name) throws Exception {
    Path file = written(name);
    Fuzzer.runTenth(file, Files.readAllBytes(file), file, TablesFuzzIT::read);
  }

  @Test
  void aDamagedHdf5TableOfOursHasItsOwnValuesOrIsRefused() throws Exception {
    Path file = written("t.h5");
    Fuzzer.run(
        file,
        Files.readAllBytes(file),
        file,
        damaged -> {
          BenchmarkTable read = read(damaged);
          assertThat(read.columns()).hasSize(2);
          assertThat(read.column(KEY).values()).containsExactly(accuracies());
          assertThat(read.costs()).hasSize(1);
        });
  }

  @Test
  void aDamagedHdf5TableOfAnotherProgramIsReadOrRefused() throws Exception {
    Path file = folder.resolve("foreign.h5");
    DatasetCreationOptions options =
        DatasetCreationOptions.builder().chunkDimensions(4000).shuffle().deflate(6).build();
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema_version", 1);
      hdf.putAttribute("space", SPACE.name());
      var group = hdf.putGroup("cifar10").putGroup("200").putGroup("test_accuracy");
      for (String seed : List.of("777", "888")) {
        var dataset =
            seed.equals("777")
                ? group.putDataset(seed, accuracies(), options)
                : group.putDataset(seed, accuracies());
        dataset.putAttribute("provenance", "measured");
        dataset.putAttribute("source", "a lab");
        dataset.putAttribute("source_sha256", "");
      }
    }
    Fuzzer.run(file, Files.readAllBytes(file), file, TablesFuzzIT::read);
  }
}
