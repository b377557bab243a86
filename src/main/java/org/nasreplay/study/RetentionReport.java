package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Columns;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.space.Dataset;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;

/** Pictures, numbers and findings on what LayerNAS's pruning keeps. */
public final class RetentionReport {
  /** The paper's number of buckets, and a few candidates. */
  private static final int PAPER_BUCKETS = 100;

  private static final int FEW = 3;

  private static final Columns<OptimumRetention> RETENTION =
      new Columns<OptimumRetention>()
          .written("dataset", OptimumRetention::dataset)
          .written("judge", r -> r.judge().label())
          .written("layer", OptimumRetention::layer)
          .written("buckets", OptimumRetention::buckets)
          .written("keep", OptimumRetention::keep)
          .written("occupied", OptimumRetention::occupied)
          .written("retained", 4, OptimumRetention::retained)
          .written("contested", OptimumRetention::contested)
          .written("retained_contested", 4, OptimumRetention::retainedContested)
          .written("optima", OptimumRetention::optima)
          .written("optima_retained", 4, OptimumRetention::optimaRetained);

  private static final Columns<LayerSweep> SWEEP =
      new Columns<LayerSweep>()
          .written("dataset", LayerSweep::dataset)
          .written("judge", s -> s.judge().label())
          .written("buckets", LayerSweep::buckets)
          .written("keep", LayerSweep::keep)
          .written("trained", 1, LayerSweep::trained)
          .written("bound", LayerSweep::bound)
          .written("optima", LayerSweep::optima)
          .written("reached", 4, LayerSweep::reached)
          .written("trained_optima", 4, LayerSweep::trainedOptima)
          .written("mean_regret", 4, LayerSweep::regret)
          .written("greatest_regret", 4, LayerSweep::greatestRegret);

  private static final Columns<LayerSweep> REGRET =
      new Columns<LayerSweep>()
          .written("keep", LayerSweep::keep)
          .written("buckets", LayerSweep::buckets)
          .written("mean_regret", 4, LayerSweep::regret);

  private RetentionReport() {}

  /**
   * The study of one table, all datasets together.
   *
   * @param rewards one per dataset, of one space and one judge or more
   */
  public static StudyPage of(List<RewardTable> rewards, int[] buckets, int[] keeps) {
    String note = RewardNote.of(rewards);
    var page =
        new StudyPage(
            Text.format("What LayerNAS's pruning keeps: %s space", rewards.get(0).space().name()),
            note);
    List<OptimumRetention> retention = new ArrayList<>();
    List<LayerSweep> sweeps = new ArrayList<>();
    for (RewardTable table : rewards) {
      List<OptimumRetention> kept = OptimumRetention.of(table, buckets, keeps);
      List<LayerSweep> swept = LayerSweep.of(table, buckets, keeps);
      retention.addAll(kept);
      sweeps.addAll(swept);
      RewardTable.Judge judge = table.judges().get(table.judges().size() - 1);
      var drawn = new Drawn(table.dataset(), judge, note);
      kept = kept.stream().filter(r -> r.judge() == judge).toList();
      swept = swept.stream().filter(s -> s.judge() == judge).toList();
      page.picture(drawn.byLayer(kept, buckets))
          .picture(drawn.byKeep(kept, buckets, keeps))
          .picture(drawn.regret(swept, buckets, keeps));
      finding(page, table, kept, swept);
    }
    page.answer(answer(retention));
    page.data("sweep", "one exhaustive sweep for every H and k", SWEEP, sweeps);
    page.data("retention", "every layer, H and k", RETENTION, retention);
    return page;
  }

  /** What the paper's setting keeps, and a few candidates more. */
  private static String answer(List<OptimumRetention> retention) {
    int buckets = retention.stream().mapToInt(OptimumRetention::buckets).max().orElseThrow();
    int chosen =
        retention.stream().anyMatch(r -> r.buckets() == PAPER_BUCKETS) ? PAPER_BUCKETS : buckets;
    return Text.format(
        "With H = %d a bucket in which several prefixes compete keeps the best of them with"
            + " probability %s if one candidate is kept, and %s if %d are (by dataset and judge).",
        chosen, spread(retention, chosen, 1), spread(retention, chosen, FEW), FEW);
  }

  private static String spread(List<OptimumRetention> retention, int buckets, int keep) {
    DoubleSummaryStatistics pooled =
        retention.stream()
            .filter(r -> r.buckets() == buckets && r.keep() == keep)
            .collect(Collectors.groupingBy(r -> r.dataset() + " " + r.judge()))
            .values()
            .stream()
            .map(RetentionReport::pooled)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    return StudyCharts.spread(pooled, 2);
  }

