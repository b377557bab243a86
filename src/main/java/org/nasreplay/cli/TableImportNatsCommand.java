package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Expect;
import org.nasreplay.io.Text;
import org.nasreplay.table.file.TableFormats;
import org.nasreplay.table.nats.Curves;
import org.nasreplay.table.nats.NatsImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "nats",
    description =
        "The official release of NATS-Bench, size or topology: the folder or tar NATS-…-simple, or"
            + " the single NATS-….pickle.pbz2.",
    mixinStandardHelpOptions = true)
final class TableImportNatsCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PATH", description = "folder or file of the release")
  private Path source = Path.of("");

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "table to write")
  private Path target = Path.of("");

  @Option(
      names = "--curves",
      paramLabel = "WHICH",
      description =
          "values after earlier epochs: none; short, validation of 12-epoch trainings (default);"
              + " valid, validation of all; all, every set")
  private String curves = "short";

  @Option(
      names = "--allow-missing",
      description = "leave what is absent or damaged empty, and report it")
  private boolean allowMissing;

  @Option(names = "--threads", paramLabel = "N", description = "threads (default: all processors)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Expect.whole("--threads", threads, 1, 1024);
    var options = new NatsImport.Options(Curves.parse(curves), allowMissing, threads);
    long start = System.nanoTime();
    NatsImport.Result read;
    try (var progress = new ProgressLine("records", 0, err())) {
      read = NatsImport.read(source, options, progress::at);
    }
    TableFormats.write(read.table(), target);
    report(read.report());
    spec()
        .commandLine()
        .getOut()
        .println(
            Text.format(
                "%s of the %s space, %s%s in %.1f s: %s",
                counted(read.architectures(), "architecture"),
                read.table().space().name(),
                counted(read.table().columns().size(), "column"),
                read.damaged() == 0
                    ? ""
                    : Text.format(
                        " (%,d of %s damaged)", read.damaged(), counted(read.records(), "record")),
                (System.nanoTime() - start) / 1e9,
                target));
    return 0;
  }

  private static String counted(int number, String what) {
    return Text.format("%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** What was not as it should be: the first lines here, all of them beside the table. */
  private void report(List<String> lines) throws IOException {
    Path file = target.resolveSibling(target.getFileName() + ".report.txt");
    if (lines.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    AtomicFile.write(file, String.join("\n", lines) + "\n");
    lines.stream().limit(SHOWN).forEach(line -> err().println("nasreplay: " + line));
    if (lines.size() > SHOWN) {
      err().println(Text.format("nasreplay: %,d lines in %s", lines.size(), file));
    }
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
