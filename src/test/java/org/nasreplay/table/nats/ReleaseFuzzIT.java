package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.Fuzzer;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.Metric;

/**
 * Damaged releases of a record or two: compressed, where a flipped bit is mostly noticed by a sum,
 * and as pickles, where each is another program.
 */
class ReleaseFuzzIT {
  private static final Release RELEASE = Release.TOPOLOGY;
  private static final EnumerableSpace SPACE = RELEASE.space();
  private static final int EPOCHS = 12;

  /** As if all of a release could be held: these hold no more than a few records. */
  private static final long HEAP = Long.MAX_VALUE;

  @TempDir private Path folder;

  /** The results of 12 epochs, as a record has them. */
  private static Map<String, Object> results(int index) {
    Architecture architecture = SPACE.architecture(index);
    Map<String, Object> seeds = new LinkedHashMap<>();
    Map<Object, Object> trials = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
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

  private static Map<String, Object> record(int index) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(Text.format("%02d", EPOCHS), results(index));
    return record;
  }

  private static List<Object> architectures() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < SPACE.size(); i++) all.add(SPACE.format(SPACE.architecture(i)));
    return all;
  }

  private static void read(Path release) throws Exception {
    NatsImport.Result result =
        NatsImport.read(
            release, new NatsImport.Options(Curves.SHORT, true, 1), (done, of) -> {}, HEAP);
    result.report().forEach(ReleaseFuzzIT::assertOneLine);
  }

  private static void assertOneLine(String line) {
    assertThat(line).isEqualTo(Text.printable(line)).hasSizeLessThan(2_000);
  }

  /** Of one architecture, so that the values of a space need not be made every time. */
  private static void readRecord(Object pickled) {
    new RecordReader(
            RELEASE,
            Curves.ALL,
            new Values(1),
            ReleaseFuzzIT::assertOneLine,
            ReleaseFuzzIT::assertOneLine)
        .read(pickled, 0);
  }

  @Test
  void aDamagedRecordIsReadOrRefused() throws Exception {
    Path file = folder.resolve("000000.pickle");
    Fuzzer.run(
        file,
        PickleWriter.pickle(record(0)),
        file,
        damaged -> {
          try {
            var bytes = new ByteArrayInputStream(Files.readAllBytes(damaged));
            readRecord(new Unpickler().read(bytes));
          } catch (InputException e) {
            throw e.in(damaged);
          } catch (EOFException e) { // as a member's reader says it
            throw new InputException(damaged.toString(), "is damaged", e);
          }
        });
  }

  @Test
  void aDamagedMemberIsReadOrRefused() throws Exception {
    Path file = folder.resolve("000000.pickle.pbz2");
    var reader = new MemberReader();
    Fuzzer.run(
        file,
        ReleaseMaker.compressed(record(0)),
        file,
        damaged -> {
          try {
            readRecord(reader.read(Files.readAllBytes(damaged)));
          } catch (InputException e) {
            throw e.in(damaged);
          }
        });
  }

  @Test
  void aDamagedTarIsReadOrRefused() throws Exception {
    Path tar = folder.resolve("release.tar");
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("meta.pickle.pbz2", ReleaseMaker.compressed(Map.of("meta_archs", architectures())));
    members.put("000000.pickle.pbz2", ReleaseMaker.compressed(record(0)));
    members.put("000001.pickle.pbz2", ReleaseMaker.compressed(record(1)));
    ReleaseMaker.tar(tar, members, true);
    Fuzzer.run(tar, Files.readAllBytes(tar), tar, ReleaseFuzzIT::read);
  }

  @Test
  void aDamagedSinglePickleIsReadOrRefused() throws Exception {
    Path file = folder.resolve("release.pickle");
    Map<String, Object> records = new LinkedHashMap<>();
    records.put("meta_archs", List.of("and 15,624 more"));
    records.put("arch2infos", Map.of(0, record(0)));
    Fuzzer.run(
        file,
        PickleWriter.pickle(records),
        file,
        damaged -> {
          var single =
              new SinglePickle(
                  Curves.SHORT,
                  ReleaseFuzzIT::assertOneLine,
                  ReleaseFuzzIT::assertOneLine,
                  (done, of) -> {});
          var bytes = new ByteArrayInputStream(Files.readAllBytes(damaged));
          try {
            single.release(new Unpickler(single::consume).read(bytes));
          } catch (InputException e) {
            if (!e.reason().startsWith("lists 1 architectures")) throw e.in(damaged);
          } catch (EOFException e) {
            throw new InputException(damaged.toString(), "is damaged", e);
          }
        });
  }

  @Test
  void aDamagedCompressedSinglePickleIsReadOrRefused() throws Exception {
    Path file = folder.resolve("release.pickle.pbz2");
    Map<String, Object> records = new LinkedHashMap<>();
    records.put("meta_archs", architectures());
    records.put("arch2infos", Map.of(0, record(0)));
    Fuzzer.run(file, ReleaseMaker.compressed(records), file, ReleaseFuzzIT::read);
  }
}
