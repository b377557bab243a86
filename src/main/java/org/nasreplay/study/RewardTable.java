package org.nasreplay.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.MissingValueException;

/**
 * What training would tell about every architecture of a space, on one dataset.
 *
 * @param cost the usual one of the benchmark
 * @param mean accuracy by index, mean over the seeds, in percent
 * @param trainings accuracy by index, one array per seed whose values are complete; none where the
 *     table has means only
 * @param modelled whether any of them was drawn from a model
 * @param what it is and of how many seeds, in a few words
 */
@SuppressWarnings("ArrayRecordComponent") // enumerated, never compared
public record RewardTable(
    EnumerableSpace space,
    Dataset dataset,
    CostModel cost,
    double[] mean,
    List<double[]> trainings,
    boolean modelled,
    String what) {

  /** A way to judge an architecture: by its mean, or by one of its trainings. */
  enum Judge {
    MEAN("all seeds"),
    ONE_TRAINING("one seed");

    private final String label;

    Judge(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * The accuracies that a search on {@code dataset} is rewarded with.
   *
   * @param metric of the validation or the test set
   * @throws org.nasreplay.io.InputException where the table lacks the column or a value of it
   */
  public static RewardTable of(BenchmarkTable table, Dataset dataset, Metric metric, int epochs) {
    Dataset split = metric == Metric.VALID_ACCURACY ? table.space().searchSplit(dataset) : dataset;
    ColumnKey key = ColumnKey.of(split, epochs, metric, ColumnKey.MEAN);
    double[] mean = table.mean(key);
    for (int i = 0; i < mean.length; i++) {
      if (Double.isNaN(mean[i])) {
        throw new MissingValueException(key, table.space(), table.space().architecture(i));
      }
    }
    var benchmark = new TableBenchmark(table);
    List<String> costs = benchmark.costs(dataset);
    if (costs.isEmpty()) {
      throw new InputException(
          "the table has no cost of every network, expected a column like flops [multiply-adds]");
    }
    CostModel cost = benchmark.cost(costs.get(0), dataset);
    List<Column> seeds = table.seeds(key);
    List<double[]> trainings =
        seeds.stream()
            .filter(c -> !c.key().seed().equals(ColumnKey.MEAN))
            .map(Column::values)
            .filter(values -> Arrays.stream(values).noneMatch(Double::isNaN))
            .toList();
    boolean modelled =
        Stream.concat(seeds.stream(), table.meanColumns(key).stream()).anyMatch(Column::modelled);
    return new RewardTable(
        table.space(),
        dataset,
        cost,
        mean,
        trainings,
        modelled,
        Text.format(
            "%s accuracy after %d epochs, %s%s",
            metric == Metric.VALID_ACCURACY ? "validation" : "test",
            epochs,
            switch (trainings.size()) {
              case 0 -> "mean of its seeds";
              case 1 -> "one seed";
              default -> trainings.size() + " seeds";
            },
            cost.name().equals("flops") ? "" : ", by " + cost.name()));
  }

  /**
   * The judges that this table can give: one training differs from the mean only where several were
   * made.
   */
  List<Judge> judges() {
    return trainings.size() > 1 ? List.of(Judge.MEAN, Judge.ONE_TRAINING) : List.of(Judge.MEAN);
  }

  /** The accuracies that a judge may see; what depends on them is averaged over them. */
  List<double[]> seenBy(Judge judge) {
    return judge == Judge.MEAN ? List.of(mean) : trainings;
  }
}
