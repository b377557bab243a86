package org.nasreplay.table.nasbench101;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.NasBench101Cell;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;

/** Real records: those of EC-NAS in the authors' layout, 30 of the authors', and lists of cells. */
class NasBench101SampleTest {
  private static final Path SAMPLES = Path.of("../shared/data/nas-bench-101");

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void needSamples() {
    assumeTrue(Files.isDirectory(SAMPLES), "needs " + SAMPLES);
  }

  private BenchmarkTable read(Path file) throws Exception {
    return NasBench101Import.read(file, null, 2, (bytes, of) -> {}, notices::add);
  }

  @ParameterizedTest
  @CsvSource({"ec-nas-4v.tfrecord, 91, 364, 273", "ec-nas-5v.tfrecord, 2532, 2532, 0"})
  void everyRecordIsReadAsAnIndependentWalkReadsIt(
      String name, int cells, int records, int notHalfway) throws Exception {
    Path file = SAMPLES.resolve(name);
    BenchmarkTable table = read(file);
    var space = (NasBench101Space) table.space();
    assertThat(space.size()).isEqualTo(cells);
    List<NaiveWalk.Entry> entries = NaiveWalk.of(Files.readAllBytes(file));
    assertThat(entries).hasSize(records);
    int halves = 0;
    for (NaiveWalk.Entry entry : entries) {
      NasBench101Cell cell = NasBench101Cell.of(entry.adjacency(), entry.operations());
      assertThat(cell.hash()).isEqualTo(entry.hash());
      assertThat(cell.params()).isEqualTo(entry.parameters());
      int index = space.parse(entry.hash()).index();
      assertThat(space.cell(index)).isEqualTo(cell);
      assertSame(table, index, entry.epochs(), entry.epochs(), entry.evaluations().get(2));
      boolean halfway = requireNonNull(entry.evaluations().get(1).get(1)) == entry.epochs() / 2.0;
      if (!halfway) continue;
      halves++;
      assertSame(table, index, entry.epochs(), entry.epochs() / 2, entry.evaluations().get(1));
    }
    assertThat(records - halves).isEqualTo(notHalfway);
    assertThat(notices.stream().filter(line -> line.contains("not halfway")))
        .hasSize(notHalfway == 0 ? 0 : 1)
        .allMatch(line -> line.contains(" has " + notHalfway + " runs whose "));
  }

  private static void assertSame(
      BenchmarkTable table, int index, int epochs, int completed, Map<Integer, Double> evaluation) {
    String[] metrics = {"train_seconds", "train_accuracy", "valid_accuracy", "test_accuracy"};
    for (int k = 0; k < metrics.length; k++) {
      String at = completed == epochs ? "" : "@" + completed;
      String name = "cifar10/" + epochs + "/" + metrics[k] + at + "/1";
      assertThat(table.column(ColumnKey.parse(name)).values()[index])
          .as(name)
          .isEqualTo((k == 0 ? 1 : 100) * requireNonNull(evaluation.get(k + 2)));
    }
  }

  /** Numpy's arrays of 64-bit integers, as the pickle has them. */
  public static final class NumpyArray {
    private byte[] content = {};

    @SuppressWarnings("unused") // the unpickler calls it
    public void __setstate__(Object[] state) {
      content = state[4] instanceof byte[] bytes ? bytes : new byte[0];
    }

    String digits() {
      var digits = new StringBuilder();
      for (int i = 0; i < content.length; i += 8) digits.append(content[i]);
      return digits.toString();
    }
  }

  /** Numpy's types, of which only the bytes of a number matter here. */
  public static final class NumpyType {
    @SuppressWarnings("unused") // the unpickler calls it
    public void __setstate__(Object[] state) {}
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object[]> officialRecords() throws IOException {
    IObjectConstructor array = arguments -> new NumpyArray();
    Unpickler.registerConstructor("numpy.core.multiarray", "_reconstruct", array);
    Unpickler.registerConstructor("numpy", "ndarray", array);
    Unpickler.registerConstructor("numpy", "dtype", arguments -> new NumpyType());
    try (InputStream in = Files.newInputStream(SAMPLES.resolve("records-30.pkl"))) {
      return (Map<String, Object[]>) new Unpickler().load(in);
    }
  }

  @SuppressWarnings("unchecked")
  @Test
  void theAuthorsRecordsAnswerAsTheirApiDoes() throws Exception {
    Map<String, Object[]> records = officialRecords();
    assertThat(records).hasSize(30);
    List<String> lines = new ArrayList<>();
    Map<String, List<Map<String, Double>>> runs = new HashMap<>();
    for (Map.Entry<String, Object[]> record : records.entrySet()) {
      var fixed = (Map<String, Object>) record.getValue()[0];
      var computed = (Map<Integer, List<Map<String, Double>>>) record.getValue()[1];
      List<Map<String, Double>> trained = requireNonNull(computed.get(108));
      NasBench101Cell cell =
          NasBench101Cell.of(
              ((NumpyArray) requireNonNull(fixed.get("module_adjacency"))).digits(),
              (List<String>) requireNonNull(fixed.get("module_operations")));
      assertThat(cell.hash()).isEqualTo(record.getKey());
      assertThat(fixed.get("trainable_parameters")).isEqualTo((int) cell.params());
      runs.put(record.getKey(), trained);
      for (Map<String, Double> run : trained) {
        lines.add(
            TfRecordWriter.record(
                cell,
                108,
                TfRecordWriter.metrics(
                    cell.params(),
                    List.of(
                        new double[] {0, 0, 0.1, 0.1, 0.1},
                        evaluation(54, "halfway_", run),
                        evaluation(108, "final_", run)))));
      }
    }
    BenchmarkTable table =
        read(
            Files.write(
                folder.resolve("nb.tfrecord"), TfRecordWriter.file(lines.toArray(String[]::new))));
    for (String hash : runs.keySet()) {
      Architecture architecture = table.space().parse(hash);
      NasBench101Answer answer = requireNonNull(NasBench101Answer.of(table, architecture));
      assertThat(answer.hash()).isEqualTo(hash);
      assertThat(answer.runs()).hasSize(6);
      for (NasBench101Answer.Run run : answer.runs()) {
        Map<String, Double> official =
            requireNonNull(runs.get(hash)).get(Integer.parseInt(run.number()) - 1);
        assertThat(run.values().keySet()).containsExactlyElementsOf(NasBench101Answer.NAMES);
        run.values()
            .forEach(
                (name, value) ->
                    assertThat(value)
                        .isEqualTo(
                            new NasBench101Answer.Value(
                                requireNonNull(
                                    official.get((run.halfway() ? "halfway_" : "final_") + name)),
                                Provenance.Kind.MEASURED)));
      }
    }
  }

