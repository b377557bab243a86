package org.nasreplay.table.nats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.Metric;

/** Small records of the topology space that need no sample of the authors'. */
final class MadeUpRecords {
  private static final EnumerableSpace SPACE = TopologySpace.instance();
  private static final int EPOCHS = 12;

  private MadeUpRecords() {}

  /** The results of 12 epochs, as a record has them. */
  private static Map<String, Object> results(int index) {
    Architecture architecture = SPACE.architecture(index);
    Map<String, Object> seeds = new LinkedHashMap<>();
    Map<Object, Object> trials = new LinkedHashMap<>();
    for (Dataset dataset : NatsBench.DATASETS) {
      String label = dataset.label();
      seeds.put(label, List.of(777));
      trials.put(new Object[] {label, 777}, trial(dataset, architecture));
    }
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("arch_index", index);
    results.put("arch_str", SPACE.format(architecture));
    results.put("dataset_seed", seeds);
    results.put("all_results", trials);
    return results;
  }

  private static Map<String, Object> trial(Dataset dataset, Architecture architecture) {
    Map<String, Object> trial = new LinkedHashMap<>();
    trial.put("epochs", EPOCHS);
    trial.put("flop", SPACE.cost("flops", dataset).cost(architecture) / 1e6);
    trial.put(
        "params", new Pickles.NumpyFloat(SPACE.cost("params", dataset).cost(architecture) / 1e6));
    trial.put("latency", List.of(0.0125, 0.0126));
    trial.put("train_acc1es", curve(20));
    trial.put("train_losses", curve(2));
    trial.put("train_times", curve(9));
    Map<String, Metric> sets = RecordReader.setNames(dataset);
    trial.put("eval_acc1es", curves(sets, 30));
    trial.put("eval_losses", curves(sets, 1.5));
    trial.put("eval_times", curves(sets, 4));
    return trial;
  }

  private static Map<Object, Object> curve(double start) {
    Map<Object, Object> curve = new LinkedHashMap<>();
    for (int e = 0; e < EPOCHS; e++) curve.put(e, start + e / 8.0);
    return curve;
  }

  private static Map<Object, Object> curves(Map<String, Metric> sets, double start) {
    Map<Object, Object> curves = new LinkedHashMap<>();
    for (String set : sets.keySet()) {
      for (int e = 0; e < EPOCHS; e++) curves.put(set + "@" + e, start + e / 8.0);
    }
    return curves;
  }

  /** A record without the results of 200 epochs. */
  static Map<String, Object> record(int index) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(Text.format("%02d", EPOCHS), results(index));
    return record;
  }

  /** The list that the meta file has. */
  static List<Object> architectures() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < SPACE.size(); i++) all.add(SPACE.format(SPACE.architecture(i)));
    return all;
  }
}
