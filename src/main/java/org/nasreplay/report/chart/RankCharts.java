package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Improvement;
import org.nasreplay.analysis.RankCorrelation;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.table.Metric;

/** Searchers over all protocols, and the protocols' tables beside each other. */
public final class RankCharts {
  private RankCharts() {}

  /**
   * Mean ranks along a line; a bar joins searchers that Nemenyi's test cannot tell apart. Demšar,
   * "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 2006, figure 1. Null
   * where there is no such test.
   */
  public static @Nullable Picture criticalDifference(
      ReplayProvenance provenance, Statistics statistics) {
    Ranking ranking = statistics.ranking();
    Double critical = ranking.criticalDifference();
    if (critical == null) return null;
    List<Ranking.Place> places =
        ranking.places().stream()
            .sorted(Comparator.comparingDouble(Ranking.Place::meanRank))
            .toList();
    List<String> names =
        provenance.searchers().stream().map(ReplayProvenance.Searcher::label).toList();
    List<double[]> bars =
        bars(places.stream().mapToDouble(Ranking.Place::meanRank).toArray(), critical);
    List<String> lines = places.stream().flatMap(place -> lines(place).stream()).toList();
    Font font = ChartStyle.fitting(lines, 1, ChartStyle.WIDTH * 0.45, ChartStyle.HEIGHT - 150);
    var plot = new XYPlot();
    double y = 0.5;
    var thick = new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    for (double[] bar : bars) {
      plot.addAnnotation(new XYLineAnnotation(bar[0], y, bar[1], y, thick, ChartStyle.INK));
      y += 0.4;
    }
    var dots = new XYSeriesCollection();
    var renderer = new XYLineAndShapeRenderer(false, true);
    List<XYTextAnnotation> labels = new ArrayList<>();
    var order = new StringJoiner("; ");
    for (Ranking.Place place : places) {
      double rank = place.meanRank();
      String text = place.searcher() + " " + Decimals.decimals(rank, 2);
      order.add(text);
      int series = dots.getSeriesCount();
      int searcher = names.indexOf(place.searcher());
      renderer.setSeriesPaint(series, ChartStyle.colour(searcher));
      renderer.setSeriesShape(series, ChartStyle.mark(searcher));
      var dot = new XYSeries(place.searcher());
      y += 0.6;
      dot.add(rank, y);
      dots.addSeries(dot);
      plot.addAnnotation(
          new XYLineAnnotation(rank, 0, rank, y, new BasicStroke(1), ChartStyle.MUTED));
      boolean onTheLeft = rank > (places.size() + 1) / 2.0;
      double beside = places.size() * (onTheLeft ? -0.02 : 0.02);
      List<String> own = lines(place);
      for (int i = 0; i < own.size(); i++) {
        if (i > 0) y += 0.6;
        var label = new XYTextAnnotation(own.get(i), rank + beside, y);
        label.setTextAnchor(onTheLeft ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT);
        label.setFont(font);
        label.setPaint(ChartStyle.INK);
        label.setBackgroundPaint(ChartStyle.PAPER); // over the others' lines
        labels.add(label);
      }
    }
    labels.forEach(plot::addAnnotation);
    var x = ChartStyle.axis(new LinearAxis(), "mean rank, 1 is best");
    x.setRange(0.9, places.size() + 0.1);
    x.setTickUnit(new NumberTickUnit(1, ChartStyle.numbers()));
    var rows = ChartStyle.axis(new LinearAxis(), null);
    rows.setRange(0, y + 0.5);
    rows.setInverted(true);
    rows.setVisible(false);
    plot.setDataset(dots);
    plot.setRenderer(renderer);
    plot.setDomainAxis(x);
    plot.setRangeAxis(rows);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    plot.setRangeGridlinesVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setFixedLegendItems(new LegendItemCollection());
    String title = Text.format("Mean ranks over %d protocols", provenance.protocols().size());
    String difference = Decimals.decimals(critical, 2);
    String small =
        SmallPrint.of(
            Text.format("a bar joins ranks within %s", difference), provenance, Origin::incumbents);
    return new Picture(
        "critical-difference",
        Text.format("%s: %s. Critical difference %s; %s.", title, order, difference, small),
        Missing.notes(statistics.budgets()),
        ChartStyle.chart(title, small, plot),
        Csv.of(
            List.of("searcher", "mean_rank", "critical_difference"),
            out -> {
              for (Ranking.Place place : places) {
                out.printRecord(
                    place.searcher(),
                    Decimals.decimals(place.meanRank(), 4),
                    Decimals.decimals(critical, 4));
              }
            }));
  }