  private static double[] evaluation(int epoch, String when, Map<String, Double> run) {
    return Stream.concat(
            Stream.of((double) epoch),
            NasBench101Answer.NAMES.stream().map(name -> run.get(when + name)))
        .mapToDouble(value -> value)
        .toArray();
  }

  /** The first rows of a list, with every {@code change} made to them. */
  private Path start(String name, int rows, String... change) throws IOException {
    var text = new StringBuilder();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SAMPLES.resolve(name))),
                StandardCharsets.UTF_8))) {
      for (int i = 0; i <= rows; i++) text.append(lines.readLine()).append('\n');
    }
    String all = text.toString();
    for (int i = 0; i < change.length; i += 2) {
      assertThat(all).contains(change[i]);
      all = all.replaceFirst(change[i], change[i + 1]);
    }
    return Files.writeString(folder.resolve(name.replace(".gz", "")), all);
  }

  private BenchmarkTable read(Path file, @Nullable Path cells) throws Exception {
    return NasBench101Import.read(file, cells, 2, (bytes, of) -> {}, notices::add);
  }

  @Test
  void measuredRunsAndCellsMakeATable() throws Exception {
    Path cells = start("nasbench101-cells.csv.gz", 40);
    BenchmarkTable table = read(start("nasbench101-30001.csv.gz", 20), cells);
    assertThat(table.space().size()).isEqualTo(20);
    int index = table.space().parse("00005c142e6f48ac74fdcf73e3439874").index();
    assertThat(table.column(ColumnKey.parse("cifar10/4/valid_accuracy/1")).values()[index])
        .isEqualTo(100 * 0.360476762);
    assertThat(table.column(ColumnKey.parse("cifar10/108/test_accuracy/mean")).values()[index])
        .isEqualTo(100 * 0.920606315);
    assertThat(table.column(ColumnKey.parse("cifar10/108/train_seconds/1")).values()[index])
        .isEqualTo(1768.97595);
    var scaled = table.column(ColumnKey.parse("cifar10/36/train_seconds/1"));
    assertThat(scaled.values()[index]).isEqualTo(1768.97595 * 36 / 108);
    assertThat(scaled.provenance().toString())
        .startsWith("modelled (36/108 of the seconds with 108");
    assertThat(read(cells).columns())
        .singleElement()
        .satisfies(
            column -> assertThat(column.key()).hasToString("cifar10/108/test_accuracy/mean"));
    assertThat(notices).allMatch(line -> line.contains(" of the 423,624 cells of NAS-Bench-101"));
  }

  private void assertRefused(Path file, @Nullable Path cells, String... parts) {
    assertThatThrownBy(() -> read(file, cells))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.line()).startsWith(folder.toString()).contains(parts));
  }

  @Test
  void wrongListsAreRefusedInALine() throws Exception {
    String runs = "nasbench101-30001.csv.gz";
    String list = "nasbench101-cells.csv.gz";
    Path cells = start(list, 40);
    assertRefused(start(runs, 20), null, ".csv:1: names cells by their hash, expected --cells");
    assertRefused(cells, cells, ":1: headings (hash,vertices");
    assertRefused(
        start(runs, 20, "0.360476762", "1.360476762"), cells, ":2: valid_4 (1.360476762)");
    assertRefused(
        start(runs, 20, "0.360476762", "0x1p-2"), cells, "valid_4 (0x1p-2), expected a number");
    assertRefused(start(runs, 20, "1768.97595", "-1"), cells, ":2: training seconds (-1.0)");
    assertRefused(start(runs, 20, "8555530", "8555531"), cells, "8555531 parameters");
    assertRefused(start(runs, 20, "0000718c", "00005c14"), cells, "has no cell 00005c14");
    assertRefused(start(runs, 0), cells, "no rows");
    assertRefused(start(runs, 20), start(list, 10), "has no cell ", ", which is in ");
    assertRefused(
        start(runs, 20), start(list, 40, "8555530", "8555531"), ":2: trainable parameters");
    assertRefused(start(runs, 20), start(list, 40, "3m331", "m3331"), ".csv");
    assertRefused(start(runs, 20), start(list, 40, ",7,", ",6,"), ":2: vertices (6), expected 7");
    assertRefused(start(runs, 20), start(list, 40, "3m331", "3m33"), ":2: ");
    Path records = Files.copy(SAMPLES.resolve("ec-nas-4v.tfrecord"), folder.resolve("4v.tfrecord"));
    assertRefused(records, cells, "expected no --cells beside it");
  }
}
