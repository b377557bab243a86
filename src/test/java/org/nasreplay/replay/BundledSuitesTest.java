package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.oracle.ofa.OnceForAll;
import org.nasreplay.oracle.ofa.OnceForAllBenchmark;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Cells;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFormats;

/** The suites in data/suites. */
class BundledSuitesTest {
  /** One run of every searcher: whatever is built differently, results stay the same bytes. */
  private static final Map<String, String> RESULTS =
      """
      layernas-channel-mobilenet affbf0c8abb2a882
      layernas-channel-resnet aa50291f2ef1d19d
      layernas-latency 92fbf63247ba587a
      layernas-macro d0fe28de4539a1be
      layernas-channel-mobilenet-optimum ac28ad642e5bc48a
      layernas-channel-resnet-optimum d7f5ef48abd6de85
      layernas-macro-optimum 0a9f0a4c79b03114
      layernas-settings-90 252c52f44efd347f
      layernas-settings-noisy b99ff840aa361fa3
      layernas-size-90-at-most ba8da0b3db1acc25
      layernas-size-90 ee2ac1e8e1f87efd
      layernas-topology-200 84e435cd6a7aace9
      front-macro 09cd53fb7052df16
      front-mobilenet 2c4dd75312791af0
      front-size 56522e9826a89210
      front-topology be4023e57846141e
      layernas-grid efde7c88ccb0b6ef
      layernas-mobilenet-latency ac1f27fac9eda912
      layernas-mobilenet-madds 60c5f172278fb954
      layernas-power 979a1ccfba585be6
      layernas-settings f0e58528fd30bfc0
      layernas-size-penalty c66fba32ae1952df
      layernas-size 9eac2531902b7957
      layernas-topology-5 e3cc2453c5326ffa
      layernas-topology e3cc2453c5326ffa
      nasbench101 b25b036f2c5d5a8b
      nasbench101-30001 3d47395cdfc73eb2
      nasbench101-models e2914c8cec8a16e6
      natsbench-size-all bb05591ff78ecd45
      natsbench-size-seeds 5b678ccf5b9ccd6b
      natsbench-size 6775a5f7ea06e8c4
      natsbench-topology 8e4d70392ce7c3bd
      sweep-evolution c73a9e5a44222b48
      """
          .lines()
          .map(line -> line.split(" ", -1))
          .collect(Collectors.toMap(words -> words[0], words -> words[1]));

  /** Those whose results were published first; the digests above hold the seeds of the others. */
  private static final Set<String> PUBLISHED =
      Set.of(
          "layernas-grid",
          "layernas-power",
          "layernas-settings",
          "layernas-size-penalty",
          "layernas-size",
          "layernas-topology-5",
          "layernas-topology",
          "natsbench-size-all",
          "natsbench-size-seeds",
          "natsbench-size",
          "natsbench-topology");

  @TempDir Path folder;

