package org.nasreplay.table.nats;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SearchSpaces;

/**
 * Makes releases of any size: number, name and cost are those of the architecture, the results
 * those of two records, told apart by their times. The two are made up as the authors' are built,
 * so that tests need nothing else, or, as {@code scripts/make-nats-release} does, the authors' own.
 */
public final class ReleaseMaker {
  private final EnumerableSpace space;
  private final List<Map<String, Object>> samples;

  private ReleaseMaker(String space, List<Map<String, Object>> samples) {
    this.space = SearchSpaces.named(space);
    this.samples = samples;
  }

  /** Of made-up results in the size space. */
  static ReleaseMaker madeUp() {
    return new ReleaseMaker("size", List.of(madeUpRecord(1), madeUpRecord(2)));
  }

  /** Writes a folder of made-up records of the first architectures. */
  public static void madeUp(Path folder, int count) throws Exception {
    folder(folder, madeUp().members(count));
  }

  /** Of the authors' results. */
  static ReleaseMaker ofSamples(String space) throws IOException {
    Path sample = sample(space);
    return new ReleaseMaker(
        space,
        List.of(
            Pickles.map(Pickles.read(sample.resolve("000000.pickle.pbz2"))),
            Pickles.map(Pickles.read(sample.resolve("000284.pickle.pbz2")))));
  }

  /** One architecture's results by length of training, with random numbers of the right ranges. */
  private static Map<String, Object> madeUpRecord(long seed) {
    var random = new Random(seed);
    Map<String, Object> record = new LinkedHashMap<>();
    Release.SIZE
        .seeds()
        .forEach(
            (epochs, seeds) -> {
              Map<Object, Object> trials = new LinkedHashMap<>();
              Map<Object, Object> seedsByDataset = new LinkedHashMap<>();
              for (Dataset dataset : NatsBench.DATASETS) {
                seedsByDataset.put(dataset.label(), new ArrayList<Object>(seeds));
                for (int s : seeds) {
                  trials.put(new Object[] {dataset.label(), s}, trial(dataset, epochs, s, random));
                }
              }
              Map<String, Object> state = new LinkedHashMap<>();
              state.put("arch_index", 0);
              state.put("arch_str", "");
              state.put("all_results", trials);
              state.put("dataset_seed", seedsByDataset);
              state.put("clear_net_done", true);
              record.put(Text.format("%02d", epochs), state);
            });
    return record;
  }

  private static Map<String, Object> trial(Dataset dataset, int epochs, int seed, Random random) {
    Map<String, Object> trial = new LinkedHashMap<>();
    trial.put("name", dataset.label());
    Map<Object, Object> accuracy = new LinkedHashMap<>();
    Map<Object, Object> loss = new LinkedHashMap<>();
    Map<Object, Object> times = new LinkedHashMap<>();
    double time = 1 + random.nextInt(1024) / 128.0;
    for (int e = 0; e < epochs; e++) {
      accuracy.put(e, 100 * random.nextDouble());
      loss.put(e, 5 * random.nextDouble());
      times.put(e, time);
    }
    trial.put("train_acc1es", accuracy);
    trial.put("train_losses", loss);
    trial.put("train_times", times);
    trial.put("params", 0.0);
    trial.put("flop", 0.0);
    trial.put("seed", seed);
    trial.put("epochs", epochs);
    trial.put("latency", new ArrayList<Object>(List.of(random.nextDouble() / 100)));
    Map<Object, Object> evalAccuracy = new LinkedHashMap<>();
    Map<Object, Object> evalTimes = new LinkedHashMap<>();
    Map<Object, Object> evalLosses = new LinkedHashMap<>();
    RecordReader.setNames(dataset)
        .keySet()
        .forEach(
            set -> {
              double pass = random.nextInt(1, 256) / 128.0;
              for (int e = 0; e < epochs; e++) {
                String key = set + "@" + e;
                evalAccuracy.put(key, 100 * random.nextDouble());
                evalTimes.put(key, pass);
                evalLosses.put(key, 5 * random.nextDouble());
              }
            });
    trial.put("eval_names", new ArrayList<Object>(RecordReader.setNames(dataset).keySet()));
    trial.put("eval_acc1es", evalAccuracy);
    trial.put("eval_times", evalTimes);
    trial.put("eval_losses", evalLosses);
    trial.put("net_state_dict", null);
    return trial;
  }

