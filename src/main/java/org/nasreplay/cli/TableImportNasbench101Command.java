package org.nasreplay.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.nasbench101.NasBench101Import;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "nasbench101",
    description = {
      "NAS-Bench-101, as published: nasbench_only108.tfrecord or nasbench_full.tfrecord.",
      "Or a part in their form; or what was measured of it as CSV: cells with their mean test"
          + " accuracy, or, with --cells, runs with 4, 12, 36 and 108 epochs. Fewer than all cells"
          + " are a space of their own."
    },
    mixinStandardHelpOptions = true)
final class TableImportNasbench101Command extends TableImport {
  private static final int MEGABYTE = 1_000_000;

  @Parameters(paramLabel = "FILE", description = ".tfrecord, .csv or .csv.gz")
  private String file = "";

  @Option(
      names = "--cells",
      paramLabel = "CSV",
      description = "the cells that a CSV of runs names by their hash")
  private @Nullable String cells;

  @Option(names = "--threads", paramLabel = "N", description = "threads (default: all processors)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  BenchmarkTable read(List<String> notices) throws IOException, InterruptedException {
    Expect.whole("--threads", threads, 1, 1024);
    try (var progress = new ProgressLine("megabytes", 0, err())) {
      return NasBench101Import.read(
          ProjectFiles.find(file),
          cells == null ? null : ProjectFiles.find(cells),
          threads,
          (bytes, of) -> progress.at(bytes / MEGABYTE, of / MEGABYTE),
          notices::add);
    }
  }
}
