package org.nasreplay.table.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * Training and validation times of the topology space at 12 epochs, for tables that have accuracies
 * only: linear in the network's FLOPs on CIFAR-10, fitted to the official records.
 *
 * <p>With F million multiply-adds, an epoch on {@code cifar10-valid} takes 5.0 + 0.065 F seconds
 * and a pass over its validation set 2.2 + 0.0175 F; the other datasets take multiples of that.
 */
public final class TopologyTimes {
  private static final int EPOCHS = 12;
  private static final Provenance PROVENANCE =
      Provenance.modelled("topology times 1, linear in FLOPs, fitted to official records");

  private TopologyTimes() {}

  /** {@code table}, with those of the times added that it has under no seed. */
  public static BenchmarkTable complete(BenchmarkTable table) {
    if (table.space() != TopologySpace.instance()) return table;
    List<Column> added = new ArrayList<>();
    add(added, table, NatsBench.CIFAR10_VALID, 1, 1);
    add(added, table, NatsBench.CIFAR100, 2, 0.2);
    add(added, table, NatsBench.IMAGENET16_120, 6.07, 0.12);
    return added.isEmpty() ? table : table.merge(new BenchmarkTable(table.space(), added));
  }

  private static void add(
      List<Column> added, BenchmarkTable table, Dataset dataset, double epoch, double pass) {
    add(added, table, dataset, Metric.TRAIN_SECONDS, EPOCHS * epoch * 5.0, EPOCHS * epoch * 0.065);
    add(added, table, dataset, Metric.VALID_SECONDS, pass * 2.2, pass * 0.0175);
  }

  private static void add(
      List<Column> added,
      BenchmarkTable table,
      Dataset dataset,
      Metric metric,
      double seconds,
      double secondsPerMillion) {
    ColumnKey key = ColumnKey.of(dataset, EPOCHS, metric, ColumnKey.MEAN);
    for (Column column : table.columns()) {
      if (column.key().withSeed(ColumnKey.MEAN).equals(key)) return;
    }
    EnumerableSpace space = table.space();
    CostModel flops = space.cost("flops", NatsBench.CIFAR10);
    var values = new double[space.size()];
    Arrays.setAll(
        values, i -> seconds + secondsPerMillion * flops.cost(space.architecture(i)) / 1e6);
    added.add(new Column(key, PROVENANCE, values));
  }
}
