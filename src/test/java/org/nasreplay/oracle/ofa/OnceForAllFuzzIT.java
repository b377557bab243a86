package org.nasreplay.oracle.ofa;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.Fuzzer;
import org.nasreplay.space.OnceForAllSpace;

class OnceForAllFuzzIT {
  private static final Path DATA = Path.of("../shared/data/ofa-mobilenetv3");
  private static final String TABLES = "latency_table_note10";

  @TempDir private Path folder;

  @Test
  void damagedTablesAreReadOrRefused() throws Exception {
    assumeThat(DATA).as("data that is kept beside the project").exists();
    Path tables = Files.createDirectories(folder.resolve(TABLES));
    for (int resolution : OnceForAllSpace.resolutions()) {
      String name = resolution + "_lookup_table.yaml";
      Files.write(tables.resolve(name), Files.readAllBytes(DATA.resolve(TABLES).resolve(name)));
    }
    Path file = tables.resolve("160_lookup_table.yaml");
    Fuzzer.run(file, Files.readAllBytes(file), file, damaged -> Note10Latency.read(folder));
  }

  @Test
  void damagedWeightsAreReadOrRefused() throws Exception {
    assumeThat(DATA).as("data that is kept beside the project").exists();
    Path file = folder.resolve(AccuracyPredictor.FILE);
    Fuzzer.run(
        file,
        Files.readAllBytes(DATA.resolve(AccuracyPredictor.FILE)),
        file,
        damaged -> AccuracyPredictor.read(folder));
  }

  @Test
  void aDamagedZipOfTensorsIsReadOrRefused() throws Exception {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(zipped)) {
      for (int i = 0; i < PyTorchWeightsTest.TENSORS.length; i++) {
        zip.putNextEntry(new ZipEntry("acc_predictor/data/" + i));
        zip.write(PyTorchWeightsTest.tensor(i, PyTorchWeightsTest.TENSORS[i]));
      }
    }
    assertTensorsOrRefused(zipped.toByteArray());
  }

  @Test
  void aDamagedStreamOfTensorsIsReadOrRefused() throws Exception {
    assertTensorsOrRefused(PyTorchWeightsTest.stream());
  }

  private void assertTensorsOrRefused(byte[] whole) throws Exception {
    Path file = folder.resolve("acc_predictor.pth");
    Fuzzer.run(
        file, whole, file, damaged -> PyTorchWeights.read(damaged, PyTorchWeightsTest.TENSORS));
  }
}
