package org.nasreplay.table.nats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;

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
            .anyMatch(c -> c.key().dataset() == dataset && c.key().epochs() == epochs);
    if (!known) table.column(key(Metric.TEST_ACCURACY)); // throws, and says what there is
  }

  private ColumnKey key(Metric metric) {
    return ColumnKey.of(dataset, epochs, metric, ColumnKey.MEAN);
  }

  /** Losses, accuracies in percent and seconds after the last epoch, means over the seeds. */
  public Map<String, Double> moreInfo() {
    Map<String, Double> info = new LinkedHashMap<>();
    put(info, "train-loss", mean(Metric.TRAIN_LOSS));
    put(info, "train-accuracy", mean(Metric.TRAIN_ACCURACY));
    double train = mean(Metric.TRAIN_SECONDS);
    put(info, "train-per-time", train / epochs);
    put(info, "train-all-time", train);
    putSet(info, "valid", Metric.VALID_LOSS, Metric.VALID_ACCURACY, Metric.VALID_SECONDS);
    putSet(info, "test", Metric.TEST_LOSS, Metric.TEST_ACCURACY, Metric.TEST_SECONDS);
    putSet(info, "valtest", Metric.VALTEST_LOSS, Metric.VALTEST_ACCURACY, Metric.VALTEST_SECONDS);
    return info;
  }

  /** Cost in millions, seconds of one batch, and seconds by set, means over the seeds. */
  public Map<String, Double> costInfo() {
    Map<String, Double> info = new LinkedHashMap<>();
    info.put("flops", table.space().cost("flops", dataset).cost(architecture) / 1e6);
    info.put("params", table.space().cost("params", dataset).cost(architecture) / 1e6);
    put(info, "latency", mean(Metric.LATENCY_SECONDS));
    double train = mean(Metric.TRAIN_SECONDS);
    put(info, "T-train@epoch", train / epochs);
    put(info, "T-train@total", train);
    RecordReader.setNames(dataset)
        .forEach(
            (name, seconds) -> {
              double pass = mean(seconds);
              put(info, Text.format("T-%s@epoch", name), pass);
              put(info, Text.format("T-%s@total", name), total(pass));
            });
    return info;
  }

  private void putSet(
      Map<String, Double> info, String set, Metric loss, Metric accuracy, Metric seconds) {
    double pass = mean(seconds);
    put(info, set + "-loss", mean(loss));
    put(info, set + "-accuracy", mean(accuracy));
    put(info, set + "-per-time", total(pass) / epochs);
    put(info, set + "-all-time", total(pass));
  }

  /** One pass after every epoch, added up as the API does. */
  private double total(double pass) {
    double total = 0;
    for (int e = 0; e < epochs; e++) total += pass;
    return total;
  }

  private static void put(Map<String, Double> info, String name, double value) {
    if (!Double.isNaN(value)) info.put(name, value);
  }

  private double mean(Metric metric) {
    ColumnKey key = key(metric);
    if (table.columns().stream().noneMatch(c -> c.key().withSeed(ColumnKey.MEAN).equals(key))) {
      return Double.NaN;
    }
    List<Column> seeds = table.meanColumns(key);
    double sum = 0;
    int present = 0;
    for (Column seed : seeds) {
      double value = seed.values()[architecture.index()];
      if (Double.isNaN(value)) continue;
      sum += value;
      present++;
    }
    return sum / present;
  }
}
