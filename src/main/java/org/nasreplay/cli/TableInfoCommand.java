package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.StatisticsConfiguration;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "info",
    description = "Space, size, and for every column provenance and statistics.",
    mixinStandardHelpOptions = true)
final class TableInfoCommand implements Callable<Integer> {
  @Mixin private AskedTable asked = new AskedTable();

  @Override
  public Integer call() throws IOException {
    TableFile opened = asked.open();
    BenchmarkTable table = opened.table();
    List<Line> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(Line.of(column.key(), column.values(), column.provenance()));
    }
    for (CostColumn cost : table.costs()) {
      lines.add(Line.of(cost.key(), cost.values(), cost.provenance()));
    }
    PrintWriter out = asked.out();
    if (asked.json()) {
      Answer answer =
          new Answer()
              .with("table", opened.path().toString())
              .with("space", table.space().name())
              .with("architectures", table.space().size())
              .with("bytes", Files.size(opened.path()))
              .with("sha256", opened.sha256())
              .with("columns", lines.stream().map(Line::answer).toList());
      Answer.print(answer, out);
      ProjectFiles.remark(opened, asked.err());
      return 0;
    }
    out.println(
        Text.format(
            "%s: space %s, %,d architectures, %d columns, %s%,d bytes",
            opened.path(),
            table.space().name(),
            table.space().size(),
            table.columns().size(),
            table.costs().isEmpty() ? "" : Text.format("%d costs, ", table.costs().size()),
            Files.size(opened.path())));
    out.println(
        Text.format(
            "%-44s %8s %12s %12s %12s %12s  %s",
            "column", "missing", "min", "mean", "std", "max", "provenance"));
    lines.forEach(line -> out.println(line.text()));
    ProjectFiles.remark(opened, out, asked.err());
    return 0;
  }

  /** A column in numbers. */
  private record Line(
      ColumnName name,
      int missing,
      double min,
      double mean,
      double std,
      double max,
      Provenance provenance) {

    static Line of(ColumnName name, double[] values, Provenance provenance) {
      double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
      // The population's deviation: the column is the whole space.
      DoubleStatistics statistics =
          DoubleStatistics.builder(
                  Statistic.MIN, Statistic.MEAN, Statistic.STANDARD_DEVIATION, Statistic.MAX)
              .setConfiguration(StatisticsConfiguration.withDefaults().withBiased(true))
              .build(present);
      return new Line(
          name,
          values.length - present.length,
          statistics.getAsDouble(Statistic.MIN),
          statistics.getAsDouble(Statistic.MEAN),
          statistics.getAsDouble(Statistic.STANDARD_DEVIATION),
          statistics.getAsDouble(Statistic.MAX),
          provenance);
    }

    String text() {
      return Text.format(
          "%-44s %8d %12.4f %12.4f %12.4f %12.4f  %s",
          name, missing, min, mean, std, max, provenance);
    }

    Answer answer() {
      return new Answer()
          .with("name", name.toString())
          .with("unit", name.unitLabel())
          .with("missing", missing)
          .with("min", min)
          .with("mean", mean)
          .with("std", std)
          .with("max", max)
          .with("kind", provenance.kind().label())
          .with("source", provenance.source())
          .with("source_sha256", provenance.sha256());
    }
  }
}
