package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
      "All must have the same table; runs and seeds may differ, and protocols that not all have",
      "are left out."
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

  @Option(
      names = "--overwrite",
      description = "replace other results that nasreplay wrote into the folder")
  private boolean overwrite;

  @Option(
      names = "--highlight",
      paramLabel = "NAME",
      split = ",",
      description = "searchers that are in colour beside the best few, where not all are")
  private List<String> highlighted = new ArrayList<>();

  @Option(
      names = "--unchecked",
      description = "read results that were edited since the replay; the page says so")
  private boolean unchecked;

  @Override
  public Integer call() throws IOException {
    List<MergedResults.Source> sources = new ArrayList<>();
    for (Path folder : folders) {
      if (same(folder, out)) {
        throw new InputException(folder.toString(), "is both compared and written to, see --out");
      }
      for (Path other : folders.subList(0, sources.size())) {
        if (!same(folder, other)) continue;
        throw new InputException(folder.toString(), "is given twice, expected different results");
      }
      Results read =
          unchecked
              ? ResultFiles.readUnchecked(folder)
              : ResultFiles.read(folder, "--unchecked reads it all the same");
      sources.add(new MergedResults.Source(nameOf(folder), read));
    }
    Results merged = MergedResults.of(sources);
    Map<String, String> identity =
        Map.of("results compared", folders.stream().map(String::valueOf).collect(joining(", ")));
    try (var opened = ResultFolder.open(out, identity, overwrite)) {
      opened.write(merged);
      Report.write(merged, out, highlighted);
    }
    PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
    Set<String> leftOut = MergedResults.leftOut(sources);
    if (!leftOut.isEmpty()) {
      console.println("left out, as not all have them: " + String.join(", ", leftOut));
    }
    console.println(Text.format("%d results: %s", folders.size(), out.resolve(Report.PAGE)));
    return 0;
  }

  private static boolean same(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
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
