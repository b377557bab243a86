package org.nasreplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.PublishedComparison;
import org.nasreplay.analysis.PublishedComparison.Verdict;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFormats;
import org.nasreplay.table.surrogate.SizeSurrogate;

/** The comparisons of the papers against what they report: the project's claim to be right. */
class PublishedResultsIT {
  private static final Path DATA = Path.of("../shared/data");
  private static final Path SIZE_VALID = DATA.resolve("nats-size/size-valid-90.csv");
  private static final Path SIZE_TEST = DATA.resolve("nats-size/size-test-90.csv");
  private static final Path TOPOLOGY = DATA.resolve("nats-topology/topology-v1.csv");

  private static final List<String> MULTI_TRIAL =
      List.of("random", "regularized-evolution", "reinforce", "bohb");

  /**
   * What the model gives on average over drawn tables, and the error of one table's 500 runs, in
   * percent: given the measured accuracies after 90 epochs, and drawn whole. From simulations of
   * their own when the model was fitted.
   */
  private static final String MODEL =
      """
      cifar10 RANDOM valid 90.10 90.09 0.019
      cifar10 RANDOM test 93.04 93.04 0.014
      cifar100 RANDOM valid 69.61 69.59 0.029
      cifar100 RANDOM test 69.72 69.71 0.048
      ImageNet16-120 RANDOM valid 44.99 45.00 0.038
      ImageNet16-120 RANDOM test 45.34 45.25 0.061
      cifar10 REA valid 90.29 90.27 0.033
      cifar10 REA test 93.21 93.19 0.034
      cifar100 REA valid 69.97 69.91 0.074
      cifar100 REA test 70.08 69.98 0.100
      ImageNet16-120 REA valid 45.40 45.47 0.090
      ImageNet16-120 REA test 45.99 45.75 0.179
      cifar10 REINFORCE valid 90.21 90.21 0.018
      cifar10 REINFORCE test 93.14 93.14 0.024
      cifar100 REINFORCE valid 69.83 69.79 0.061
      cifar100 REINFORCE test 69.94 69.87 0.068
      ImageNet16-120 REINFORCE valid 45.27 45.32 0.063
      ImageNet16-120 REINFORCE test 45.75 45.60 0.093
      """;

  @Test
  void onTheDefaultTableSizeMeansAgreeInAndOutOfSampleAsTheModelDoes() throws Exception {
    assertThatSizeMeansAgree(TableFormats.read(Path.of("data/nats-size-surrogate.h5")), 4);
  }

  @Test
  void givenTheMeasuredAccuraciesSizeMeansAgreeInAndOutOfSampleAsTheModelDoes() throws Exception {
    assumeTrue(
        Files.exists(SIZE_VALID) && Files.exists(SIZE_TEST),
        "measured size tables are not here: " + SIZE_VALID + ", " + SIZE_TEST);
    BenchmarkTable measured = TableFormats.read(SIZE_VALID).merge(TableFormats.read(SIZE_TEST));
    assertThatSizeMeansAgree(new SizeSurrogate().complete(measured, SizeSurrogate.DEFAULT_SEED), 3);
  }

  /**
   * A table is one drawing, so that its means differ from the model's by its own luck; random
   * search and regularized evolution were fitted to, the other two were not but for a curve's
   * noise.
   *
   * @param column of {@link #MODEL} with the means for such a table
   */
  private static void assertThatSizeMeansAgree(BenchmarkTable table, int column) throws Exception {
    List<PublishedComparison> all = comparisons("natsbench-size-all", table, MULTI_TRIAL, 500);
    assertThat(all).hasSize(24);
    double squares = 0;
    for (String line : MODEL.lines().toList()) {
      String[] row = line.split(" ");
      double model = Double.parseDouble(row[column]);
      double ours =
          all.stream()
              .filter(c -> c.protocol().equals(row[0]))
              .filter(c -> c.published().method().equals(row[1]))
              .filter(c -> c.published().split().equals(row[2]))
              .map(c -> Objects.requireNonNull(c.ours()).mean())
              .findFirst()
              .orElseThrow();
      squares += Math.pow((ours - model) / Double.parseDouble(row[5]), 2);
    }
    assertThat(Math.sqrt(squares / 18)).as("root mean square of the errors' share").isLessThan(2);
    Map<String, Double> points =
        Map.of("RANDOM", 0.12, "REA", 0.45, "REINFORCE", 0.17, "BOHB", 0.18);
    for (PublishedComparison each : all) {
      assertThat(Math.abs(Objects.requireNonNull(each.difference())))
          .as("%s %s on %s", each.published().method(), each.published().split(), each.protocol())
          .isLessThan(Objects.requireNonNull(points.get(each.published().method())));
    }
  }

  @Test
  void onTheMeasuredTopologyTableAllThatNeedNoEpochsReachThePublishedMeans() throws Exception {
    List<PublishedComparison> all =
        comparisons(
            "natsbench-topology",
            topology(), // rewards are the mean over seeds, the only ones it has
            List.of("random", "regularized-evolution", "reinforce"),
            500);
    assertThat(all).hasSize(18);
    assertThat(all.stream().filter(c -> c.verdict() == Verdict.AGREES).count())
        .isGreaterThanOrEqualTo(14);
    for (PublishedComparison each : all) {
      assertThat(Objects.requireNonNull(each.difference()))
          .as("%s %s on %s", each.published().method(), each.published().split(), each.protocol())
          .isCloseTo(0, within(0.12));
    }
  }

  @Test
  void theRowsOfLayerNasStandBesideOursOnTheMeasuredTopologyTable() throws Exception {
    List<PublishedComparison> all =
        comparisons("layernas-topology", topology(), List.of("layernas"), 20);
    assertThat(all)
        .extracting(each -> each.published().mean())
        .containsExactly(94.34, 73.01, 46.58);
    // 46.58 is of five runs of the authors' reward; ours is measured here, and lower.
    Map<String, Double> ours = Map.of("cifar10", 0.2, "cifar100", 0.6, "ImageNet16-120", 1.2);
    for (PublishedComparison each : all) {
      assertThat(Objects.requireNonNull(each.difference()))
          .as(each.protocol())
          .isCloseTo(0, within(Objects.requireNonNull(ours.get(each.protocol()))));
    }
  }

  private static BenchmarkTable topology() throws Exception {
    assumeTrue(Files.exists(TOPOLOGY), "measured topology table is not here: " + TOPOLOGY);
    return TableFormats.read(TOPOLOGY);
  }

  /** Of the published numbers of these searchers with ours from so many runs. */
  private static List<PublishedComparison> comparisons(
      String name, BenchmarkTable table, List<String> searchers, int runs) throws Exception {
    Suite all = Suite.read(Path.of("data/suites", name + ".yaml"));
    var suite =
        new Suite(
            all.name(),
            all.title(),
            runs,
            all.seed(),
            all.table(),
            all.protocols(),
            all.searchers().stream().filter(n -> searchers.contains(n.name())).toList(),
            all.published());
    var replay = new Replay(suite, new TableBenchmark(table), new SearcherRegistry());
    Results results =
        replay.results(
            replay.run(2, done -> {}), "", new ReplayProvenance.Table(all.table(), "", ""));
    return PublishedComparison.of(results, FixedBudget.of(results), PublishedResults.bundled())
        .stream()
        .filter(PublishedComparison::searched)
        .toList();
  }
}
