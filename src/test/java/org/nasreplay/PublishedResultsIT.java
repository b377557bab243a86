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
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.TableFormats;

/** The default suite against what NATS-Bench reports: the project's claim to be right. */
class PublishedResultsIT {
  private static final int RUNS = 200;
  private static final Path MEASURED = Path.of("../shared/data/nats-size/size-test-90.csv");
  private static final Path TOPOLOGY = Path.of("../shared/data/nats-topology/topology-12-200.csv");
  private static final Map<String, Double> POINTS =
      Map.of("cifar10", 0.2, "cifar100", 0.4, "ImageNet16-120", 0.6);

  @Test
  void onTheDefaultTableRandomSearchAndEvolutionReachThePublishedMeans() throws Exception {
    assertThatPublishedMeansAreReached("size", surrogate());
  }

  @Test
  void onMeasuredTestAccuraciesRandomSearchAndEvolutionReachThePublishedMeans() throws Exception {
    assumeTrue(Files.exists(MEASURED), "measured size table is not here: " + MEASURED);
    assertThatPublishedMeansAreReached("size", TableFormats.read(MEASURED).merge(surrogate()));
  }

  @Test
  void onMeasuredCellsAndModelledTimesRandomSearchAndEvolutionReachThePublishedMeans()
      throws Exception {
    assumeTrue(Files.exists(TOPOLOGY), "measured topology table is not here: " + TOPOLOGY);
    assertThatPublishedMeansAreReached("topology", TableFormats.read(TOPOLOGY));
  }

  private static BenchmarkTable surrogate() throws Exception {
    return TableFormats.read(Path.of("data/nats-size-surrogate.h5"));
  }

  private static void assertThatPublishedMeansAreReached(String space, BenchmarkTable table)
      throws Exception {
    Suite suite = Suite.read(Path.of("data/suites/natsbench-" + space + ".yaml")).withRuns(RUNS);
    List<Run> runs = new Replay(suite, table, new SearcherRegistry()).run(2, done -> {});
    for (Protocol protocol : suite.protocols()) {
      for (String searcher : List.of("random", "regularized-evolution")) {
        PublishedResults.Row published =
            Objects.requireNonNull(
                PublishedResults.bundled()
                    .find(
                        Objects.requireNonNull(suite.published()),
                        searcher,
                        protocol.dataset(),
                        "test",
                        protocol.report().epochs()));
        double[] test =
            runs.stream()
                .filter(r -> r.protocol().equals(protocol.name()))
                .filter(r -> r.searcher().equals(searcher))
                .mapToDouble(Run::testAccuracy)
                .toArray();
        assertThat(test).hasSize(RUNS);
        assertThat(Mean.of(test).getAsDouble())
            .as("%s on %s", searcher, protocol.name())
            .isCloseTo(published.mean(), within(POINTS.get(protocol.name())));
      }
    }
  }
}
