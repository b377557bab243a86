package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.TableFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "query",
    description = "Everything that a table knows about one architecture.",
    mixinStandardHelpOptions = true)
final class TableQueryCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TABLE", description = "table to read")
  private Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "ARCH", description = "like 8:8:16:32:64")
  private String text = "";

  @Override
  public Integer call() throws IOException {
    BenchmarkTable table = TableFormats.read(file);
    EnumerableSpace space = table.space();
    Architecture architecture = space.parse(text);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("architecture %s, index %d%n", space.format(architecture), architecture.index());
    var datasets = new TreeSet<Dataset>();
    for (Column column : table.columns()) datasets.add(column.key().dataset());
    for (Dataset dataset : datasets) {
      for (String cost : new String[] {"flops", "params"}) {
        out.printf(
            Locale.ROOT,
            "%-44s %,16.0f  analytic%n",
            dataset + "/" + cost,
            space.cost(cost, dataset).cost(architecture));
      }
    }
    for (Column column : table.columns()) {
      double value = column.values()[architecture.index()];
      out.printf(
          "%-44s %16s  %s%n",
          column.key(), Double.isNaN(value) ? "missing" : value, column.provenance());
    }
    return 0;
  }
}