  /** Name and rank, and the settings where there are some: too long for the name's line. */
  private static List<String> lines(Ranking.Place place) {
    String[] parts = place.searcher().split(" ", 2);
    String first = parts[0] + " " + Decimals.decimals(place.meanRank(), 2);
    return parts.length == 1 ? List.of(first) : List.of(first, parts[1]);
  }

  /** From where to where: the longest groups of two ranks or more within the difference. */
  static List<double[]> bars(double[] ascending, double critical) {
    List<double[]> bars = new ArrayList<>();
    int covered = 0;
    for (int first = 0; first < ascending.length; first++) {
      int last = first;
      while (last + 1 < ascending.length && ascending[last + 1] - ascending[first] < critical) {
        last++;
      }
      if (last > first && last > covered)
        bars.add(new double[] {ascending[first], ascending[last]});
      covered = Math.max(covered, last);
    }
    return bars;
  }

  /**
   * How likely a searcher is better than another, of those that are compared; null where none are.
   */
  public static @Nullable Picture wins(ReplayProvenance provenance, Statistics statistics) {
    List<Improvement> improvements = statistics.improvements();
    if (improvements.isEmpty()) return null;
    List<String> names = improvements.stream().map(Improvement::a).distinct().toList();
    var values = new double[names.size()][names.size()];
    for (int i = 0; i < names.size(); i++) values[i][i] = Double.NaN;
    for (Improvement each : improvements) {
      values[names.indexOf(each.a())][names.indexOf(each.b())] = each.probability();
    }
    String title = "How often the row's searcher is better";
    return HeatMap.of(
        "wins",
        title,
        SmallPrint.of("than the column's, in % of pairs of runs", provenance, Origin::incumbents),
        Missing.notes(statistics.budgets()),
        names,
        values,
        new HeatMap.Scale(0, 1));
  }

  /**
   * How alike rewards and reported accuracies of all protocols rank the same architectures, by
   * Spearman's coefficient, over fidelities and over datasets. What two protocols share stands
   * once; null where they share all.
   */
  public static @Nullable Picture correlations(Results results) {
    ReplayProvenance provenance = results.provenance();
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (Protocol protocol : provenance.protocols()) {
      Results.Networks table = Objects.requireNonNull(results.networks().get(protocol.name()));
      Protocol.Reward reward = protocol.reward();
      boolean one = reward.seeds().kind() == SeedPolicy.Kind.FIXED;
      List<String> rewarding = one ? List.of(reward.seeds().seed()) : List.of();
      columns.putIfAbsent(
          named(protocol, reward.metric(), reward.epochs(), rewarding), table.reward());
      Protocol.Report report = protocol.report();
      columns.putIfAbsent(
          named(protocol, report.metric(), report.epochs(), report.seeds()), table.testAccuracy());
    }
    if (columns.size() < 2) return null;
    int networks = provenance.reference().networks();
    List<String> names = List.copyOf(columns.keySet());
    double[][] correlations = RankCorrelation.spearman(List.copyOf(columns.values()));
    String constant =
        IntStream.range(0, names.size())
            .filter(i -> Double.isNaN(correlations[i][i]))
            .mapToObj(names::get)
            .collect(Collectors.joining(", "));
    return HeatMap.of(
        "correlations",
        "Rank correlation of fidelities and datasets",
        SmallPrint.joined(
            "Spearman's, in %",
            provenance.reference().exhaustive()
                ? ""
                : SmallPrint.networks(provenance, networks, networks),
            constant.isEmpty() ? "" : "empty without an order",
            Origin.note(provenance, Origin::networks)),
        constant.isEmpty()
            ? List.of()
            : List.of("Without an order, as networks are equal in it: " + constant + "."),
        names,
        correlations,
        new HeatMap.Scale(-1, 1));
  }

  /** As in {@code cifar10 valid @12} and, of some seeds, {@code cifar10 test @50 of 2, 3}. */
  private static String named(Protocol protocol, Metric metric, int epochs, List<String> seeds) {
    return Text.format(
        "%s %s @%d%s",
        protocol.dataset().label(),
        metric.label().replace("_accuracy", ""),
        epochs,
        seeds.isEmpty() ? "" : " of " + String.join(", ", seeds));
  }
}
