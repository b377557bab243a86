package org.nasreplay.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Columns;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.search.LayerNas.OpenLayers;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;

/** Pictures, numbers and findings on how far LayerNAS's assumption holds. */
public final class AssumptionReport {
  private static final Columns<LayerAssumption> COLUMNS =
      new Columns<LayerAssumption>()
          .written("dataset", LayerAssumption::dataset)
          .written("judge", a -> a.judge().label())
          .written("default_rest", a -> a.openLayers().name().toLowerCase(Locale.ROOT))
          .written("layer", LayerAssumption::layer)
          .written("buckets", LayerAssumption::buckets)
          .written("prefixes", LayerAssumption::prefixes)
          .written("rank_correlation", 4, LayerAssumption::correlation)
          .written("pairs", LayerAssumption::pairs)
          .written("reversed", 4, LayerAssumption::reversed)
          .written("mean_regret", 4, LayerAssumption::regret)
          .written("greatest_regret", 4, LayerAssumption::greatestRegret);

  private AssumptionReport() {}

  /**
   * The study of one table, all datasets together.
   *
   * @param buckets the charts show the last of them
   */
  public static StudyPage of(List<RewardTable> rewards, int[] buckets) {
    String note = RewardNote.of(rewards);
    int shown = buckets[buckets.length - 1];
    var page =
        new StudyPage(
            Text.format(
                "Do later layers reorder earlier ones? %s space", rewards.get(0).space().name()),
            note);
    List<LayerAssumption> all = new ArrayList<>();
    for (RewardTable table : rewards) all.addAll(LayerAssumption.of(table, buckets));

    page.picture(
        picture(
            "rank-correlation",
            "Order of prefixes under default and other rests",
            "mean rank correlation",
            note,
            all,
            shown,
            LayerAssumption::correlation));
    page.picture(
        picture(
            "reversed-pairs",
            "Pairs of a bucket that later layers reverse, H = " + shown,
            "share (0.5: chance)",
            note,
            all,
            shown,
            LayerAssumption::reversed));
    page.picture(
        picture(
            "prefix-regret",
            "What a bucket's best-looking prefix misses, H = " + shown,
            "mean regret, points",
            note,
            all,
            shown,
            LayerAssumption::regret));
    for (RewardTable table : rewards) {
      for (RewardTable.Judge judge : table.judges()) {
        List<LayerAssumption> layers =
            all.stream()
                .filter(a -> a.dataset().equals(table.dataset()) && a.judge() == judge)
                .filter(a -> a.openLayers() == OpenLayers.LARGEST && a.buckets() == shown)
                .toList();
        page.finding(
            Text.format(
                "%s, judged by %s, H = %d, layers 1 to %d: rank correlation %s; share of pairs"
                    + " reversed %s; regret of the best-looking prefix %s points, greatest %s",
                table.dataset(),
                judge.label(),
                shown,
                layers.size(),
                texts(layers, LayerAssumption::correlation),
                texts(layers, LayerAssumption::reversed),
                texts(layers, LayerAssumption::regret),
                texts(layers, LayerAssumption::greatestRegret)));
      }
    }
    List<LayerAssumption> paper =
        all.stream()
            .filter(a -> a.openLayers() == OpenLayers.LARGEST && a.buckets() == shown)
            .toList();
    page.answer(
        Text.format(
            "Later layers reverse the order of %s of the pairs in a bucket (0.5 is chance), by dataset,"
                + " judge and layer, and the best-looking prefix of a bucket misses %s points on"
                + " average, with H = %d and the largest options in open layers.",
            spread(paper, LayerAssumption::reversed),
            spread(paper, LayerAssumption::regret),
            shown));
    page.data("assumption", "every layer, default rest and H", COLUMNS, all);
    return page;
  }

  private static String spread(
      List<LayerAssumption> layers, Function<LayerAssumption, @Nullable Double> figure) {
    return StudyCharts.spread(
        layers.stream()
            .map(figure)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics(),
        2);
  }

  private static String texts(
      List<LayerAssumption> layers, Function<LayerAssumption, @Nullable Double> figure) {
    return String.join(" ", layers.stream().map(a -> Decimals.word(figure.apply(a), 2)).toList());
  }

  /** One line per dataset and default rest, judged by the mean. */
  private static Picture picture(
      String name,
      String title,
      String axis,
      String note,
      List<LayerAssumption> all,
      int shown,
      Function<LayerAssumption, @Nullable Double> figure) {
    List<LayerAssumption> drawn =
        all.stream()
            .filter(a -> a.judge() == RewardTable.Judge.MEAN && a.buckets() == shown)
            .toList();
    List<Line> lines = new ArrayList<>();
    for (OpenLayers openLayers : List.of(OpenLayers.LARGEST, OpenLayers.SMALLEST)) {
      for (var dataset : drawn.stream().map(LayerAssumption::dataset).distinct().toList()) {
        List<LayerAssumption> layers =
            drawn.stream()
                .filter(a -> a.dataset().equals(dataset) && a.openLayers() == openLayers)
                .toList();
        lines.add(
            new Line(
                dataset + (openLayers == OpenLayers.LARGEST ? ", largest" : ", smallest"),
                lines.size(),
                layers.stream().mapToDouble(LayerAssumption::layer).toArray(),
                layers.stream().mapToDouble(a -> StudyCharts.point(figure.apply(a))).toArray()));
      }
    }
    return new Picture(
        name,
        title + ", by layer, dataset and default rest. " + note + ".",
        StudyCharts.lines(
            title,
            "default rest: largest or smallest options · " + note,
            Scale.linear("layers chosen"),
            Scale.linear(axis),
            lines),
        StudyCharts.csv("layer", "value", lines));
  }
}
