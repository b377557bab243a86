package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Provenance;

/** The official API's answers, computed from the pickles as its code does. */
class OfficialInfoTest {
  /** Its sums of equal times and ours may round differently. */
  private static final Offset<Double> LAST_DIGITS = Offset.offset(1e-9);

  @ParameterizedTest
  @ValueSource(strings = {"size", "topology"})
  void answersAreThoseOfTheOfficialApi(String space) throws Exception {
    Path sample = ReleaseMaker.sample(space);
    assumeTrue(Files.isDirectory(sample), "needs " + sample);
    BenchmarkTable table =
        NatsImport.read(sample, new NatsImport.Options(Curves.NONE, true, 2), (done, of) -> {})
            .table();
    for (int index : new int[] {0, 284}) {
      Map<String, Object> record =
          Pickles.map(Pickles.read(sample.resolve(Text.format("%06d.pickle.pbz2", index))));
      record.forEach(
          (hp, state) -> {
            for (Dataset dataset : NatsBench.DATASETS) {
              var info =
                  new OfficialInfo(
                      table, table.space().architecture(index), dataset, Integer.parseInt(hp));
              List<Map<String, Object>> trials = trials(state, dataset);
              assertEqual(info.moreInfo(), moreInfo(trials, dataset, Integer.parseInt(hp)));
              assertEqual(info.costInfo(), costInfo(trials, Integer.parseInt(hp)));
            }
          });
    }
    assertThatThrownBy(
            () -> new OfficialInfo(table, table.space().architecture(0), NatsBench.CIFAR10, 13))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no column cifar10/13/test_accuracy/mean, only cifar10/");
  }

  private static void assertEqual(
      Map<String, OfficialInfo.Value> actual, Map<String, Double> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach(
        (name, value) -> {
          assertThat(value.value()).isCloseTo(expected.get(name), LAST_DIGITS);
          boolean computed = name.equals("flops") || name.equals("params");
          assertThat(value.kind())
              .isEqualTo(computed ? Provenance.Kind.ANALYTIC : Provenance.Kind.MEASURED);
        });
  }

  private static List<Map<String, Object>> trials(Object state, Dataset dataset) {
    List<Map<String, Object>> trials = new ArrayList<>();
    Pickles.<Object[]>map(Pickles.<String>map(state).get("all_results"))
        .forEach(
            (key, trial) -> {
              if (key[0].equals(dataset.label())) trials.add(Pickles.map(trial));
            });
    return trials;
  }

  private static Map<String, Double> moreInfo(
      List<Map<String, Object>> trials, Dataset dataset, int epochs) {
    Map<String, Double> info = new LinkedHashMap<>();
    for (Map<String, Object> trial : trials) {
      double time = 0;
      for (int e = 0; e < epochs; e++) time += value(trial, "train_times", e);
      add(info, trials, "train-loss", value(trial, "train_losses", epochs - 1));
      add(info, trials, "train-accuracy", value(trial, "train_acc1es", epochs - 1));
      add(info, trials, "train-per-time", time / epochs);
      add(info, trials, "train-all-time", time);
      boolean cifar10 = NatsBench.searchSplit(dataset).equals(NatsBench.CIFAR10_VALID);
      if (!dataset.equals(NatsBench.CIFAR10)) set(info, trials, trial, "valid", "x-valid", epochs);
      set(info, trials, trial, "test", cifar10 ? "ori-test" : "x-test", epochs);
      if (!cifar10) set(info, trials, trial, "valtest", "ori-test", epochs);
    }
    return info;
  }

  private static void set(
      Map<String, Double> info,
      List<Map<String, Object>> trials,
      Map<String, Object> trial,
      String name,
      String set,
      int epochs) {
    double time = 0;
    for (int e = 0; e < epochs; e++) time += value(trial, "eval_times", set + "@" + e);
    String last = set + "@" + (epochs - 1);
    add(info, trials, name + "-loss", value(trial, "eval_losses", last));
    add(info, trials, name + "-accuracy", value(trial, "eval_acc1es", last));
    add(info, trials, name + "-per-time", time / epochs);
    add(info, trials, name + "-all-time", time);
  }

  private static Map<String, Double> costInfo(List<Map<String, Object>> trials, int epochs) {
    Map<String, Double> info = new LinkedHashMap<>();
    for (Map<String, Object> trial : trials) {
      add(info, trials, "flops", Pickles.number(trial.get("flop")));
      add(info, trials, "params", Pickles.number(trial.get("params")));
      add(info, trials, "latency", Pickles.number(Pickles.list(trial.get("latency")).get(0)));
      double train = 0;
      for (int e = 0; e < epochs; e++) train += value(trial, "train_times", e);
      add(info, trials, "T-train@epoch", train / epochs);
      add(info, trials, "T-train@total", train);
      for (Object set : Pickles.list(trial.get("eval_names"))) {
        double time = 0;
        for (int e = 0; e < epochs; e++) time += value(trial, "eval_times", set + "@" + e);
        add(info, trials, Text.format("T-%s@epoch", set), time / epochs);
        add(info, trials, Text.format("T-%s@total", set), time);
      }
    }
    return info;
  }

  private static double value(Map<String, Object> trial, String field, Object key) {
    return Pickles.number(Pickles.map(trial.get(field)).get(key));
  }

  private static void add(
      Map<String, Double> info, List<Map<String, Object>> trials, String name, double value) {
    info.merge(name, value / trials.size(), Double::sum);
  }
}
