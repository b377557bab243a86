package org.nasreplay.oracle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.InputException;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.MissingValueException;

/**
 * Answers from a table, with the semantics of NATS-Bench's {@code simulate_train_eval}: the reward
 * is the validation accuracy of a stored training, the price its training time plus one validation
 * pass, and {@code cifar10} is searched on the split {@code cifar10-valid}.
 *
 * <p>Times are looked up under the reward's seed, else under {@code mean}. A shorter training is a
 * prefix of the whole one, so it costs its share of the epochs: NATS-Bench stores one constant time
 * per epoch.
 */
public final class TableOracle implements Oracle {
  private final BenchmarkTable table;
  private final Dataset split;
  private final Metric metric;
  private final int epochs;
  private final SeedPolicy seeds;
  private final Map<Integer, Fidelity> fidelities = new ConcurrentHashMap<>();

  /**
   * An oracle for one dataset and one training length.
   *
   * @param dataset what is searched on; where the metric is of the validation set, {@code cifar10}
   *     means its search split
   * @param metric what rewards: the accuracy on the validation or on the test set
   * @param epochs length of the training that rewards come from
   * @throws InputException where the table lacks a column that this needs
   */
  public TableOracle(
      BenchmarkTable table, Dataset dataset, Metric metric, int epochs, SeedPolicy seeds) {
    if (metric != Metric.VALID_ACCURACY && metric != Metric.TEST_ACCURACY) {
      throw new InputException(
          "reward metric (%s), expected valid_accuracy or test_accuracy".formatted(metric.label()));
    }
    this.table = table;
    this.split = metric == Metric.VALID_ACCURACY ? dataset.searchSplit() : dataset;
    this.metric = metric;
    this.epochs = epochs;
    this.seeds = seeds;
    at(epochs);
  }

  @Override
  public EnumerableSpace space() {
    return table.space();
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public Fidelity at(int completed) {
    Fidelity known = fidelities.get(completed);
    return known != null ? known : fidelities.computeIfAbsent(completed, this::load);
  }

  /** The columns that the rewards after {@code completed} epochs come from, one per answer. */
  public List<Column> rewardColumns(int completed) {
    var key = new ColumnKey(split, epochs, metric, completed, ColumnKey.MEAN);
    return switch (seeds.kind()) {
      case RANDOM -> table.seeds(key);
      case FIXED -> List.of(table.column(key.withSeed(seeds.seed())));
      case MEAN -> {
        Column stored = table.find(key);
        yield stored != null ? List.of(stored) : table.seeds(key);
      }
    };
  }

  /**
   * The columns of training time and of the time of one evaluation that a reward column is paid by.
   */
  public List<Column> timeColumns(Column reward) {
    Metric pass = metric == Metric.VALID_ACCURACY ? Metric.VALID_SECONDS : Metric.TEST_SECONDS;
    return List.of(
        timeColumn(Metric.TRAIN_SECONDS, reward.key().seed()),
        timeColumn(pass, reward.key().seed()));
  }

  private Column timeColumn(Metric metric, String seed) {
    ColumnKey key = ColumnKey.of(split, epochs, metric, seed);
    Column own = table.find(key);
    return own != null ? own : table.column(key.withSeed(ColumnKey.MEAN));
  }

  private Fidelity load(int completed) {
    if (completed < 1 || completed > epochs) {
      throw new InputException(
          "a training of %d epochs has no value after %d".formatted(epochs, completed));
    }
    List<Column> rewards = rewardColumns(completed);
    int stored = rewards.size();
    int answers = seeds.kind() == SeedPolicy.Kind.MEAN ? 1 : stored;
    var pairs = new double[2 * answers * table.space().size()];
    for (int s = 0; s < stored; s++) {
      double[] reward = rewards.get(s).values();
      List<Column> times = timeColumns(rewards.get(s));
      double[] train = times.get(0).values();
      double[] valid = times.get(1).values();
      double share = (double) completed / epochs;
      double weight = (double) answers / stored; // 1, or 1/stored where the answer is the mean
      for (int i = 0; i < reward.length; i++) {
        int at = 2 * (i * answers + s % answers);
        pairs[at] += weight * reward[i];
        pairs[at + 1] += weight * (train[i] * share + valid[i]);
      }
    }
    return new TableFidelity(
        pairs, answers, IntStream.range(0, answers).mapToObj(a -> rewards.get(a).key()).toList());
  }

  /**
   * Reward and price of an answer lie side by side, and the answers of an architecture next to each
   * other: one cache line serves a query.
   */
  private final class TableFidelity implements Fidelity {
    private final double[] pairs;
    private final int answers;
    private final List<ColumnKey> columns;

    TableFidelity(double[] pairs, int answers, List<ColumnKey> columns) {
      this.pairs = pairs;
      this.answers = answers;
      this.columns = columns;
    }

    @Override
    public int answers() {
      return answers;
    }

    @Override
    public double reward(Architecture architecture, int answer) {
      double reward = pairs[2 * (architecture.index() * answers + answer)];
      if (Double.isNaN(reward)) throw missing(architecture, answer);
      return reward;
    }

    @Override
    public double seconds(Architecture architecture, int answer) {
      double seconds = pairs[2 * (architecture.index() * answers + answer) + 1];
      if (Double.isNaN(seconds)) throw missing(architecture, answer);
      return seconds;
    }

    private MissingValueException missing(Architecture architecture, int answer) {
      return new MissingValueException(columns.get(answer), table.space(), architecture);
    }
  }
}
