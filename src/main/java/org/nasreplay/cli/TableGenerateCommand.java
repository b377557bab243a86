package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nasreplay.table.file.TableFormats;
import org.nasreplay.table.surrogate.SizeSurrogate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description = "Draws a table of the size space from the surrogate model.",
    mixinStandardHelpOptions = true)
final class TableGenerateCommand implements Callable<Integer> {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "table to write")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the drawing (default: ${DEFAULT-VALUE}, the committed table's)")
  private long seed = SizeSurrogate.DEFAULT_SEED;

  @Override
  public Integer call() throws IOException {
    TableFormats.write(new SizeSurrogate().generate(seed), out);
    return 0;
  }
}
