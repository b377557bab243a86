package org.nasreplay.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Javadoc;
import org.nasreplay.io.Text;
import org.nasreplay.table.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "metrics",
    description = "What a table can hold of a training, with units.",
    mixinStandardHelpOptions = true)
final class ListMetricsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var list = new Listing(Objects.requireNonNull(spec).commandLine().getOut());
    for (Metric metric : Metric.values()) {
      list.hanging(
          Text.format("%-18s %-8s ", metric, metric.unit().label()),
          Javadoc.of(Metric.class, metric.name()).sentence());
    }
    return 0;
  }
}
