package org.nasreplay.table.nasbench101;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.Fuzzer;
import org.nasreplay.space.NasBench101Cell;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;

/**
 * Damage to files of NAS-Bench-101: as it happens to them, which a checksum mostly notices, and to
 * what lies within records and messages, framed as if it had been written so.
 */
class NasBench101FuzzIT {
  private static final List<NasBench101Cell> CELLS =
      List.of(
          NasBench101Cell.parse("1-"),
          NasBench101Cell.parse("111-3"),
          NasBench101Cell.parse("110011-1m"));

  @TempDir private Path folder;
  @TempDir private Path framed;

  private static byte[] metrics(NasBench101Cell cell, int run) throws IOException {
    return TfRecordWriter.metrics(cell, 108, 1000 + run, 1, 0.9, 0.91);
  }

  private static List<String> records() throws IOException {
    List<String> records = new ArrayList<>();
    for (NasBench101Cell cell : CELLS) {
      for (int run = 0; run < 3; run++) {
        records.add(TfRecordWriter.record(cell, 108, metrics(cell, run)));
      }
    }
    return records;
  }

  private static void read(Path file) throws Exception {
    read(file, null);
  }

  private static void read(Path file, @Nullable Path cells) throws Exception {
    BenchmarkTable table = NasBench101Import.read(file, cells, 1, (bytes, of) -> {}, notice -> {});
    for (Column column : table.columns()) {
      for (double value : column.values()) {
        if (!column.key().admits(value)) throw new AssertionError(column.key().refusal(value));
      }
    }
  }

  @Test
  void aDamagedFileIsReadOrRefused() throws Exception {
    Path file = folder.resolve("nb.tfrecord");
    byte[] whole = TfRecordWriter.file(records().toArray(String[]::new));
    Fuzzer.run(file, whole, file, NasBench101FuzzIT::read);
  }

  /** A line each, with right checksums. */
  @Test
  void damagedRecordsAreReadOrRefused() throws Exception {
    Path file = framed.resolve("nb.tfrecord");
    byte[] whole = String.join("\n", records()).getBytes(UTF_8);
    Fuzzer.run(
        folder.resolve("records.txt"),
        whole,
        file,
        damaged -> {
          var bytes = new ByteArrayOutputStream();
          for (String line : new String(Files.readAllBytes(damaged), UTF_8).split("\n", -1)) {
            TfRecordWriter.write(bytes, line.getBytes(UTF_8));
          }
          read(Files.write(file, bytes.toByteArray()));
        });
  }

  @Test
  void aDamagedMessageIsReadOrRefused() throws Exception {
    Path file = framed.resolve("nb.tfrecord");
    NasBench101Cell cell = CELLS.get(1);
    Fuzzer.run(
        folder.resolve("message"),
        metrics(cell, 0),
        file,
        damaged -> {
          String record = TfRecordWriter.record(cell, 108, Files.readAllBytes(damaged));
          read(Files.write(file, TfRecordWriter.file(record)));
        });
  }

  @Test
  void damagedListsAreReadOrRefused() throws Exception {
    var cells = new StringBuilder(String.join(",", MeasuredCells.CELLS)).append('\n');
    var runs = new StringBuilder(String.join(",", MeasuredCells.RUNS)).append('\n');
    for (NasBench101Cell cell : CELLS) {
      String[] text = cell.text().split("-", -1);
      List<Object> row =
          List.of(cell.hash(), cell.vertices(), text[0], text[1], cell.params(), 0.92);
      cells.append(String.join(",", row.stream().map(Object::toString).toList())).append('\n');
      List<Object> run = List.of(cell.hash(), 0.3, 0.5, 0.8, 0.93, 1768.97595, cell.params(), 0.92);
      runs.append(String.join(",", run.stream().map(Object::toString).toList())).append('\n');
    }
    Path list = folder.resolve("cells.csv");
    Path file = folder.resolve("runs.csv");
    Files.writeString(list, cells);
    Files.writeString(file, runs);
    Fuzzer.run(list, cells.toString().getBytes(UTF_8), folder, damaged -> read(file, damaged));
    Fuzzer.run(file, runs.toString().getBytes(UTF_8), folder, damaged -> read(damaged, list));
  }
}
