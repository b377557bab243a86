package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.MergedResults;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    description = {
      "Merges finished results into one report.",
      "All must have the same protocols and the same table; runs and seeds may differ."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "2..*", paramLabel = "DIR", description = "folders that replay has written")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the merged results (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("reports", "comparison");

  @Option(names = "--overwrite", description = "replace whatever the folder holds")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    List<MergedResults.Source> sources = new ArrayList<>();
    for (Path folder : folders) {
      if (folder.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
        throw new InputException(
            Text.format("%s: is both compared and written to, see --out", folder));
      }
      sources.add(new MergedResults.Source(nameOf(folder), ResultFiles.read(folder)));
    }
    Results merged = MergedResults.of(sources);
    ResultFolder opened = ResultFolder.open(out, "comparison", false, overwrite);
    ResultFiles.write(merged, out);
    opened.finished();
    Report.write(merged, out);
    PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
    console.println(Text.format("%d results: %s", folders.size(), out.resolve(Report.PAGE)));
    return 0;
  }

  /** A folder's own name, unless another one has it too. */
  private String nameOf(Path folder) {
    String name = lastOf(folder);
    long alike = folders.stream().map(CompareCommand::lastOf).filter(name::equals).count();
    return alike == 1 ? name : folder.toString();
  }

  private static String lastOf(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}
