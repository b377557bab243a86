package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "best",
    description = "The best architecture of a table, mean over seeds, first index where equal.",
    mixinStandardHelpOptions = true)
final class TableBestCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TABLE", description = "table to read")
  private String file = "";

  @Option(names = "--dataset", description = "dataset (default: every one that has the metric)")
  private @Nullable String dataset;

  @Option(names = "--metric", required = true, description = "as in column names: test_accuracy, …")
  private String metric = "";

  @Option(names = "--epochs", required = true, description = "length of the training")
  private int epochs;

  @Option(names = "--flops-min", paramLabel = "N", description = "least multiply-adds, as 126e6")
  private double flopsMin = Double.NEGATIVE_INFINITY;

  @Option(names = "--flops-max", paramLabel = "N", description = "greatest multiply-adds")
  private double flopsMax = Double.POSITIVE_INFINITY;

  @Option(names = "--params-max", paramLabel = "N", description = "greatest parameters")
  private double paramsMax = Double.POSITIVE_INFINITY;

  @Override
  public Integer call() throws IOException {
    Expect.whole("--epochs", epochs, 1, 999_999);
    if (!(flopsMin <= flopsMax)) {
      throw new InputException(
          Text.format("--flops-min (%s) is above --flops-max (%s)", flopsMin, flopsMax));
    }
    TableFile opened = ProjectFiles.table(file);
    BenchmarkTable table = opened.table();
    Metric wanted = Metric.parse(metric);
    List<Dataset> datasets =
        dataset != null
            ? List.of(Dataset.parse(dataset))
            : NatsBench.DATASETS.stream()
                .filter(d -> table.hasMean(ColumnKey.of(d, epochs, wanted, ColumnKey.MEAN)))
                .toList();
    if (datasets.isEmpty()) {
      throw new InputException(
          Text.format("%s: no column of metric %s after %d epochs", file, metric, epochs));
    }
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    for (Dataset each : datasets) print(out, table, each, wanted);
    ProjectFiles.remark(opened, command.getErr());
    return 0;
  }

  private void print(PrintWriter out, BenchmarkTable table, Dataset each, Metric wanted) {
    ColumnKey key = ColumnKey.of(each, epochs, wanted, ColumnKey.MEAN);
    double[] values = table.mean(key);
    EnumerableSpace space = table.space();
    CostModel flops = space.cost("flops", each);
    CostModel params = space.cost("params", each);
    var allowed = new CostRange(flopsMin, flopsMax);
    boolean greatest = wanted.unit() == Metric.Unit.PERCENT;
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      Architecture a = space.architecture(i);
      if (Double.isNaN(values[i])
          || !allowed.contains(flops.cost(a))
          || params.cost(a) > paramsMax) {
        continue;
      }
      if (best < 0 || (greatest ? values[i] > values[best] : values[i] < values[best])) best = i;
    }
    if (best < 0) {
      throw new InputException(Text.format("%s: no architecture satisfies the bounds", each));
    }
    Architecture a = space.architecture(best);
    out.println(
        Text.format(
            "%-14s %s@%d %.2f  %s  %.2f MFLOPs, %,.0f params (analytic)  %s",
            each,
            wanted,
            epochs,
            values[best],
            space.format(a),
            flops.cost(a) / 1e6,
            params.cost(a),
            table.meanColumns(key).stream()
                .map(column -> column.provenance().toString())
                .distinct()
                .collect(Collectors.joining(", "))));
  }
}
