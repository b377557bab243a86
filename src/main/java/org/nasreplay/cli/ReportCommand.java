package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nasreplay.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Rebuilds summary, charts and page of a folder of results from its files.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "folder that replay has written")
  private Path folder = Path.of("");

  @Option(names = "--pdf", description = "also write every chart as PDF")
  private boolean pdf;

  @Option(
      names = "--unchecked",
      description = "read results that were edited since the replay; the page says so")
  private boolean unchecked;

  @Override
  public Integer call() throws IOException {
    Report.write(folder, pdf, unchecked);
    return 0;
  }
}
