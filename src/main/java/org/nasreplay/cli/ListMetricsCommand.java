package org.nasreplay.cli;

import org.nasreplay.io.Javadoc;
import org.nasreplay.io.Text;
import org.nasreplay.table.Metric;
import picocli.CommandLine.Command;

@Command(name = "metrics", description = "What a table can hold of a training, with units.")
final class ListMetricsCommand extends ListedKind {
  @Override
  void write(Listing list) {
    for (Metric metric : Metric.values()) {
      list.hanging(
          Text.format("%-18s %-8s ", metric, metric.unit().label()),
          Javadoc.of(Metric.class, metric.name()).sentence());
    }
  }
}
