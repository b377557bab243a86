package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.RankCorrelation;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;

/**
 * How well the validation accuracy after some epochs ranks the networks that a full training ranks.
 * Trainings of different length follow different learning-rate schedules, so 12 of 90 epochs and
 * all of 12 are two fidelities. Networks without one of the two accuracies are left out.
 *
 * @param truth what the fidelity is held against
 * @param epochs length of the training, its schedule's
 * @param completed epochs after which it was validated, 1..epochs
 * @param averaged trainings of a network, at the most, whose mean ranks it; where it is 1 and there
 *     were several, the figures are means over the seeds; 0 where the table has a mean and does not
 *     say of how many
 * @param correlation Spearman's coefficient over all networks, -1..1; null where one of the two is
 *     the same for all of them, or fewer than two have both
 * @param correlationOfBest over the networks that are {@link Truth#best}; null as well
 * @param regret points of final accuracy that the network ranked first is below the best, mean over
 *     those that tie for it; null where no network has both accuracies
 * @param seconds simulated, of one training up to there and one validation pass, mean over the
 *     networks; null where the table has no times
 * @param modelled whether the fidelity was drawn from a model
 * @param modelledTimes whether the seconds were
 */
record FidelityCorrelation(
    Truth truth,
    int epochs,
    int completed,
    int averaged,
    @Nullable Double correlation,
    @Nullable Double correlationOfBest,
    @Nullable Double regret,
    @Nullable Double seconds,
    boolean modelled,
    boolean modelledTimes) {
  /** One network in so many is among the best: those that a search must tell apart. */
  private static final int ONE_IN = 10;

  /**
   * The final accuracy: on the test set after the longest training, mean over its seeds.
   *
   * @param networks that have one
   * @param best how many of them are the best tenth, with those that tie for the last place
   * @param modelled whether it was drawn from a model
   */
  record Truth(Dataset dataset, int epochs, int networks, int best, boolean modelled) {}

  /**
   * By dataset, length of the training and epochs completed; the mean of several trainings before
   * one of them.
   *
   * @throws InputException where no dataset has accuracies on both the validation and the test set
   */
  static List<FidelityCorrelation> of(BenchmarkTable table) {
    List<FidelityCorrelation> all = new ArrayList<>();
    for (Dataset dataset : table.searched()) {
      Optional<ColumnKey> last =
          keys(table, dataset, Metric.TEST_ACCURACY).stream()
              .filter(key -> key.completed() == key.epochs())
              .reduce((shorter, longer) -> longer);
      if (last.isPresent()) new Judge(table, last.get()).judge(all);
    }
    if (all.isEmpty()) {
      Dataset first = table.searched().get(0);
      Dataset split = table.space().searchSplit(first);
      throw new InputException(
          Text.format(
              "the table has no dataset with both validation accuracies (%s) and test accuracies (%s),"
                  + " expected columns like %s and %s",
              having(table, Metric.VALID_ACCURACY),
              having(table, Metric.TEST_ACCURACY),
              ColumnKey.of(split, 12, Metric.VALID_ACCURACY, ColumnKey.MEAN),
              ColumnKey.of(first, 90, Metric.TEST_ACCURACY, ColumnKey.MEAN)));
    }
    return all;
  }

  private static String having(BenchmarkTable table, Metric metric) {
    String names =
        table.columns().stream()
            .map(column -> column.key().dataset())
            .distinct()
            .filter(dataset -> !keys(table, dataset, metric).isEmpty())
            .map(Dataset::label)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /** What the table has of a metric, by length of the training and epochs completed. */
  private static List<ColumnKey> keys(BenchmarkTable table, Dataset split, Metric metric) {
    return table.columns().stream()
        .map(column -> column.key().withSeed(ColumnKey.MEAN))
        .filter(key -> key.dataset().equals(split) && key.metric() == metric)
        .distinct()
        .toList();
  }

  private static boolean modelled(List<Column> columns) {
    return columns.stream().anyMatch(Column::modelled);
  }

  /** Holds the fidelities of one dataset against its final accuracy. */
  private static final class Judge {
    private final BenchmarkTable table;
    private final double[] last;
    private final int[] best;
    private final double greatest;
    private final Truth truth;

    Judge(BenchmarkTable table, ColumnKey key) {
      this.table = table;
      this.last = table.mean(key);
      double[] ascending =
          Arrays.stream(last).filter(value -> !Double.isNaN(value)).sorted().toArray();
      int networks = ascending.length;
      double least = networks == 0 ? 0 : ascending[networks - (networks + ONE_IN - 1) / ONE_IN];
      this.best = IntStream.range(0, last.length).filter(i -> last[i] >= least).toArray();
      this.greatest = networks == 0 ? Double.NaN : ascending[networks - 1];
      this.truth =
          new Truth(
              key.dataset(), key.epochs(), networks, best.length, modelled(table.meanColumns(key)));
    }

    void judge(List<FidelityCorrelation> all) {
      for (ColumnKey key :
          keys(table, table.space().searchSplit(truth.dataset()), Metric.VALID_ACCURACY)) {
        List<Column> seeds =
            table.seeds(key).stream()
                .filter(column -> !column.key().seed().equals(ColumnKey.MEAN))
                .toList();
        boolean stored = table.find(key) != null;
        if (stored || seeds.size() > 1) {
          List<double[]> mean = List.of(table.mean(key));
          all.add(judged(key, stored ? 0 : seeds.size(), mean, table.meanColumns(key)));
        }
        if (!seeds.isEmpty()) {
          all.add(judged(key, 1, seeds.stream().map(Column::values).toList(), seeds));
        }
      }
    }

    private FidelityCorrelation judged(
        ColumnKey key, int averaged, List<double[]> rankings, List<Column> sources) {
      double correlation = 0;
      double correlationOfBest = 0;
      double regret = 0;
      for (double[] seen : rankings) {
        correlation += spearman(seen, last) / rankings.size();
        correlationOfBest += spearman(of(best, seen), of(best, last)) / rankings.size();
        regret += regret(seen) / rankings.size();
      }
      ColumnKey training =
          ColumnKey.of(key.dataset(), key.epochs(), Metric.TRAIN_SECONDS, ColumnKey.MEAN);
      ColumnKey pass =
          ColumnKey.of(key.dataset(), key.epochs(), Metric.VALID_SECONDS, ColumnKey.MEAN);
      boolean timed = table.hasMean(training) && table.hasMean(pass);
      Double seconds = timed ? seconds(key, table.mean(training), table.mean(pass)) : null;
      return new FidelityCorrelation(
          truth,
          key.epochs(),
          key.completed(),
          averaged,
          number(correlation),
          number(correlationOfBest),
          number(regret),
          seconds,
          modelled(sources),
          timed && (modelled(table.meanColumns(training)) || modelled(table.meanColumns(pass))));
    }

    private static @Nullable Double number(double value) {
      return Double.isNaN(value) ? null : value;
    }

    private static double spearman(double[] a, double[] b) {
      return RankCorrelation.spearman(List.of(a, b))[0][1];
    }

    private static double[] of(int[] networks, double[] values) {
      return Arrays.stream(networks).mapToDouble(i -> values[i]).toArray();
    }

    private double regret(double[] seen) {
      double first = Double.NEGATIVE_INFINITY;
      double sum = 0;
      int tied = 0;
      for (int i = 0; i < seen.length; i++) {
        if (Double.isNaN(seen[i]) || Double.isNaN(last[i]) || seen[i] < first) continue;
        if (seen[i] > first) {
          first = seen[i];
          sum = 0;
          tied = 0;
        }
        sum += greatest - last[i];
        tied++;
      }
      return sum / tied;
    }

    /** As a replay charges it: a part of a training takes its share of the whole one's time. */
    private static @Nullable Double seconds(ColumnKey key, double[] training, double[] pass) {
      double share = (double) key.completed() / key.epochs();
      double seconds =
          IntStream.range(0, training.length)
              .mapToDouble(i -> share * training[i] + pass[i])
              .filter(value -> !Double.isNaN(value))
              .average()
              .orElse(Double.NaN);
      return number(seconds);
    }
  }
}
