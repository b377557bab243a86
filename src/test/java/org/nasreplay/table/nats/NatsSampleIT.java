package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;

/** Every number of the authors' sample records, against a walk of the pickles by another reader. */
class NatsSampleIT {
  private static final List<Integer> INDICES = List.of(0, 284);

  @ParameterizedTest
  @ValueSource(strings = {"size", "topology"})
  void everyNumberEqualsThePickledOneBitForBit(String space) throws Exception {
    Path sample = Path.of("../shared/data/nats-" + space + "/official-sample");
    assumeTrue(Files.isDirectory(sample), "needs " + sample);
    NatsImport.Result result =
        NatsImport.read(sample, new NatsImport.Options(Curves.ALL, true, 2), (done, of) -> {});
    BenchmarkTable table = result.table();
    assertThat(result.records()).isEqualTo(2);
    assertThat(result.report()).singleElement().asString().contains("architecture 1 is the first");

    Set<String> expected = new HashSet<>();
    for (int index : INDICES) {
      Map<String, Object> record =
          Pickles.map(Pickles.read(sample.resolve(Text.format("%06d.pickle.pbz2", index))));
      assertThat(record.keySet()).hasSizeGreaterThanOrEqualTo(2);
      for (Map.Entry<String, Object> results : record.entrySet()) {
        int epochs = Integer.parseInt(results.getKey());
        Map<Object[], Object> trials =
            Pickles.map(Pickles.<String>map(results.getValue()).get("all_results"));
        for (Map.Entry<Object[], Object> trial : trials.entrySet()) {
          var dataset = Dataset.parse((String) trial.getKey()[0]);
          String seed = trial.getKey()[1].toString();
          new Walk(table, index, dataset, epochs, seed, expected)
              .compare(Pickles.map(trial.getValue()));
        }
      }
    }
    // Nothing beyond what the pickles say.
    for (Column column : table.columns()) {
      for (int i = 0; i < table.space().size(); i++) {
        if (!Double.isNaN(column.values()[i])) {
          assertThat(expected.contains(column.key() + " of " + i)).isTrue();
        }
      }
    }
  }

  private record Walk(
      BenchmarkTable table,
      int index,
      Dataset dataset,
      int epochs,
      String seed,
      Set<String> expected) {

    void compare(Map<String, Object> trial) {
      Map<Integer, Object> accuracy = Pickles.map(trial.get("train_acc1es"));
      Map<Integer, Object> loss = Pickles.map(trial.get("train_losses"));
      Map<Integer, Object> time = Pickles.map(trial.get("train_times"));
      assertThat(accuracy).hasSize(epochs);
      accuracy.forEach((e, v) -> same(Metric.TRAIN_ACCURACY, e + 1, Pickles.number(v)));
      loss.forEach((e, v) -> same(Metric.TRAIN_LOSS, e + 1, Pickles.number(v)));
      double seconds = 0;
      for (int e = 0; e < epochs; e++) seconds += Pickles.number(time.get(e));
      same(Metric.TRAIN_SECONDS, epochs, seconds);
      Pickles.<String>map(trial.get("eval_acc1es"))
          .forEach((key, v) -> same(metric(key, "accuracy"), epoch(key), Pickles.number(v)));
      Pickles.<String>map(trial.get("eval_losses"))
          .forEach((key, v) -> same(metric(key, "loss"), epoch(key), Pickles.number(v)));
      // Times are one constant for all epochs, so that each of them is the time of a pass.
      Pickles.<String>map(trial.get("eval_times"))
          .forEach((key, v) -> same(metric(key, "seconds"), epochs, Pickles.number(v)));
      same(
          Metric.LATENCY_SECONDS,
          epochs,
          Pickles.number(Pickles.list(trial.get("latency")).get(0)));
    }

    private Metric metric(String key, String quantity) {
      String set =
          switch (key.substring(0, key.indexOf('@'))) {
            case "x-valid" -> "valid";
            case "x-test" -> "test";
            default ->
                NatsBench.searchSplit(dataset).equals(NatsBench.CIFAR10_VALID) ? "test" : "valtest";
          };
      return Metric.parse(set + "_" + quantity);
    }

    private static int epoch(String key) {
      return Integer.parseInt(key.substring(key.indexOf('@') + 1)) + 1;
    }

    private void same(Metric metric, int completed, double value) {
      var key = new ColumnKey(dataset, epochs, metric, completed, seed);
      double read = table.column(key).values()[index];
      if (Double.doubleToRawLongBits(read) != Double.doubleToRawLongBits(value)) {
        throw new AssertionError(Text.format("%s of %d: %s, pickled %s", key, index, read, value));
      }
      expected.add(key + " of " + index);
    }
  }
}
