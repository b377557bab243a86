package org.nasreplay.table.nats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.InputException;
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
    private final int epochs;
    private final AtomicReferenceArray<double[]> columns;

    private OfTraining(int epochs) {
      this.epochs = epochs;
      this.columns = new AtomicReferenceArray<>(Metric.values().length * epochs);
    }

    /**
     * Sets one value.
     *
     * @param completed epochs after which it was measured, 1..epochs
     */
    void put(Metric metric, int completed, int index, double value) {
      int place = metric.ordinal() * epochs + completed - 1;
      double[] column = columns.get(place);
      if (column == null) {
        column = new double[size];
        Arrays.fill(column, Double.NaN);
        if (!columns.compareAndSet(place, null, column)) column = columns.get(place);
      }
      column[index] = value;
    }
  }

  private final int size;
  private final Map<Training, OfTraining> trainings = new ConcurrentHashMap<>();

  /**
   * @param size architectures of the space
   */
  Values(int size) {
    this.size = size;
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
          "%s, %d epochs: seed %d is one more than a release can have"
              .formatted(dataset, epochs, seed));
    }
    return trainings.computeIfAbsent(training, t -> new OfTraining(epochs));
  }

  List<Column> columns(Provenance provenance) {
    List<Column> all = new ArrayList<>();
    trainings.forEach(
        (training, values) -> {
          for (Metric metric : Metric.values()) {
            for (int completed = 1; completed <= training.epochs(); completed++) {
              double[] column =
                  values.columns.get(metric.ordinal() * training.epochs() + completed - 1);
              if (column == null) continue;
              var key =
                  new ColumnKey(
                      training.dataset(),
                      training.epochs(),
                      metric,
                      completed,
                      Integer.toString(training.seed()));
              all.add(new Column(key, provenance, column));
            }
          }
        });
    return all;
  }
}
