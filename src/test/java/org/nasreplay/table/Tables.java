package org.nasreplay.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;

/** Tables of the size space with values set by hand, for tests of everything that reads a table. */
public final class Tables {
  private static final SizeSpace SPACE = SizeSpace.instance();

  private Tables() {}

  /** A column with a value for every index. */
  public static Column column(String name, IntToDoubleFunction valueAt) {
    var values = new double[SPACE.size()];
    Arrays.setAll(values, valueAt);
    return new Column(ColumnKey.parse(name), Provenance.analytic("set by hand"), values);
  }

  /** A column with values for the first architectures, and none for the others. */
  public static Column column(String name, double... first) {
    return column(name, index -> index < first.length ? first[index] : Double.NaN);
  }

  public static BenchmarkTable of(Column... columns) {
    return new BenchmarkTable(SPACE, List.of(columns));
  }

  /**
   * A table with every column that NATS-Bench's protocols ask for. Accuracies rise with each width
   * and differ a little by seed; a training takes 60 to 130 seconds, a validation pass 5.
   */
  public static BenchmarkTable complete() {
    List<Column> columns = new ArrayList<>();
    for (Dataset dataset : NatsBench.DATASETS) {
      String name = dataset.label();
      if (dataset.equals(NatsBench.CIFAR10)) {
        columns.add(column(name + "/90/test_accuracy/777", i -> accuracy(i, dataset, 7) + 15));
        continue;
      }
      for (int seed : new int[] {777, 888, 999}) {
        columns.add(column(name + "/12/valid_accuracy/" + seed, i -> accuracy(i, dataset, seed)));
        columns.add(
            column(name + "/12/valid_accuracy@4/" + seed, i -> accuracy(i, dataset, seed + 4) - 9));
      }
      columns.add(column(name + "/12/train_seconds/mean", i -> 60 + 2 * width(i)));
      columns.add(column(name + "/12/valid_seconds/mean", i -> 5));
      columns.add(column(name + "/90/valid_accuracy/777", i -> accuracy(i, dataset, 7) + 14));
      columns.add(column(name + "/90/test_accuracy/777", i -> accuracy(i, dataset, 8) + 15));
    }
    return new BenchmarkTable(SPACE, columns);
  }

  private static double accuracy(int index, Dataset dataset, int seed) {
    return 45
        - 5 * NatsBench.DATASETS.indexOf(dataset)
        + width(index)
        + (index * 7919L + seed * 104729L) % 401 / 100.0;
  }

  /** 0..35 */
  private static int width(int index) {
    Architecture architecture = SPACE.architecture(index);
    int width = 0;
    for (int i = 0; i < architecture.positions(); i++) width += architecture.choice(i);
    return width;
  }
}