  static List<Path> suites() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("data/suites"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aSuiteIsNamedAsItsFileAndAllThatItNamesExists(Path file) throws Exception {
    Suite suite = Suite.read(file);
    assertThat(file).hasFileName(suite.name() + ".yaml");
    var registry = new SearcherRegistry();
    assertThat(suite.entries(registry)).isNotEmpty();
    Suite.Published published = suite.published();
    if (published != null) {
      assertThat(registry.all())
          .extracting(SearcherDefinition::name)
          .containsAll(published.methods().keySet());
    }
  }

  /** Published results stay reproducible only while these bytes do not change. */
  @Test
  void theSeedsOfEveryRunAreThoseOfFinishedResults() throws Exception {
    var seeds = new StringBuilder();
    for (Path file : suites()) {
      Suite suite = Suite.read(file);
      if (!PUBLISHED.contains(suite.name())) continue;
      for (Protocol protocol : suite.protocols()) {
        for (Suite.Entry entry : suite.entries(new SearcherRegistry())) {
          seeds.append(String.join(" | ", suite.name(), protocol.name(), entry.label()));
          var seed = new RunSeed(suite.seed(), entry.searcher(), protocol);
          for (int run = 0; run < 3; run++) seeds.append(' ').append(seed.of(run));
          seeds.append('\n');
        }
      }
    }
    assertThat(seeds.toString().lines()).hasSize(594);
    assertThat(Sha256.of(seeds.toString().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("0d27814d6b311a2a00f09965078210e6e5bce6552ca7ba3d958668afd236e1d2");
  }

  @Tag("anywhere")
  @ParameterizedTest
  @MethodSource("suites")
  void whatASuiteReportsLiesBetweenTheIncumbentsItIsReadFrom(Path file) throws Exception {
    Suite suite = shortened(Suite.read(file));
    var replay = new Replay(suite.withRuns(1), benchmark(suite), new SearcherRegistry());
    List<Run> runs = replay.run(2, done -> {});
    assertThat(runs).hasSize(replay.size());
    for (Run run : runs) {
      Protocol protocol = protocol(suite, run);
      if (protocol.front() == null) ReportedValues.assertBetweenIncumbents(run, protocol);
    }
    assertThat(digest(replay.results(runs, "", new ReplayProvenance.Table("", "", ""))))
        .isEqualTo(RESULTS.get(suite.name()));
  }

  /** Of the suites with a protocol for every target, each twelfth one and a hundred trainings. */
  private static Suite shortened(Suite suite) {
    List<Protocol> all = suite.protocols();
    if (all.stream().allMatch(p -> amount(p) < 4000) && all.size() <= 12) return suite;
    return new Suite(
        suite.name(),
        suite.title(),
        suite.runs(),
        suite.seed(),
        suite.table(),
        IntStream.range(0, all.size())
            .filter(i -> i % 12 == 1)
            .mapToObj(i -> all.get(i).withBudget(new Protocol.Budget(null, 100)))
            .toList(),
        suite.searchers(),
        suite.published());
  }

  private static int amount(Protocol protocol) {
    Integer evaluations = protocol.budget().evaluations();
    return evaluations == null ? 0 : evaluations;
  }

  /** Of all that results are, but the account of what made them. */
  private String digest(Results results) throws IOException {
    ResultFiles.write(results, folder);
    var digests = new StringBuilder();
    for (String file : ResultFiles.ALL) {
      if (!file.equals(ResultFiles.PROVENANCE)) {
        digests.append(Sha256.of(Files.readAllBytes(folder.resolve(file))));
      }
    }
    return Sha256.of(digests.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  private static Benchmark benchmark(Suite suite) throws IOException {
    return switch (suite.table()) {
      case "once-for-all-mobilenet-v3" -> new OnceForAllBenchmark(OnceForAll.embedded());
      case "nats-topology.h5" -> new TableBenchmark(topology());
      case "nats-topology-latency.h5" ->
          new TableBenchmark(topology().withCosts(latencies(suite.name().startsWith("front"))));
      case "nats-size-90.h5" -> new TableBenchmark(size());
      case "nasbench101.h5", "nasbench101-30001.h5" -> new TableBenchmark(cells());
      case "data/nats-size-surrogate.h5" ->
          new TableBenchmark(TableFormats.read(Path.of(suite.table())));
      default -> new TableBenchmark(widths(suite));
    };
  }

  private static List<CostColumn> latencies(boolean ofFronts) {
    return List.of(
        latency("pixel2", 4, 50),
        latency("1080ti_32", 3, 20),
        ofFronts ? latency("fpga", 3, 10) : latency("gold_6226", 2, 20));
  }

  private static CostColumn latency(String device, double least, double greatest) {
    double[] values =
        RandomSource.XO_RO_SHI_RO_128_PP
            .create((long) device.hashCode())
            .doubles(TopologySpace.instance().size(), least, greatest)
            .toArray();
    return new CostColumn(new CostKey(device, "ms"), Provenance.modelled("made up"), values);
  }

  /** Three trainings; the whole network costs what the suite's limits are shares of. */
  private static BenchmarkTable widths(Suite suite) {
    DeclaredSpace space = DeclaredSpace.shipped(suite.table().replace(".h5", ""));
    Protocol last = suite.protocols().get(suite.protocols().size() - 1);
    boolean bounded = last.constraint() != null;
    double largest = bounded ? last.range("multiply-adds").greatest() / 0.75 : 1e8;
    List<Column> columns = new ArrayList<>();
    for (String seed : List.of("1", "2", "3")) {
      int epochs = last.reward().epochs();
      columns.add(random(space, Text.format("cifar10/%d/test_accuracy/%s", epochs, seed)));
    }
    var flops = new double[space.size()];
    for (int i = 0; i < flops.length; i++) {
      double share = 0;
      Architecture architecture = space.architecture(i);
      for (int p = 0; p < space.positions(); p++) {
        share += (1.0 + architecture.choice(p)) / space.choices(p) / space.positions();
      }
      flops[i] = Math.rint(largest * share * share);
    }
    List<CostColumn> costs = new ArrayList<>();
    costs.add(counted("flops", "multiply-adds", flops));
    if (!bounded) {
      double[] params = IntStream.range(0, flops.length).mapToDouble(i -> 1e6 + i % 97).toArray();
      costs.add(counted("params", "parameters", params));
    }
    return new BenchmarkTable(space, columns, costs);
  }

  private static CostColumn counted(String name, String unit, double[] values) {
    return new CostColumn(new CostKey(name, unit), Provenance.analytic("made up"), values);
  }

  private static Protocol protocol(Suite suite, Run run) {
    return suite.protocols().stream()
        .filter(protocol -> protocol.name().equals(run.protocol()))
        .findFirst()
        .orElseThrow();
  }

  /** Made up: users import the table, and its times are modelled. */
  private static BenchmarkTable topology() {
    TopologySpace space = TopologySpace.instance();
    List<Column> columns = new ArrayList<>();
    for (Dataset dataset : NatsBench.DATASETS) {
      for (String name : List.of("12/valid_accuracy", "200/valid_accuracy", "200/test_accuracy")) {
        columns.add(random(space, dataset + "/" + name + "/mean"));
      }
      for (int epochs : new int[] {1, 2, 3, 4, 6}) {
        columns.add(random(space, Text.format("%s/12/valid_accuracy@%d/mean", dataset, epochs)));
      }
    }
    return new BenchmarkTable(space, columns);
  }

  /** Made up, and trainings as long as makes runs short: users import the table. */
  private static BenchmarkTable cells() {
    NasBench101Space space = Cells.some();
    List<Column> columns = new ArrayList<>();
    for (int epochs : new int[] {4, 12, 36, 108}) {
      for (int seed = 1; seed <= 3; seed++) {
        columns.add(random(space, Text.format("cifar10/%d/valid_accuracy/%d", epochs, seed)));
      }
      var seconds = new double[space.size()];
      Arrays.setAll(seconds, i -> epochs * (300.0 + i % 97));
      columns.add(listed(Text.format("cifar10/%d/train_seconds/mean", epochs), seconds));
      var none = new double[space.size()];
      columns.add(listed(Text.format("cifar10/%d/valid_seconds/mean", epochs), none));
    }
    columns.add(random(space, "cifar10/108/test_accuracy/mean"));
    return new BenchmarkTable(space, columns);
  }

  /** Made up: users merge the table. */
  private static BenchmarkTable size() {
    SizeSpace space = SizeSpace.instance();
    List<Column> columns = new ArrayList<>();
    for (Dataset dataset : NatsBench.SEARCHED) {
      columns.add(random(space, space.searchSplit(dataset) + "/90/valid_accuracy/777"));
      columns.add(random(space, dataset + "/90/test_accuracy/777"));
    }
    return new BenchmarkTable(space, columns);
  }

  private static Column random(EnumerableSpace space, String name) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create((long) name.hashCode());
    return listed(name, random.doubles(space.size(), 10, 95).toArray());
  }

  private static Column listed(String name, double[] values) {
    return new Column(ColumnKey.parse(name), Provenance.modelled("made up"), values);
  }
}
