package org.nasreplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Task;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.file.TableFormats;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reading the default table costs, from a file that the system has cached.
 *
 * <p>{@code open} reads what is there; {@code values} also every value of every column, which HDF5
 * reads when they are asked for; {@code replay} all that the default suite asks for. Expect an
 * opened HDF5 file within 15 ms, and CSV, which is read whole, within 400 ms. The baseline reads
 * the bytes of the file. Run: {@code scripts/bench TableLoadBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class TableLoadBenchmark {
  @Param({"h5", "csv"})
  public String format = "";

  private Path file = Default.TABLE;
  private List<Protocol> protocols = List.of();

  @Setup
  public void convert() throws IOException {
    protocols = Default.suite().protocols();
    file = Files.createTempFile("table", "." + format);
    if (format.equals("h5")) Files.copy(Default.TABLE, file, StandardCopyOption.REPLACE_EXISTING);
    else TableFormats.write(TableFormats.read(Default.TABLE), file);
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public BenchmarkTable open() throws IOException {
    return TableFormats.read(file);
  }

  @Benchmark
  public double values() throws IOException {
    double sum = 0;
    for (Column column : TableFormats.read(file).columns()) sum += column.values()[0];
    return sum;
  }

  @Benchmark
  public List<Task> replay() throws IOException {
    BenchmarkTable table = TableFormats.read(file);
    return protocols.stream()
        .map(protocol -> new Task(protocol, new TableBenchmark(table)))
        .toList();
  }

  @Benchmark
  public byte[] baseline() throws IOException {
    return Files.readAllBytes(file);
  }
}
