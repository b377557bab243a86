package org.nasreplay.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/** Real runs on a made-up table in which accuracy grows with FLOPs, for reports to be tested on. */
final class SyntheticReplay {
  static final String SUITE =
      """
      name: synthetic
      title: Three searchers on a made-up size table
      runs: RUNS
      table: synthetic.h5
      protocols:
        - dataset: cifar10
          reward: {epochs: 12}
          budget: {seconds: 20000}
          report: {epochs: 90, at: interpolated}
        - dataset: cifar100
          reward: {epochs: 12}
          budget: {seconds: 40000}
          report: {epochs: 90, at: interpolated}
        - dataset: ImageNet16-120
          reward: {epochs: 12}
          budget: {seconds: 60000}
          report: {epochs: 90, at: interpolated}
      searchers:
        - random
        - regularized-evolution
        - regularized-evolution: {population: 40, sample: 10}
      published:
        paper: NATS-Bench 2021
        table: size
        methods: {random: RANDOM, regularized-evolution: REA}
      """;

  private static final BenchmarkTable TABLE = table();

  private SyntheticReplay() {}

  static Results results(int runs) throws IOException, InterruptedException {
    return results(SUITE.replace("RUNS", Integer.toString(runs)));
  }

  static Results results(String suiteText) throws IOException, InterruptedException {
    return results(suiteText, TABLE);
  }

  static Results results(String suiteText, BenchmarkTable table)
      throws IOException, InterruptedException {
    Suite suite = Suite.of("synthetic.yaml", suiteText);
    var replay = new Replay(suite, new TableBenchmark(table), new SearcherRegistry());
    return replay.results(
        replay.run(2, finished -> {}),
        suiteText,
        new ReplayProvenance.Table("synthetic.h5", "0".repeat(64), "size"));
  }

  /** Writes results as a finished replay does. */
  static void finish(Results results, Path folder) throws IOException {
    try (ResultFolder opened = ResultFolder.open(folder, Map.of("made up", "yes"), true)) {
      opened.write(results);
    }
  }

  private static BenchmarkTable table() {
    List<Column> columns = new ArrayList<>();
    for (Dataset dataset : NatsBench.DATASETS) {
      double top =
          NatsBench.classes(dataset) == 10 ? 94 : NatsBench.classes(dataset) == 100 ? 72 : 48;
      double spread = NatsBench.classes(dataset) == 10 ? 1 : 4;
      for (String seed : List.of("777", "888", "999")) {
        columns.add(accuracy(dataset, 12, Metric.VALID_ACCURACY, seed, top - 9, 2 * spread));
      }
      columns.add(accuracy(dataset, 90, Metric.VALID_ACCURACY, "777", top - 2, spread));
      columns.add(accuracy(dataset, 90, Metric.TEST_ACCURACY, "777", top, spread));
      var train = new double[SizeSpace.instance().size()];
      var valid = new double[train.length];
      for (int i = 0; i < train.length; i++) {
        double mega = megaFlops(dataset, i);
        train[i] = 12 * (5 + 0.065 * mega);
        valid[i] = 2.2 + 0.0175 * mega;
      }
      columns.add(column(dataset, 12, Metric.TRAIN_SECONDS, "mean", train));
      columns.add(column(dataset, 12, Metric.VALID_SECONDS, "mean", valid));
    }
    return new BenchmarkTable(SizeSpace.instance(), columns);
  }

  private static Column accuracy(
      Dataset dataset, int epochs, Metric metric, String seed, double top, double spread) {
    UniformRandomProvider random =
        RandomSource.XO_RO_SHI_RO_128_PP.create(31L * epochs + (metric.label() + seed).hashCode());
    var values = new double[SizeSpace.instance().size()];
    for (int i = 0; i < values.length; i++) {
      Architecture a = SizeSpace.instance().architecture(i);
      double balance = Math.abs(a.choice(0) - a.choice(4)) * 0.1;
      double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      double mega = megaFlops(NatsBench.CIFAR10, i);
      values[i] = Math.max(0, top - spread * (12 / Math.sqrt(mega) - 0.7 + balance + 0.4 * noise));
    }
    return column(dataset, epochs, metric, seed, values);
  }

  private static double megaFlops(Dataset dataset, int index) {
    SizeSpace space = SizeSpace.instance();
    return space.cost("flops", dataset).cost(space.architecture(index)) / 1e6;
  }

  private static Column column(
      Dataset dataset, int epochs, Metric metric, String seed, double[] values) {
    return new Column(
        ColumnKey.of(dataset, epochs, metric, seed),
        Provenance.modelled("made up for tests"),
        values);
  }
}
