package org.nasreplay.table.nats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;

/**
 * Takes what a table holds out of the pickled results of one architecture and one training length
 * (the state of NATS-Bench's {@code ArchResults}), with the meaning that the official API gives it.
 *
 * <p>The test set is {@code ori-test} for the two CIFAR-10 trainings and {@code x-test} for the
 * others, whose {@code ori-test} is validation and test set together. A training takes the sum of
 * its epochs. A pass over a set takes what the record says, which is one time for all epochs, or
 * their mean where it is not. Latency is the mean of what was measured, missing where nothing was.
 */
final class RecordReader {
  private enum Set {
    VALID(Metric.VALID_ACCURACY, Metric.VALID_LOSS, Metric.VALID_SECONDS),
    TEST(Metric.TEST_ACCURACY, Metric.TEST_LOSS, Metric.TEST_SECONDS),
    VALTEST(Metric.VALTEST_ACCURACY, Metric.VALTEST_LOSS, Metric.VALTEST_SECONDS);

    private final Metric accuracy;
    private final Metric loss;
    private final Metric seconds;

    Set(Metric accuracy, Metric loss, Metric seconds) {
      this.accuracy = accuracy;
      this.loss = loss;
      this.seconds = seconds;
    }

    /** The set's name in the records; null where a training has none. */
    @Nullable String nameOn(Dataset dataset) {
      if (dataset.equals(NatsBench.CIFAR10_VALID)) {
        return this == VALID ? "x-valid" : this == TEST ? "ori-test" : null;
      }
      if (dataset.equals(NatsBench.CIFAR10)) return this == TEST ? "ori-test" : null;
      return this == VALID ? "x-valid" : this == TEST ? "x-test" : "ori-test";
    }
  }

  /** The sets that a training is evaluated on, as the records name them, and their times. */
  static Map<String, Metric> setNames(Dataset dataset) {
    Map<String, Metric> names = new LinkedHashMap<>();
    for (Set set : Set.values()) {
      String name = set.nameOn(dataset);
      if (name != null) names.put(name, set.seconds);
    }
    return names;
  }

  private final Release release;
  private final Curves curves;
  private final Values values;
  private final Consumer<String> problems;
  private final Consumer<String> notes;

  /**
   * @param problems is told what is wrong with a value that stays missing
   * @param notes is told of costs that differ from the exact ones
   */
  RecordReader(
      Release release,
      Curves curves,
      Values values,
      Consumer<String> problems,
      Consumer<String> notes) {
    this.release = release;
    this.curves = curves;
    this.values = values;
    this.problems = problems;
    this.notes = notes;
  }

  /**
   * Reads the record of one architecture: its results by training length.
   *
   * @param index the architecture that it must be about
   */
  void read(Object pickled, int index) {
    if (!(pickled instanceof PickledDict record)) {
      throw new InputException("is not a record, a dictionary of results by training length");
    }
    for (int epochs : release.seeds().keySet()) {
      Object results = null;
      for (int i = 0; i < record.entries(); i++) {
        if (record.key(i).equals(Text.format("%02d", epochs))) results = record.value(i);
      }
      if (results instanceof PickledDict state) {
        readResults(state, index, epochs);
      } else {
        problems.accept(Text.format("no results for %d epochs", epochs));
      }
    }
  }

  /**
   * Reads the results of one architecture and one training length.
   *
   * @throws InputException where they are about another architecture
   */
  void readResults(PickledDict state, int index, int epochs) {
    Architecture architecture = release.space().architecture(index);
    String expected = release.space().format(architecture);
    if (!expected.equals(state.find("arch_str"))) {
      throw new InputException(
          Text.format(
              "arch_str (%s) for %d epochs, expected %s",
              Unpickler.printable(state.find("arch_str")), epochs, expected));
    }
    if (!Integer.valueOf(index).equals(state.find("arch_index"))) {
      throw new InputException(
          Text.format(
              "arch_index (%s) for %d epochs, expected %d",
              Unpickler.printable(state.find("arch_index")), epochs, index));
    }
    if (!(state.find("all_results") instanceof PickledDict trials)
        || !(state.find("dataset_seed") instanceof PickledDict seedsByDataset)) {
      throw new InputException(Text.format("no all_results or dataset_seed for %d epochs", epochs));
    }
    List<Integer> needed = release.seeds().getOrDefault(epochs, List.of());
    for (Dataset dataset : NatsBench.DATASETS) {
      String place = Text.format("%s, %d epochs", dataset, epochs);
      if (!(seedsByDataset.find(dataset.label()) instanceof PickledItems seeds)
          || seeds.size() == 0) {
        problems.accept(place + ": no seed");
        continue;
      }
      if (seeds.size() > 8) {
        problems.accept(place + Text.format(": %d seeds, expected at most 8", seeds.size()));
        continue;
      }
      for (int seed : needed) {
        if (!contains(seeds, seed)) problems.accept(place + Text.format(": no seed %d", seed));
      }
      for (int i = 0; i < seeds.size(); i++) {
        if (!(seeds.item(i) instanceof Integer seed) || seed < 0) {
          problems.accept(
              place + Text.format(": seed (%s) is no number", Unpickler.printable(seeds.item(i))));
        } else if (trial(trials, dataset.label(), seed) instanceof PickledDict trial) {
          new Trial(trial, architecture, dataset, epochs, seed).read();
        } else {
          problems.accept(place + Text.format(": no results of seed %d", seed));
        }
      }
    }
  }

