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
import org.nasreplay.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = "Rebuilds summary, charts and page of a folder of results from its files.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "folder that replay has written")
  private Path folder = Path.of("");

  @Option(names = "--pdf", description = "also write every chart as PDF")
  private boolean pdf;

  @Option(
      names = "--latex",
      arity = "0..1",
      fallbackValue = "summary",
      paramLabel = "TABLE",
      description =
          "print a table for a paper of two columns, see DIR/tables, and write nothing (without a"
              + " name: ${FALLBACK-VALUE})")
  private @Nullable String latex;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "of that table, as test,regret (default: all)")
  private List<String> columns = new ArrayList<>();

  @Mixin private Highlighted highlighted = new Highlighted();

  @Option(
      names = "--unchecked",
      description = "read results that were edited since the replay; the page says so")
  private boolean unchecked;

  @Override
  public Integer call() throws IOException {
    if (latex != null) {
      PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
      console.print(Report.table(folder, latex, unchecked).forPaper(columns));
      return 0;
    }
    if (!columns.isEmpty()) throw new InputException("--columns: are of a table, see --latex");
    Report.write(folder, highlighted.searchers(), pdf, unchecked);
    return 0;
  }
}
