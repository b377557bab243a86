package org.nasreplay.table.nats;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * The values of a release as its records come in, one array per column. Threads may add values of
 * different architectures at the same time.
 */
final class Values {
  /** Real releases have at most 4 seeds for each of 12 trainings. */
  private static final int TRAININGS = 96;

  private record Training(Dataset dataset, int epochs, int seed) {}

  /** The columns of one training; allocated when the first architecture has a value. */
  final class OfTraining {
    private final Map<Metric, AtomicReferenceArray<double[]>> byEpoch = new EnumMap<>(Metric.class);

    private OfTraining(int epochs) {
      for (Metric metric : Metric.values()) {
        byEpoch.put(metric, new AtomicReferenceArray<>(epochs));
      }
    }

    /**
     * Sets one value.
     *
     * @param completed epochs after which it was measured, 1..epochs
     */
    void put(Metric metric, int completed, int index, double value) {
      AtomicReferenceArray<double[]> columns = requireNonNull(byEpoch.get(metric));
      double[] column = columns.get(completed - 1);
      if (column == null) {
        column = new double[size];
        Arrays.fill(column, Double.NaN);
        if (!columns.compareAndSet(completed - 1, null, column)) {
          column = columns.get(completed - 1);
        }
      }
      column[index] = value;
      if (!Double.isNaN(value)) known[index]++; // by the one thread that has this architecture
    }
  }

  private final int size;
  private final int[] known;
  private final Map<Training, OfTraining> trainings = new ConcurrentHashMap<>();

  /**
   * @param size architectures of the space
   */
  Values(int size) {
    this.size = size;
    this.known = new int[size];
  }

  /** How many values of an architecture there are. */
  int known(int index) {
    return known[index];
  }

  /** The architectures that have a value. */
  BitSet architectures() {
    var having = new BitSet();
    for (int i = 0; i < size; i++) if (known[i] > 0) having.set(i);
    return having;
  }

  /**
   * The columns of one training.
   *
   * @throws InputException where this is one more than a release can have
   */
  OfTraining of(Dataset dataset, int epochs, int seed) {
    var training = new Training(dataset, epochs, seed);
    OfTraining known = trainings.get(training);
    if (known != null) return known;
    if (trainings.size() >= TRAININGS) {
      throw new InputException(
          Text.format(
              "%s, %d epochs: seed %d is one more than a release can have", dataset, epochs, seed));
    }
    return trainings.computeIfAbsent(training, t -> new OfTraining(epochs));
  }

  List<Column> columns(Provenance provenance) {
    List<Column> all = new ArrayList<>();
    trainings.forEach(
        (training, values) ->
            values.byEpoch.forEach(
                (metric, columns) -> {
                  for (int i = 0; i < columns.length(); i++) {
                    if (columns.get(i) == null) continue;
                    var key =
                        new ColumnKey(
                            training.dataset(),
                            training.epochs(),
                            metric,
                            i + 1,
                            Integer.toString(training.seed()));
                    all.add(new Column(key, provenance, columns.get(i)));
                  }
                }));
    return all;
  }
}
