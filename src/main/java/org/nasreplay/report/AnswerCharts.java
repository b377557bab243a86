package org.nasreplay.report;

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
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/** What searchers end with under one protocol, beside each other and beside the whole table. */
final class AnswerCharts {
  private static final int BINS = 60;

  /** Names of more searchers than these stand in one line each. */
  private static final int MOST_BROKEN = 6;

  private AnswerCharts() {}

  /** Boxes from quartile to quartile, whiskers to the 5 % and 95 % quantiles. */
  static Picture boxes(Results results, Protocol protocol) {
    Description description = results.description();
    var dataset = new DefaultBoxAndWhiskerCategoryDataset();
    var medians = new StringJoiner("; ");
    List<String[]> rows = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Description.Searcher searcher : description.searchers()) {
      double[] sorted =
          results.runs(protocol.name(), searcher.label()).stream()
              .mapToDouble(Run::testAtBudget)
              .filter(accuracy -> !Double.isNaN(accuracy))
              .sorted()
              .toArray();
      double low = Quartiles.quantile(sorted, 0.05);
      double high = Quartiles.quantile(sorted, 0.95);
      Quartiles box = Quartiles.of(sorted);
      dataset.add(
          new BoxAndWhiskerItem(
              null, box.median(), box.lower(), box.upper(), low, high, null, null, List.of()),
          "",
          searcher.label());
      String[] row = {
        searcher.label(),
        Fixed.decimals(low, 4),
        Fixed.decimals(box.lower(), 4),
        Fixed.decimals(box.median(), 4),
        Fixed.decimals(box.upper(), 4),
        Fixed.decimals(high, 4)
      };
      rows.add(row);
      if (sorted.length == 0) continue;
      least = Math.min(least, low);
      most = Math.max(most, high);
      medians.add(searcher.label() + " " + Fixed.decimals(box.median(), 2));
    }
    var renderer =
        new BoxAndWhiskerRenderer() {
          private static final long serialVersionUID = 1L;

          @Override
          public Paint getItemPaint(int row, int column) {
            return Style.colour(column);
          }
        };
    renderer.setMeanVisible(false);
    renderer.setMaximumBarWidth(0.1);
    renderer.setUseOutlinePaintForWhiskers(true);
    renderer.setDefaultOutlinePaint(Style.INK);
    renderer.setArtifactPaint(Style.INK);
    var accuracy = Style.axis(new NumberAxis(), "test accuracy, %");
    if (least < most) accuracy.setRange(least - (most - least) / 20, most + (most - least) / 20);
    var searchers = Style.axis(new CategoryAxis(), null);
    List<String> names = description.searchers().stream().map(Description.Searcher::label).toList();
    int lines = names.size() > MOST_BROKEN ? 1 : 3;
    searchers.setMaximumCategoryLabelWidthRatio(0.5f);
    searchers.setMaximumCategoryLabelLines(lines);
    searchers.setTickLabelFont(Style.fitting(names, lines, Style.WIDTH * 0.42, Style.HEIGHT - 140));
    var plot = new CategoryPlot(dataset, searchers, accuracy, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    String title = protocol.name() + ": answers at the budget";
    String note = Surrogate.note(description, protocol.name());
    return new Picture(
        "answers-" + protocol.name(),
        Text.format(
            "%s of %s runs. Median test accuracy: %s. %s.",
            title, description.runsInWords(), medians, note),
        Style.chart(title, "quartiles, and 5 % to 95 % of all runs · " + note, plot),
        Csv.of(
            List.of("searcher", "p5", "lower_quartile", "median", "upper_quartile", "p95"),
            out -> out.printRecords(rows)));
  }

  /** How many networks of the table are how good, and where the mean answers lie among them. */
  static Picture space(Results results, Protocol protocol, List<FixedBudget> budgets) {
    double[] sorted =
        Arrays.stream(
                Objects.requireNonNull(results.landscapes().get(protocol.name())).testAccuracy())
            .filter(accuracy -> !Double.isNaN(accuracy))
            .sorted()
            .toArray();
    double least = sorted[sorted.length / 50]; // the worst 2 % would squeeze the rest
    double most = sorted[sorted.length - 1];
    double width = Math.max((most - least) / BINS, 1e-9);
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
            Fixed.decimals(from, 4), Fixed.decimals(to, 4), Integer.toString(counts[i])
          });
    }
    var table = new XYIntervalSeriesCollection();
    table.addSeries(bars);
    var means = new XYSeriesCollection();
    var better = new StringJoiner("; ");
    for (FixedBudget ours : budgets) {
      if (!ours.protocol().equals(protocol.name())) continue;
      var line = new XYSeries(ours.searcher(), false);
      means.addSeries(line);
      double mean = ours.test().mean();
      if (Double.isNaN(mean)) continue;
      line.add(mean, 0);
      line.add(mean, highest * 1.05);
      long above = Arrays.stream(sorted).filter(accuracy -> accuracy > mean).count();
      better.add(
          Text.format(
              "%s %s, of %s networks",
              ours.searcher(), Fixed.decimals(mean, 2), Fixed.grouped((double) above)));
    }
    var lines = new XYLineAndShapeRenderer(true, false);
    Style.lines(lines, means.getSeriesCount());
    var histogram = new XYBarRenderer();
    histogram.setBarPainter(new StandardXYBarPainter());
    histogram.setShadowVisible(false);
    histogram.setUseYInterval(true);
    histogram.setSeriesPaint(0, Style.CLOUD);
    var x = Style.axis(new NumberAxis(), "test accuracy, %");
    x.setRange(least, most + (most - least) * 0.02 + 1e-9);
    var y = Style.axis(new NumberAxis(), "networks");
    y.setRange(0, highest * 1.05);
    var plot = new XYPlot(means, x, y, lines);
    plot.setDataset(1, table);
    plot.setRenderer(1, histogram);
    String title = protocol.name() + ": the space";
    String note = Surrogate.note(results.description(), protocol.name());
    return new Picture(
        "space-" + protocol.name(),
        Text.format(
            "%s: how the test accuracies of %s networks are distributed. Mean answers, and how many networks are better: %s. %s.",
            title, Fixed.grouped(sorted.length), better, note),
        Style.chart(
            title,
            Text.format("%s networks, and mean answers · %s", Fixed.grouped(sorted.length), note),
            plot),
        Csv.of(List.of("from", "to", "networks"), out -> out.printRecords(rows)));
  }
}
