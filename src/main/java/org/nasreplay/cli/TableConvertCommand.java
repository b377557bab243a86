package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.file.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "convert",
    description = "Writes a table in another format; the ends of the names tell which.",
    mixinStandardHelpOptions = true)
final class TableConvertCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FROM", description = "table to read")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "table to write")
  private Path to = Path.of("");

  @Override
  public Integer call() throws IOException {
    TableFile opened = ProjectFiles.table(from);
    TableFormats.write(opened.table(), to);
    ProjectFiles.remark(opened, Objects.requireNonNull(spec).commandLine().getErr());
    return 0;
  }
}
