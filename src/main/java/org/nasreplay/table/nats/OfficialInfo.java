package org.nasreplay.table.nats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * What the official API answers about an architecture, under the names that it gives: {@code
 * get_more_info(index, dataset, hp=epochs, is_random=False)} and {@code get_cost_info(index,
 * dataset, hp=epochs)}. What a table does not have is left out.
 */
public final class OfficialInfo {
  private final BenchmarkTable table;
  private final Architecture architecture;
  private final Dataset dataset;
  private final int epochs;

  /**
   * Answers about one architecture and one training.
   *
   * @throws org.nasreplay.io.InputException where the table has nothing about that training
   */
  public OfficialInfo(
      BenchmarkTable table, Architecture architecture, Dataset dataset, int epochs) {
    this.table = table;
    this.architecture = architecture;
    this.dataset = dataset;
    this.epochs = epochs;
    boolean known =
        table.columns().stream()
            .anyMatch(c -> c.key().dataset().equals(dataset) && c.key().epochs() == epochs);
    if (!known) table.column(key(Metric.TEST_ACCURACY)); // throws, and says what there is
  }

  private ColumnKey key(Metric metric) {
    return ColumnKey.of(dataset, epochs, metric, ColumnKey.MEAN);
  }

  /**
   * A number and how it came to be.
   *
   * @param value in the unit of the API
   */
  public record Value(double value, Provenance.Kind kind) {
    Value over(double divisor) {
      return new Value(value / divisor, kind);
    }
  }

  /** Losses, accuracies in percent and seconds after the last epoch, means over the seeds. */
  public Map<String, Value> moreInfo() {
    Map<String, Value> info = new LinkedHashMap<>();
    put(info, "train-loss", mean(Metric.TRAIN_LOSS));
    put(info, "train-accuracy", mean(Metric.TRAIN_ACCURACY));
    Value train = mean(Metric.TRAIN_SECONDS);
    put(info, "train-per-time", train == null ? null : train.over(epochs));
    put(info, "train-all-time", train);
    putSet(info, "valid", Metric.VALID_LOSS, Metric.VALID_ACCURACY, Metric.VALID_SECONDS);
    putSet(info, "test", Metric.TEST_LOSS, Metric.TEST_ACCURACY, Metric.TEST_SECONDS);
    putSet(info, "valtest", Metric.VALTEST_LOSS, Metric.VALTEST_ACCURACY, Metric.VALTEST_SECONDS);
    return info;
  }

  /** Cost in millions, seconds of one batch, and seconds by set, means over the seeds. */
  public Map<String, Value> costInfo() {
    Map<String, Value> info = new LinkedHashMap<>();
    info.put("flops", cost("flops"));
    info.put("params", cost("params"));
    put(info, "latency", mean(Metric.LATENCY_SECONDS));
    Value train = mean(Metric.TRAIN_SECONDS);
    put(info, "T-train@epoch", train == null ? null : train.over(epochs));
    put(info, "T-train@total", train);
    RecordReader.setNames(dataset)
        .forEach(
            (name, seconds) -> {
              Value pass = mean(seconds);
              put(info, "T-" + name + "@epoch", pass);
              put(info, "T-" + name + "@total", total(pass));
            });
    return info;
  }

  private Value cost(String name) {
    double millions = table.space().cost(name, dataset).cost(architecture) / 1e6;
    return new Value(millions, Provenance.Kind.ANALYTIC);
  }

  private void putSet(
      Map<String, Value> info, String set, Metric loss, Metric accuracy, Metric seconds) {
    Value total = total(mean(seconds));
    put(info, set + "-loss", mean(loss));
    put(info, set + "-accuracy", mean(accuracy));
    put(info, set + "-per-time", total == null ? null : total.over(epochs));
    put(info, set + "-all-time", total);
  }

  /** One pass after every epoch, added up as the API does. */
  private @Nullable Value total(@Nullable Value pass) {
    if (pass == null) return null;
    double total = 0;
    for (int e = 0; e < epochs; e++) total += pass.value();
    return new Value(total, pass.kind());
  }

  private static void put(Map<String, Value> info, String name, @Nullable Value value) {
    if (value != null) info.put(name, value);
  }

  /** Over the seeds that the architecture has; null where it has none. */
  private @Nullable Value mean(Metric metric) {
    ColumnKey key = key(metric);
    if (!table.hasMean(key)) return null;
    List<Column> seeds = table.meanColumns(key);
    double sum = 0;
    int present = 0;
    for (Column seed : seeds) {
      double value = seed.values()[architecture.index()];
      if (Double.isNaN(value)) continue;
      sum += value;
      present++;
    }
    return present == 0 ? null : new Value(sum / present, seeds.get(0).kind());
  }
}
