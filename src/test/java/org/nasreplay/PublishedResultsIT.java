package org.nasreplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.statistics.descriptive.Mean;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFormats;

/** The comparisons of NATS-Bench against what it reports: the project's claim to be right. */
class PublishedResultsIT {
  private static final Path DATA = Path.of("../shared/data");
  private static final Path SIZE = DATA.resolve("nats-size/size-test-90.csv");
  private static final Path TOPOLOGY = DATA.resolve("nats-topology/topology-12-200.csv");

  @Test
  void onTheDefaultTableTheFourMultiTrialMethodsReachThePublishedMeans() throws Exception {
    assertThatSizeMeansAreReached(surrogate());
  }

  @Test
  void onMeasuredTestAccuraciesTheFourMultiTrialMethodsReachThePublishedMeans() throws Exception {
    assumeTrue(Files.exists(SIZE), "measured size table is not here: " + SIZE);
    assertThatSizeMeansAreReached(TableFormats.read(SIZE).merge(surrogate()));
  }

  @Test
  void onTheMeasuredTopologyTableAllThatNeedNoEpochsReachThePublishedMeans() throws Exception {
    assumeTrue(Files.exists(TOPOLOGY), "measured topology table is not here: " + TOPOLOGY);
    assertThatPublishedMeansAreReached(
        "natsbench-topology",
        TableFormats.read(TOPOLOGY), // rewards are the mean over seeds, the only ones it has
        List.of("random", "regularized-evolution", "reinforce"),
        Map.of("cifar10", 0.15, "cifar100", 0.35, "ImageNet16-120", 0.35));
  }

  private static BenchmarkTable surrogate() throws Exception {
    return TableFormats.read(Path.of("data/nats-size-surrogate.h5"));
  }

  private static void assertThatSizeMeansAreReached(BenchmarkTable table) throws Exception {
    assertThatPublishedMeansAreReached(
        "natsbench-size-all",
        table,
        List.of("random", "regularized-evolution", "reinforce", "bohb"),
        Map.of("cifar10", 0.15, "cifar100", 0.4, "ImageNet16-120", 0.6));
  }

  /** With the published number of runs; {@code points} are the allowed differences by protocol. */
  private static void assertThatPublishedMeansAreReached(
      String name, BenchmarkTable table, List<String> searchers, Map<String, Double> points)
      throws Exception {
    Suite all = Suite.read(Path.of("data/suites", name + ".yaml"));
    var suite =
        new Suite(
            all.name(),
            all.title(),
            all.runs(),
            all.seed(),
            all.table(),
            all.protocols(),
            all.searchers().stream().filter(n -> searchers.contains(n.name())).toList(),
            all.published());
    List<Run> runs =
        new Replay(suite, new TableBenchmark(table), new SearcherRegistry()).run(2, done -> {});
    for (Protocol protocol : suite.protocols()) {
      for (String searcher : searchers) {
        var paper = Objects.requireNonNull(suite.published());
        PublishedResults.Row published =
            PublishedResults.bundled().comparable(paper, protocol).stream()
                .filter(row -> row.split().equals("test"))
                .filter(row -> row.method().equals(paper.methods().get(searcher)))
                .findFirst()
                .orElseThrow();
        double[] test =
            runs.stream()
                .filter(r -> r.protocol().equals(protocol.name()))
                .filter(r -> r.searcher().equals(searcher))
                .mapToDouble(Run::testAtBudget)
                .toArray();
        assertThat(test).hasSize(published.runs()).hasSize(500);
        assertThat(Mean.of(test).getAsDouble())
            .as("%s on %s", searcher, protocol.name())
            .isCloseTo(published.mean(), within(points.get(protocol.name())));
      }
    }
  }
}
