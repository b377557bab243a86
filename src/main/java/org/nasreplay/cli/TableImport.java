package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFormats;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads somebody's files as a table, writes it, and says what it holds. */
abstract class TableImport implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "table to write")
  private Path target = Path.of("");

  /**
   * The table.
   *
   * @param notices gets what is to be known about the files, a line each
   */
  abstract BenchmarkTable read(List<String> notices) throws IOException, InterruptedException;

  final PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    List<String> notices = new ArrayList<>();
    BenchmarkTable table = read(notices);
    TableFormats.write(table, target);
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(
            Text.format(
                "%,d architectures of the %s space, %d columns, %d costs: %s",
                table.space().size(),
                table.space().name(),
                table.columns().size(),
                table.costs().size(),
                target));
    ProjectFiles.remark(notices, err());
    return 0;
  }
}
