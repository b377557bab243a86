package org.nasreplay.table.nasbench101;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.nasreplay.space.NasBench101Cell;

/**
 * Writes a file as large as the authors': real cells in shuffled order, made-up values. With it an
 * import is timed.
 */
final class MadeUpRelease {
  private MadeUpRelease() {}

  /**
   * @param args nasbench101-cells.csv.gz, the file to write, and the budgets
   */
  public static void main(String... args) throws IOException {
    List<String> rows = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(args[0]))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) rows.add(line);
    }
    var random = new SplittableRandom(1);
    for (int i = rows.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      rows.set(i, rows.set(other, rows.get(i)));
    }
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 20)) {
      for (int budget = 2; budget < args.length; budget++) {
        int epochs = Integer.parseInt(args[budget]);
        for (String row : rows) {
          String[] cells = row.split(",", -1);
          NasBench101Cell cell = NasBench101Cell.parse(cells[2] + "-" + cells[3]);
          for (int run = 0; run < TrainedCell.RUNS; run++) {
            byte[] metrics =
                TfRecordWriter.metrics(
                    cell,
                    epochs,
                    (float) random.nextDouble(8, 16) * epochs,
                    1,
                    (float) random.nextInt(9000, 9500) / 10_000,
                    (float) random.nextInt(9000, 9500) / 10_000);
            String record =
                TfRecordWriter.record(
                    cells[0],
                    epochs,
                    cell.adjacency(),
                    String.join(",", cell.operationNames()),
                    metrics);
            TfRecordWriter.write(out, record.getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
  }
}
