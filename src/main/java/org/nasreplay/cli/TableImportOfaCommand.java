package org.nasreplay.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.ofa.OnceForAll;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ofa",
    description = {
      "The once-for-all predictor of accuracy and the latencies of a Note10, as published in"
          + " NAS/checkpoints of github.com/gatech-sysml/CompOFA. Writes a folder that --table of"
          + " replay and search takes."
    },
    mixinStandardHelpOptions = true)
final class TableImportOfaCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "has acc_predictor.pth and the folder latency_table@note10")
  private String folder = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "folder to write")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    OnceForAll.copy(ProjectFiles.find(folder), target);
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(Text.format("accuracy predictor and latencies at 5 resolutions: %s", target));
    return 0;
  }
}
