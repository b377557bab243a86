package org.nasreplay.report.chart;

import java.awt.Paint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BoxAndWhiskerRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.statistics.BoxAndWhiskerItem;
import org.jfree.data.statistics.DefaultBoxAndWhiskerCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** What searchers end with under one protocol, beside each other and beside the whole table. */
public final class AnswerCharts {
  private static final int BINS = 60;

  /** Names of more searchers than these stand in one line each. */
  private static final int MOST_BROKEN = 6;

  private AnswerCharts() {}

  /** Boxes from quartile to quartile, whiskers to the 5 % and 95 % quantiles. */
  public static Picture boxes(Results results, Statistics statistics, Protocol protocol) {
    ReplayProvenance provenance = results.provenance();
    var dataset = new DefaultBoxAndWhiskerCategoryDataset();
    var medians = new StringJoiner("; ");
    List<String[]> rows = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    List<String> names = new ArrayList<>();
    for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
      String name =
          Missing.named(searcher.label(), statistics.budget(protocol, searcher.label()).answers());
      names.add(name);
      double[] sorted =
          results.runs(protocol.name(), searcher.label()).stream()
              .mapToDouble(Run::testAtBudget)
              .filter(accuracy -> !Double.isNaN(accuracy))
              .sorted()
              .toArray();
      if (sorted.length == 0) {
        dataset.add(
            new BoxAndWhiskerItem(null, null, null, null, null, null, null, null, null), "", name);
        rows.add(new String[] {searcher.label(), "", "", "", "", ""});
        continue;
      }
      double low = Quartiles.quantile(sorted, 0.05);
      double high = Quartiles.quantile(sorted, 0.95);
      Quartiles box = Quartiles.of(sorted);
      dataset.add(
          new BoxAndWhiskerItem(
              null, box.median(), box.lower(), box.upper(), low, high, null, null, List.of()),
          "",
          name);
      String[] row = {
        searcher.label(),
        Decimals.decimals(low, 4),
        Decimals.decimals(box.lower(), 4),
        Decimals.decimals(box.median(), 4),
        Decimals.decimals(box.upper(), 4),
        Decimals.decimals(high, 4)
      };
      rows.add(row);
      least = Math.min(least, low);
      most = Math.max(most, high);
      medians.add(name + " " + Decimals.decimals(box.median(), 2));
    }
    var renderer =
        new BoxAndWhiskerRenderer() {
          private static final long serialVersionUID = 1L;

          @Override
          public Paint getItemPaint(int row, int column) {
            return ChartStyle.colour(column);
          }
        };
    renderer.setMeanVisible(false);
    renderer.setMaximumBarWidth(0.1);
    renderer.setUseOutlinePaintForWhiskers(true);
    renderer.setDefaultOutlinePaint(ChartStyle.INK);
    renderer.setArtifactPaint(ChartStyle.INK);
    var accuracy = ChartStyle.axis(new NumberAxis(), "test accuracy, %");
    if (least <= most) {
      double margin = least == most ? 0.5 : (most - least) / 20;
      accuracy.setRange(least - margin, most + margin);
    }
    var searchers = ChartStyle.axis(new CategoryAxis(), null);
    int lines = names.size() > MOST_BROKEN ? 1 : 3;
    searchers.setMaximumCategoryLabelWidthRatio(0.5f);
    searchers.setMaximumCategoryLabelLines(lines);
    searchers.setTickLabelFont(
        ChartStyle.fitting(names, lines, ChartStyle.WIDTH * 0.42, ChartStyle.HEIGHT - 140));
    var plot = new CategoryPlot(dataset, searchers, accuracy, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    String title = protocol.name() + ": answers at the budget";
    String runs = SmallPrint.runs(provenance);
    String small =
        SmallPrint.incumbents(
            "of 1 run", "quartiles, and 5 % to 95 % of the runs", provenance, protocol);
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets(), protocol.name()));
    notes.addAll(SmallPrint.atBudget(protocol));
    return new Picture(
        "answers-" + protocol.name(),
        Text.format("%s of %s: %s. Median test accuracy: %s.", title, runs, small, medians),
        notes,
        ChartStyle.chart(title, small, plot),
        Csv.of(
            List.of("searcher", "p5", "lower_quartile", "median", "upper_quartile", "p95"),
            out -> out.printRecords(rows)));
  }

  /** How many networks of the table are how good, and where the mean answers lie among them. */
  public static Picture space(Results results, Statistics statistics, Protocol protocol) {
    List<FixedBudget> budgets =
        statistics.budgets().stream().filter(b -> b.protocol().equals(protocol.name())).toList();
    double[] table = Objects.requireNonNull(results.networks().get(protocol.name())).testAccuracy();
    double[] sorted =
        Arrays.stream(table).filter(accuracy -> !Double.isNaN(accuracy)).sorted().toArray();
    double least = sorted[sorted.length / 50]; // the worst 2 % would squeeze the rest
    for (FixedBudget ours : budgets) {
      if (ours.test() != null) least = Math.min(least, ours.test().mean());
    }
    double most = sorted[sorted.length - 1];
    if (least == most) {
      least -= 0.5 + 0.5 / BINS; // the middle of a bin
      most += 0.5 - 0.5 / BINS;
    }
    double width = (most - least) / BINS;
    var counts = new int[BINS];
    for (double accuracy : sorted) {
      if (accuracy >= least) counts[(int) Math.min((accuracy - least) / width, BINS - 1)]++;
    }
    int highest = Arrays.stream(counts).max().orElseThrow();
    var bars = new XYIntervalSeries("networks");
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      double from = least + i * width;
      double to = from + width;
      bars.add((from + to) / 2, from, to, counts[i], 0, counts[i]);
      rows.add(
          new String[] {
            Decimals.decimals(from, 4), Decimals.decimals(to, 4), Integer.toString(counts[i])
          });
    }
    var histogramData = new XYIntervalSeriesCollection();
    histogramData.addSeries(bars);
    var means = new XYSeriesCollection();
    var better = new StringJoiner("; ");
    for (FixedBudget ours : budgets) {
      String name = Missing.named(ours.searcher(), ours.answers());
      var line = new XYSeries(name, false);
      means.addSeries(line);
      if (ours.test() == null) continue;
      double mean = ours.test().mean();
      line.add(mean, 0);
      line.add(mean, highest * 1.05);
      long above = Arrays.stream(sorted).filter(accuracy -> accuracy > mean).count();
      better.add(
          Text.format(
              "%s %s, of %s networks",
              name, Decimals.decimals(mean, 2), Decimals.grouped((double) above)));
    }
    var lines = new XYLineAndShapeRenderer(true, false);
    ChartStyle.lines(lines, means.getSeriesCount());
    var histogram = new XYBarRenderer();
    histogram.setBarPainter(new StandardXYBarPainter());
    histogram.setShadowVisible(false);
    histogram.setUseYInterval(true);
    histogram.setSeriesPaint(0, ChartStyle.CLOUD);
    var x = ChartStyle.axis(new NumberAxis(), "test accuracy, %");
    x.setRange(least, most + (most - least) * 0.02);
    var y = ChartStyle.axis(new NumberAxis(), "networks");
    y.setRange(0, highest * 1.05);
    var plot = new XYPlot(means, x, y, lines);
    plot.setDataset(1, histogramData);
    plot.setRenderer(1, histogram);
    String title = protocol.name() + ": the space";
    String small =
        SmallPrint.of(
            SmallPrint.networks(results.provenance(), sorted.length, table.length)
                + ", and mean answers",
            results.provenance(),
            protocol,
            Origin.incumbents(protocol));
    List<String> notes = new ArrayList<>(Missing.notes(budgets, protocol.name()));
    if (protocol.constraint() != null) {
      notes.add("The networks are all of the table, the answers satisfy the constraint.");
    }
    return new Picture(
        "space-" + protocol.name(),
        Text.format(
            "%s: how test accuracies are distributed, %s. Mean answers, and how many networks are better: %s.",
            title, small, better),
        notes,
        ChartStyle.chart(title, small, plot),
        Csv.of(List.of("from", "to", "networks"), out -> out.printRecords(rows)));
  }
}
