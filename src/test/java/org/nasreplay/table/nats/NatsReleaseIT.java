package org.nasreplay.table.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.file.TableFormats;

/** A release of two hundred records, and what other programs read in the table made of it. */
class NatsReleaseIT {
  private static final int RECORDS = 200;

  @TempDir private Path folder;

  @Test
  void twoHundredRecordsInAFolderAndInATarAreTheSameTable() throws Exception {
    Map<String, byte[]> members = ReleaseMaker.madeUp().members(RECORDS);
    ReleaseMaker.folder(folder.resolve("release"), members);
    ReleaseMaker.tar(folder.resolve("release.tar"), members, true);
    var options = new NatsImport.Options(Curves.SHORT, true, 2);
    BenchmarkTable one =
        NatsImport.read(folder.resolve("release"), options, (done, of) -> {}).table();
    BenchmarkTable other =
        NatsImport.read(folder.resolve("release.tar"), options, (done, of) -> {}).table();

    assertThat(one.columns()).hasSameSizeAs(other.columns()).hasSizeGreaterThan(400);
    for (Column column : one.columns()) {
      Column same = other.column(column.key());
      assertThat(Arrays.equals(column.values(), same.values())).as("%s", column.key()).isTrue();
      assertThat(column.provenance()).isEqualTo(same.provenance());
      for (int i = 0; i < one.space().size(); i++) {
        assertThat(Double.isNaN(column.values()[i])).isEqualTo(i >= RECORDS);
      }
    }
    // The maker adds index / 1024 seconds to each of twelve epochs.
    double[] seconds = one.column(ColumnKey.parse("cifar10/12/train_seconds/888")).values();
    assertThat(seconds[198] - seconds[0]).isCloseTo(12 * 198 / 1024.0, within(1e-9));
  }

  @Test
  void h5dumpAndH5pyReadTheSameValues() throws Exception {
    assumeTrue(Files.isDirectory(ReleaseMaker.sample("topology")), "needs the official samples");
    assumeTrue(runs("h5dump", "--version"), "needs h5dump (Debian: hdf5-tools)");
    assumeTrue(runs("/usr/bin/python3", "-c", "import h5py"), "needs h5py (Debian: python3-h5py)");
    BenchmarkTable table =
        NatsImport.read(
                ReleaseMaker.sample("topology"),
                new NatsImport.Options(Curves.SHORT, true, 2),
                (done, of) -> {})
            .table();
    Path file = folder.resolve("table.h5");
    TableFormats.write(table, file);
    List<Column> compared = new ArrayList<>();
    List<Column> columns = new ArrayList<>(table.columns());
    for (int i = 0; i < columns.size(); i += 7) compared.add(columns.get(i));

    // Without names and indices: numbers only, with all their digits. One program writes one file,
    // so its numbers follow each other.
    List<Object> dump = new ArrayList<>(List.of("h5dump", "-y", "-w", "0", "-m", "%.17g"));
    for (Column column : compared) dump.addAll(List.of("-d", "/" + column.key()));
    Path dumped = folder.resolve("dump.txt");
    dump.addAll(List.of("-o", dumped, file));
    output(dump.toArray());
    assertSame(compared, Files.readString(dumped));

    String read =
        """
        import h5py, sys
        file = h5py.File(sys.argv[1])
        for name in sys.argv[2:]:
            for v in file[name][:]: print(repr(float(v)))
        """;
    List<Object> python = new ArrayList<>(List.of("/usr/bin/python3", "-c", read, file));
    for (Column column : compared) python.add("/" + column.key());
    assertSame(compared, output(python.toArray()));
  }

  /** The values of {@code columns}, one column after the other. */
  private static void assertSame(List<Column> columns, String printed) {
    String[] numbers = printed.trim().split("[,\\s]+");
    int rows = columns.get(0).values().length;
    assertThat(numbers).hasSize(columns.size() * rows);
    for (int i = 0; i < columns.size(); i++) {
      assertSame(
          columns.get(i).key().toString(),
          columns.get(i).values(),
          Arrays.copyOfRange(numbers, i * rows, (i + 1) * rows));
    }
  }

  private static void assertSame(String path, double[] values, String[] numbers) {
    assertThat(numbers).as(path).hasSameSizeAs(values);
    for (int i = 0; i < values.length; i++) {
      double number = numbers[i].equals("nan") ? Double.NaN : Double.parseDouble(numbers[i]);
      if (Double.compare(number, values[i]) != 0) {
        throw new AssertionError(Text.format("%s[%d]: %s, stored %s", path, i, number, values[i]));
      }
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(Object... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Arrays.stream(command).map(String::valueOf).toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.trim();
  }
}
