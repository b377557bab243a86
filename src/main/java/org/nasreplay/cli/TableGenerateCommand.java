package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.file.TableFormats;
import org.nasreplay.table.surrogate.SizeSurrogate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    description = {
      "Draws a table of the size space from the surrogate model.",
      "Given a measured table, it draws what that one lacks, and as its values make it likely:",
      "measured columns stay as they are, drawn ones are modelled."
    },
    mixinStandardHelpOptions = true)
final class TableGenerateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "table to write")
  private Path out = Path.of("");

  @Option(
      names = "--given",
      paramLabel = "TABLE",
      description = "measured table; several may be given, of which the first wins")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the drawing (default: ${DEFAULT-VALUE}, the committed table's)")
  private long seed = SizeSurrogate.DEFAULT_SEED;

  @Override
  public Integer call() throws IOException {
    var surrogate = new SizeSurrogate();
    if (given.isEmpty()) {
      TableFormats.write(surrogate.generate(seed), out);
      return 0;
    }
    List<TableFile> files = new ArrayList<>();
    for (String file : given) files.add(ProjectFiles.table(file));
    BenchmarkTable measured = files.get(0).table();
    for (TableFile file : files.subList(1, files.size())) {
      try {
        measured = measured.merge(file.table());
      } catch (InputException e) {
        throw e.in(file.path());
      }
    }
    BenchmarkTable complete;
    try {
      complete = surrogate.complete(measured, seed);
    } catch (InputException e) {
      throw files.size() == 1 ? e.in(files.get(0).path()) : e;
    }
    TableFormats.write(complete, out);
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    long modelled = complete.columns().stream().filter(Column::modelled).count();
    command
        .getOut()
        .println(
            Text.format(
                "%d columns, of which %d are modelled: %s",
                complete.columns().size(), modelled, out));
    for (TableFile file : files) ProjectFiles.remark(file, command.getErr());
    return 0;
  }
}