  private static void finding(
      StudyPage page, RewardTable table, List<OptimumRetention> kept, List<LayerSweep> swept) {
    for (int keep : new int[] {1, FEW}) {
      List<OptimumRetention> paper =
          kept.stream().filter(r -> r.buckets() == PAPER_BUCKETS && r.keep() == keep).toList();
      LayerSweep sweep =
          swept.stream()
              .filter(s -> s.buckets() == PAPER_BUCKETS && s.keep() == keep)
              .findFirst()
              .orElse(null);
      if (paper.isEmpty() || sweep == null) continue;
      page.finding(
          Text.format(
              "%s, judged by %s, H = %d, k = %d: a contested bucket keeps its best prefix with"
                  + " probability %s (by layer %s); a sweep trains %s networks (bound %s), among them"
                  + " %s of the constrained optima, mean regret %s points",
              table.dataset(),
              paper.get(0).judge().label(),
              PAPER_BUCKETS,
              keep,
              Decimals.word(pooled(paper), 2),
              paper.stream()
                  .map(
                      r ->
                          r.contested() == 0
                              ? "none contested"
                              : Decimals.word(r.retainedContested(), 2))
                  .toList(),
              Decimals.grouped(sweep.trained()),
              Decimals.grouped((double) sweep.bound()),
              Decimals.decimals(sweep.trainedOptima(), 2),
              Decimals.word(sweep.regret(), 2)));
    }
  }

  /** Over the contested buckets of all layers. */
  private static @Nullable Double pooled(List<OptimumRetention> layers) {
    double kept = 0;
    int contested = 0;
    for (OptimumRetention r : layers) {
      Double share = r.retainedContested();
      if (share == null) continue;
      kept += r.contested() * share;
      contested += r.contested();
    }
    return contested == 0 ? null : kept / contested;
  }

  /** The charts of one dataset. */
  private record Drawn(Dataset dataset, RewardTable.Judge judge, String note) {

    Picture byLayer(List<OptimumRetention> kept, int[] buckets) {
      int layers = kept.stream().mapToInt(OptimumRetention::layer).max().orElseThrow();
      var values = new double[layers][buckets.length];
      for (int l = 0; l < layers; l++) {
        for (int h = 0; h < buckets.length; h++) {
          int layer = l + 1;
          int count = buckets[h];
          values[l][h] =
              kept.stream()
                  .filter(r -> r.layer() == layer && r.buckets() == count && r.keep() == FEW)
                  .mapToDouble(r -> StudyCharts.point(r.retainedContested()))
                  .findFirst()
                  .orElse(Double.NaN);
        }
      }
      int[] numbers = IntStream.rangeClosed(1, layers).toArray();
      return heat(
          "retention-by-layer-" + dataset,
          Text.format("%s: contested buckets that keep their best, k = %d", dataset, FEW),
          "layer",
          numbers,
          buckets,
          values);
    }

    Picture byKeep(List<OptimumRetention> kept, int[] buckets, int[] keeps) {
      var values = new double[keeps.length][buckets.length];
      for (int k = 0; k < keeps.length; k++) {
        for (int h = 0; h < buckets.length; h++) {
          int keep = keeps[k];
          int count = buckets[h];
          values[k][h] =
              StudyCharts.point(
                  pooled(
                      kept.stream()
                          .filter(r -> r.keep() == keep && r.buckets() == count)
                          .toList()));
        }
      }
      return heat(
          "retention-by-keep-" + dataset,
          Text.format("%s: contested buckets that keep their best", dataset),
          "candidates kept, k",
          keeps,
          buckets,
          values);
    }

    private Picture heat(
        String name, String title, String rowLabel, int[] rows, int[] buckets, double[][] values) {
      return new Picture(
          name,
          Text.format(
              "%s, by %s and number of buckets; empty where none is contested. %s.",
              title, rowLabel, note),
          StudyCharts.heatMap(
              title,
              Text.format("judged by %s · %s", judge.label(), note),
              "buckets, H",
              StudyCharts.texts(buckets),
              rowLabel,
              StudyCharts.texts(rows),
              values),
          Csv.of(
              List.of(rowLabel.startsWith("layer") ? "layer" : "keep", "buckets", "share"),
              out -> {
                for (int row = 0; row < rows.length; row++) {
                  for (int h = 0; h < buckets.length; h++) {
                    out.printRecord(rows[row], buckets[h], Decimals.decimals(values[row][h], 4));
                  }
                }
              }));
    }

    Picture regret(List<LayerSweep> swept, int[] buckets, int[] keeps) {
      List<Line> lines = new ArrayList<>();
      for (int keep : keeps) {
        lines.add(
            Line.kept(
                keep,
                Arrays.stream(buckets).asDoubleStream().toArray(),
                column(swept, buckets, keep)));
      }
      String title = Text.format("%s: mean regret of one exhaustive sweep", dataset);
      return new Picture(
          "sweep-regret-" + dataset,
          title + ", against the number of buckets. " + note + ".",
          StudyCharts.lines(
              title,
              Text.format("judged by %s · %s", judge.label(), note),
              Scale.logarithmic("buckets, H"),
              Scale.linear("regret, points"),
              lines),
          REGRET.csv(swept));
    }

    private static double[] column(List<LayerSweep> swept, int[] buckets, int keep) {
      return Arrays.stream(buckets)
          .mapToDouble(
              count ->
                  swept.stream()
                      .filter(s -> s.buckets() == count && s.keep() == keep)
                      .mapToDouble(s -> StudyCharts.point(s.regret()))
                      .findFirst()
                      .orElse(Double.NaN))
          .toArray();
    }
  }
}
