package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ImportedRuns;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Takes over runs that were made elsewhere, and holds them against the table.",
      "The CSV file has a row per evaluation, in their order, with the columns protocol, run (from"
          + " 0), architecture, and where they are known, epochs, seconds and reward of the evaluation."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "CSV", description = "evaluations, a row each")
  private Path file = Path.of("");

  @Option(
      names = "--suite",
      required = true,
      paramLabel = "SUITE",
      description = "whose protocols the runs were made under",
      completionCandidates = Completions.Suites.class)
  private String suite = "";

  @Option(
      names = "--label",
      required = true,
      paramLabel = "NAME",
      description = "of the searcher; results add that it is imported")
  private String label = "";

  @Mixin private SuiteTable table = new SuiteTable();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "folder of the results")
  private Path out = Path.of("");

  @Option(
      names = "--overwrite",
      description = "replace other results that nasreplay wrote into the folder")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    Expect.line("--label", label, 64);
    Path suiteFile = ProjectFiles.suite(suite);
    Suite rules = Suite.read(suiteFile);
    ProjectFiles.Opened opened = table.open(rules, suiteFile);
    ImportedRuns imported = ImportedRuns.read(file, rules, opened.benchmark(), label);
    Results results =
        imported
            .replay()
            .results(imported.runs(), Files.readString(suiteFile), opened.provenance());
    var identity = imported.replay().identity(opened.provenance());
    try (var folder = ResultFolder.open(out, identity, overwrite)) {
      folder.write(results);
      Report.write(results, out, List.of());
    }
    var command = Objects.requireNonNull(spec).commandLine();
    opened.remark(command.getErr());
    command
        .getOut()
        .println(
            Text.format(
                "%,d runs, %,d evaluations, %,d behind the budget cut, %,d runs end before it: %s",
                imported.runs().size(),
                imported.runs().stream().mapToLong(Run::evaluations).sum(),
                imported.cut(),
                imported.unspent(),
                out.resolve(Report.PAGE)));
    return 0;
  }
}
