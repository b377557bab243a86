package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.MergedResults;
import org.nasreplay.replay.MergedShards;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.report.Report;
import org.nasreplay.report.chart.Highlights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    description = {
      "Merges finished results into one report.",
      "All must have the same table; runs and seeds may differ, and protocols that not all have"
          + " are left out. With --merge, makes the results of a whole replay of all its shards."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders that replay has written")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder of the merged results (default: reports/comparison; of shards that of the whole"
              + " replay)")
  private @Nullable Path out;

  @Option(
      names = "--merge",
      description = "of folders that replay --shard has written: all of one replay")
  private boolean merge;

  @Option(
      names = "--overwrite",
      description = "replace other results that nasreplay wrote into the folder")
  private boolean overwrite;

  @Mixin private Highlighted highlighted = new Highlighted();

  @Option(
      names = "--unchecked",
      description = "read results that were edited since the replay; the page says so")
  private boolean unchecked;

  @Override
  public Integer call() throws IOException {
    if (merge) return merge();
    if (folders.size() < 2) {
      throw new InputException(folders.get(0).toString(), "is alone, expected two folders or more");
    }
    Path into = requireApart(out != null ? out : Path.of("reports", "comparison"));
    List<MergedResults.Source> sources = new ArrayList<>();
    for (Path folder : folders) {
      Results read =
          unchecked
              ? ResultFiles.readUnchecked(folder)
              : ResultFiles.read(folder, "--unchecked reads it all the same");
      sources.add(new MergedResults.Source(nameOf(folder), read));
    }
    Results merged = MergedResults.of(sources);
    Map<String, String> identity =
        Map.of("results compared", folders.stream().map(String::valueOf).collect(joining(", ")));
    write(merged, identity, into);
    Set<String> leftOut = MergedResults.leftOut(sources);
    if (!leftOut.isEmpty()) {
      say("left out, as not all have them: " + String.join(", ", leftOut));
    }
    say(Text.format("%d results: %s", folders.size(), into.resolve(Report.PAGE)));
    return 0;
  }

  /** What it makes is what the whole replay would have left, and goes where that would. */
  private int merge() throws IOException {
    if (unchecked) throw new InputException("--unchecked: shards are merged as they were written");
    if (out != null) requireApart(out);
    MergedShards merged = MergedShards.read(folders);
    String named = ReplayCommand.wholeOf(lastOf(folders.get(0)));
    String suite = merged.results().provenance().suite();
    if (named == null) Expect.name("suite", suite);
    String name = named != null ? named : suite;
    Path into = out != null ? out : requireApart(Path.of("reports", name));
    write(merged.results(), merged.identity(), into);
    say(
        Text.format(
            "%d shards, %,d runs: %s",
            folders.size(), merged.results().runs().size(), into.resolve(Report.PAGE)));
    return 0;
  }

  /** Every folder is another one, and none is written to. */
  private Path requireApart(Path into) throws IOException {
    for (int i = 0; i < folders.size(); i++) {
      Path folder = folders.get(i);
      if (same(folder, into)) {
        throw new InputException(folder.toString(), "is both compared and written to, see --out");
      }
      for (Path other : folders.subList(0, i)) {
        if (!same(folder, other)) continue;
        throw new InputException(folder.toString(), "is given twice, expected different results");
      }
    }
    return into;
  }

  private void write(Results merged, Map<String, String> identity, Path into) throws IOException {
    List<String> labels =
        merged.provenance().searchers().stream().map(ReplayProvenance.Searcher::label).toList();
    List<String> chosen = Highlights.chosen(highlighted.searchers(), labels); // before any file
    try (var opened = ResultFolder.open(into, identity, overwrite)) {
      opened.write(merged);
      Report.write(merged, into, chosen);
    }
  }

  private void say(String line) {
    Objects.requireNonNull(spec).commandLine().getOut().println(line);
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