  private static boolean contains(PickledItems items, int number) {
    for (int i = 0; i < items.size(); i++) {
      if (items.item(i).equals(number)) return true;
    }
    return false;
  }

  private static @Nullable Object trial(PickledDict trials, String dataset, int seed) {
    for (int i = trials.entries() - 1; i >= 0; i--) {
      if (trials.key(i) instanceof PickledItems key
          && key.size() == 2
          && key.item(0).equals(dataset)
          && key.item(1).equals(seed)) {
        return trials.value(i);
      }
    }
    return null;
  }

  /** One training of the architecture: the state of NATS-Bench's {@code ResultsCount}. */
  private final class Trial {
    private final PickledDict trial;
    private final Architecture architecture;
    private final Dataset dataset;
    private final int epochs;
    private final int seed;
    private final Values.OfTraining into;

    Trial(PickledDict trial, Architecture architecture, Dataset dataset, int epochs, int seed) {
      this.trial = trial;
      this.architecture = architecture;
      this.dataset = dataset;
      this.epochs = epochs;
      this.seed = seed;
      this.into = values.of(dataset, epochs, seed);
    }

    void read() {
      if (!Integer.valueOf(epochs).equals(trial.find("epochs"))) {
        problem(Text.format("epochs (%s)", Unpickler.printable(trial.find("epochs"))));
        return;
      }
      checkCost("flops", "flop");
      checkCost("params", "params");
      curve(Metric.TRAIN_ACCURACY, "train_acc1es", "");
      curve(Metric.TRAIN_LOSS, "train_losses", "");
      double[] times = byEpoch("train_times", "");
      put(Metric.TRAIN_SECONDS, epochs, sum(times), "train_times");
      for (Set set : Set.values()) {
        String name = set.nameOn(dataset);
        if (name != null) readSet(name, set);
      }
      if (trial.find("latency") instanceof PickledItems latency && latency.size() > 0) {
        double sum = 0;
        for (int i = 0; i < latency.size(); i++) sum += number(latency.item(i));
        double mean = sum / latency.size();
        if (mean > 0) put(Metric.LATENCY_SECONDS, epochs, mean, "latency");
      }
    }

    private void readSet(String name, Set set) {
      curve(set.accuracy, "eval_acc1es", name + "@");
      curve(set.loss, "eval_losses", name + "@");
      double[] times = byEpoch("eval_times", name + "@");
      double first = times[0];
      boolean constant = Arrays.stream(times).allMatch(t -> t == first);
      put(set.seconds, epochs, constant ? first : sum(times) / epochs, "eval_times of " + name);
    }

    /** Keeps the last value of a curve, and the others where they are asked for. */
    private void curve(Metric metric, String field, String prefix) {
      double[] curve = byEpoch(field, prefix);
      int present = 0;
      for (double value : curve) present += Double.isNaN(value) ? 0 : 1;
      // Some sets were only evaluated after the last epoch; a curve with gaps is damaged.
      boolean lastOnly = present == 1 && !prefix.isEmpty();
      for (int e = 0; e < epochs; e++) {
        boolean last = e == epochs - 1;
        if (Double.isNaN(curve[e])) {
          if (last || !lastOnly) problem(Text.format("no %s %s%d", field, prefix, e));
        } else if (last || curves.keep(metric, epochs)) {
          put(metric, e + 1, curve[e], field);
        }
      }
    }

    /** A field's values by epoch, NaN where there is none. */
    private double[] byEpoch(String field, String prefix) {
      var values = new double[epochs];
      Arrays.fill(values, Double.NaN);
      if (!(trial.find(field) instanceof PickledDict dict)) return values;
      for (int i = 0; i < dict.entries(); i++) {
        int epoch = epoch(dict.key(i), prefix);
        if (epoch >= 0 && epoch < epochs) values[epoch] = number(dict.value(i));
      }
      return values;
    }

    private void put(Metric metric, int completed, double value, String field) {
      if (Double.isNaN(value)) {
        problem("no complete " + field);
      } else if (!metric.admits(value)) {
        problem(Text.format("%s (%s) is outside %s", field, value, metric.range()));
      } else {
        into.put(metric, completed, architecture.index(), value);
      }
    }

    private void checkCost(String cost, String field) {
      double exact = release.space().cost(cost, dataset).cost(architecture);
      Object stored = trial.find(field);
      double millions = stored == null ? Double.NaN : number(stored);
      if (!(Math.abs(millions * 1e6 - exact) < 0.5)) {
        notes.accept(
            Text.format(
                "%s: %s (%s) is not the exact %s, %.0f", place(), field, millions, cost, exact));
      }
    }

    private void problem(String what) {
      problems.accept(place() + ": " + what);
    }

    private String place() {
      return Text.format("%s, %d epochs, seed %d", dataset, epochs, seed);
    }
  }

  /** In the order of the epochs, as Python adds them up. */
  private static double sum(double[] times) {
    double sum = 0;
    for (double time : times) sum += time;
    return sum;
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The epoch in a key like {@code x-valid@11} or, where there is no prefix, 11; −1 in others. */
  private static int epoch(Object key, String prefix) {
    if (prefix.isEmpty()) return key instanceof Integer epoch ? epoch : -1;
    if (!(key instanceof String text) || !text.startsWith(prefix)) return -1;
    int epoch = 0;
    for (int i = prefix.length(); i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || epoch > 1000) return -1;
      epoch = 10 * epoch + digit;
    }
    return text.length() == prefix.length() ? -1 : epoch;
  }
}