  static Path sample(String space) {
    return Path.of("../shared/data/nats-" + space + "/official-sample");
  }

  /** Writes a folder of records, or a tar where the target's name ends with .tar. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("expected size|topology COUNT TARGET");
    }
    ReleaseMaker maker = ofSamples(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    Path target = Path.of(arguments[2]);
    if (target.toString().endsWith(".tar")) {
      tar(target, maker.members(count), true);
    } else {
      folder(target, maker.members(count));
    }
  }

  EnumerableSpace space() {
    return space;
  }

  /** The meta file's list of architectures. */
  Map<String, Object> meta() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) list.add(space.format(space.architecture(i)));
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("meta_archs", list);
    meta.put("total_archs", space.size());
    meta.put("evaluated_indexes", new HashSet<>());
    return meta;
  }

  /** A copy of a sample record that may be changed, about architecture {@code index}. */
  Map<String, Object> record(int index) {
    Architecture architecture = space.architecture(index);
    Map<String, Object> record = Pickles.map(copy(samples.get(index % samples.size())));
    for (Object results : record.values()) {
      Map<String, Object> state = Pickles.map(results);
      state.put("arch_index", index);
      state.put("arch_str", space.format(architecture));
      Map<Object[], Object> trials = Pickles.map(state.get("all_results"));
      trials.forEach(
          (key, value) -> {
            Map<String, Object> trial = Pickles.map(value);
            Dataset dataset = Dataset.parse((String) key[0]);
            CostModel flops = space.cost("flops", dataset);
            CostModel params = space.cost("params", dataset);
            trial.put("flop", flops.cost(architecture) / 1e6);
            trial.put("params", new Pickles.NumpyFloat(params.cost(architecture) / 1e6));
            Map<Integer, Object> times = Pickles.map(trial.get("train_times"));
            times.replaceAll((epoch, time) -> Pickles.number(time) + index / 1024.0);
          });
    }
    return record;
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(k, v == null ? null : copy(v)));
      return copy;
    }
    return value instanceof List<?> list ? new ArrayList<>(list) : value;
  }

  /** The files of a release with the first {@code count} architectures: content by name. */
  Map<String, byte[]> members(int count) throws Exception {
    Map<String, Future<byte[]>> made = new LinkedHashMap<>();
    ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      made.put("meta.pickle.pbz2", executor.submit(() -> compressed(meta())));
      for (int i = 0; i < count; i++) {
        int index = i;
        Callable<byte[]> record = () -> compressed(record(index));
        made.put(Text.format("%06d.pickle.pbz2", i), executor.submit(record));
      }
      Map<String, byte[]> members = new LinkedHashMap<>();
      for (Map.Entry<String, Future<byte[]>> member : made.entrySet()) {
        members.put(member.getKey(), member.getValue().get());
      }
      return members;
    } finally {
      executor.shutdownNow();
    }
  }

  static byte[] compressed(Object value) {
    return PickleWriter.compress(PickleWriter.pickle(value));
  }

  static void folder(Path folder, Map<String, byte[]> members) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      Files.write(folder.resolve(member.getKey()), member.getValue());
    }
  }

  /**
   * Writes members in an order of no meaning.
   *
   * @param leading whether they lie in a folder of the tar
   */
  static void tar(Path tar, Map<String, byte[]> members, boolean leading) throws IOException {
    List<String> names = new ArrayList<>(members.keySet());
    Collections.shuffle(names, new Random(1));
    try (OutputStream file = Files.newOutputStream(tar);
        var out = new TarArchiveOutputStream(file)) {
      for (String name : names) {
        byte[] bytes = requireNonNull(members.get(name));
        var entry = new TarArchiveEntry((leading ? "NATS-sss-v1_0-50262-simple/" : "") + name);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
  }
}
