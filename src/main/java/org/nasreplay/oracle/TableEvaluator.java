package org.nasreplay.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
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
 * <p>Times are those of the reward's seed where the table has them, else the mean over the seeds. A
 * shorter training is a prefix of the whole one, so it costs its share of the epochs: NATS-Bench
 * stores one constant time per epoch; of a space that {@linkplain EnumerableSpace#trainsAnew trains
 * anew} it is one of its own, with its own reward and time. Where a table lacks a time, or has one
 * that is not positive, no training has a price: a sum of some of them would be no time at all.
 */
public final class TableEvaluator implements Evaluator {
  private final BenchmarkTable table;
  private final Dataset split;
  private final Metric metric;
  private final Metric pass;
  private final int epochs;
  private final SeedPolicy seeds;
  private final Map<Integer, TableFidelity> fidelities = new ConcurrentHashMap<>();

  /** Why trainings have no price; null where they have. */
  private final @Nullable InputException unpriced;

  private final double[] mean;

  /**
   * An oracle for one dataset and one training length.
   *
   * @param dataset what is searched on; where the metric is of the validation set, {@code cifar10}
   *     means its search split
   * @param metric what rewards: the accuracy on the validation or on the test set
   * @param epochs length of the training that rewards come from
   * @throws InputException where the table lacks a column that this needs
   */
  public TableEvaluator(
      BenchmarkTable table, Dataset dataset, Metric metric, int epochs, SeedPolicy seeds) {
    if (metric != Metric.VALID_ACCURACY && metric != Metric.TEST_ACCURACY) {
      throw new InputException(
          Text.format(
              "reward metric (%s), expected valid_accuracy or test_accuracy", metric.label()));
    }
    this.table = table;
    this.split = metric == Metric.VALID_ACCURACY ? table.space().searchSplit(dataset) : dataset;
    this.metric = metric;
    this.pass = metric == Metric.VALID_ACCURACY ? Metric.VALID_SECONDS : Metric.TEST_SECONDS;
    this.epochs = epochs;
    this.seeds = seeds;
    this.unpriced = at(epochs).unpriced();
    boolean one = seeds.kind() == SeedPolicy.Kind.FIXED; // the only answer there is
    this.mean = values(ColumnKey.of(split, epochs, metric, one ? seeds.seed() : ColumnKey.MEAN));
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
  public void requirePrices() {
    if (unpriced != null) throw unpriced;
  }

  @Override
  public TableFidelity at(int completed) {
    TableFidelity known = fidelities.get(completed);
    return known != null ? known : fidelities.computeIfAbsent(completed, this::load);
  }

  @Override
  public double meanReward(Architecture architecture) {
    return mean[architecture.index()];
  }

  @Override
  public List<Source> rewardSources() {
    return sources(rewardColumns(epochs).stream());
  }

  @Override
  public List<Source> timeSources() {
    return sources(rewardColumns(epochs).stream().flatMap(c -> timeColumns(c).stream()).distinct());
  }

  private static List<Source> sources(Stream<Column> columns) {
    return columns.map(c -> new Source(c.key().toString(), c.provenance())).toList();
  }

  /** The columns that the rewards after {@code completed} epochs come from. */
  public List<Column> rewardColumns(int completed) {
    return rewardKeys(completed).stream().flatMap(key -> columns(key).stream()).toList();
  }

  /** One per answer. */
  private List<ColumnKey> rewardKeys(int completed) {
    int length = table.space().trainsAnew() ? completed : epochs;
    var mean = new ColumnKey(split, length, metric, completed, ColumnKey.MEAN);
    return switch (seeds.kind()) {
      case RANDOM -> table.seeds(mean).stream().map(Column::key).toList();
      case FIXED -> List.of(mean.withSeed(seeds.seed()));
      case MEAN -> List.of(mean);
    };
  }

  /**
   * The columns of training time and of the time of one evaluation that a reward column is paid by;
   * none where trainings have no price.
   */
  public List<Column> timeColumns(Column reward) {
    if (unpriced != null) return List.of();
    return Stream.of(timeKey(Metric.TRAIN_SECONDS, reward.key()), timeKey(pass, reward.key()))
        .flatMap(key -> columns(key).stream())
        .toList();
  }

  private ColumnKey timeKey(Metric time, ColumnKey reward) {
    ColumnKey key = ColumnKey.of(split, reward.epochs(), time, reward.seed());
    return table.find(key) != null ? key : key.withSeed(ColumnKey.MEAN);
  }

  private List<Column> columns(ColumnKey key) {
    return key.seed().equals(ColumnKey.MEAN) ? table.meanColumns(key) : List.of(table.column(key));
  }

  private double[] values(ColumnKey key) {
    return key.seed().equals(ColumnKey.MEAN) ? table.mean(key) : table.column(key).values();
  }

  /** NaN everywhere where the table has no such time. */
  private double[] seconds(ColumnKey key) {
    if (table.hasMean(key)) return values(key);
    var none = new double[table.space().size()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  private TableFidelity load(int completed) {
    if (completed < 1 || completed > epochs) {
      throw new InputException(
          Text.format("a training of %d epochs has no value after %d", epochs, completed));
    }
    List<ColumnKey> rewards = rewardKeys(completed);
    int answers = rewards.size();
    double share = (double) completed / rewards.get(0).epochs();
    var pairs = new double[2 * answers * table.space().size()];
    for (int answer = 0; answer < answers; answer++) {
      double[] reward = values(rewards.get(answer));
      double[] train = seconds(timeKey(Metric.TRAIN_SECONDS, rewards.get(answer)));
      double[] evaluation = seconds(timeKey(pass, rewards.get(answer)));
      for (int i = 0; i < reward.length; i++) {
        int at = 2 * (i * answers + answer);
        pairs[at] = reward[i];
        pairs[at + 1] = share * train[i] + evaluation[i];
      }
    }
    return new TableFidelity(pairs, rewards);
  }

  /**
   * Reward and price of an answer lie side by side, and the answers of an architecture next to each
   * other: one cache line serves a query.
   */
  final class TableFidelity implements Fidelity {
    private final double[] pairs;
    private final int answers;
    private final List<ColumnKey> rewards;

    TableFidelity(double[] pairs, List<ColumnKey> rewards) {
      this.pairs = pairs;
      this.answers = rewards.size();
      this.rewards = rewards;
    }

    @Override
    public int answers() {
      return answers;
    }

    @Override
    public int draw(Architecture architecture, UniformRandomProvider random) {
      if (answers == 1) return 0;
      int first = architecture.index() * answers;
      int drawn = random.nextInt(answers);
      if (Double.isNaN(pairs[2 * (first + drawn)])) {
        boolean none = true;
        for (int i = 0; i < answers; i++) none &= Double.isNaN(pairs[2 * (first + i)]);
        if (none) throw missing(rewards.get(drawn), architecture);
        do {
          drawn = random.nextInt(answers);
        } while (Double.isNaN(pairs[2 * (first + drawn)]));
      }
      return drawn;
    }

    @Override
    public double reward(Architecture architecture, int answer) {
      double reward = pairs[2 * (architecture.index() * answers + answer)];
      if (Double.isNaN(reward)) throw missing(rewards.get(answer), architecture);
      return reward;
    }

    @Override
    public double seconds(Architecture architecture, int answer) {
      double seconds = pairs[2 * (architecture.index() * answers + answer) + 1];
      if (Double.isNaN(seconds) && unpriced == null) {
        throw missing(missingTime(architecture, rewards.get(answer)), architecture);
      }
      return unpriced == null ? seconds : Double.NaN;
    }

    /**
     * The first training that has a reward and no price, or a price that is none; null for none.
     */
    @Nullable InputException unpriced() {
      for (int at = 0; at < pairs.length; at += 2) {
        double seconds = pairs[at + 1];
        boolean asked = !Double.isNaN(pairs[at]) || !Double.isNaN(seconds);
        if (!asked || (seconds > 0 && seconds < Double.POSITIVE_INFINITY)) continue;
        Architecture architecture = table.space().architecture(at / 2 / answers);
        ColumnKey reward = rewards.get(at / 2 % answers);
        return new InputException(
            Text.format(
                "%s; a budget in seconds needs times above 0, one in evaluations needs none",
                Double.isNaN(seconds)
                    ? absent(missingTime(architecture, reward), architecture)
                    : Text.format(
                        "columns %s and %s: a training of architecture %s takes %s seconds",
                        timeKey(Metric.TRAIN_SECONDS, reward),
                        timeKey(pass, reward),
                        table.space().format(architecture),
                        seconds)));
      }
      return null;
    }

    private String absent(ColumnKey time, Architecture architecture) {
      return table.hasMean(time)
          ? missing(time, architecture).reason()
          : "the table has no column " + time;
    }

    /** Which of the two times of a training the table does not have. */
    private ColumnKey missingTime(Architecture architecture, ColumnKey reward) {
      ColumnKey train = timeKey(Metric.TRAIN_SECONDS, reward);
      boolean trained = !Double.isNaN(TableEvaluator.this.seconds(train)[architecture.index()]);
      return trained ? timeKey(pass, reward) : train;
    }

    private MissingValueException missing(ColumnKey column, Architecture architecture) {
      return new MissingValueException(column, table.space(), architecture);
    }
  }
}
