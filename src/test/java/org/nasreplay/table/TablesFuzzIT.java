package org.nasreplay.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.Fuzzer;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.file.TableFormats;

/** Damaged tables of every format, read to their last value. */
class TablesFuzzIT {
  private static final EnumerableSpace SPACE = TopologySpace.instance();
  private static final ColumnKey KEY = ColumnKey.parse("cifar10/200/test_accuracy/777");
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
            new Column(LOSS, Provenance.measured("a lab", "ab".repeat(32)), losses)));
  }

  private static BenchmarkTable read(Path file) throws Exception {
    BenchmarkTable table = TableFormats.read(file);
    for (Column column : table.columns()) column.values();
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
    Fuzzer.run(file, Files.readAllBytes(file), file, TablesFuzzIT::read);
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
