package org.nasreplay.report;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Progress;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.analysis.RunTimes;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/** What searchers have reached by when, under one protocol. */
final class TimeCharts {
  /** More bands than these cover each other, and the lines. */
  private static final int MOST_BANDS = 6;

  /** Charts over time begin at the budget over this. */
  static final double SPAN = 200;

  private static final int MOMENTS = 100;

  /** Less is not told apart. */
  private static final double LEAST_REGRET = 0.01;

  private TimeCharts() {}

  /** Accuracy, regret and targets; without the regret where no searcher has one in all runs. */
  static List<Picture> of(Results results, Protocol protocol) {
    double end = end(results, protocol);
    double[] moments = Progress.moments(end / SPAN, end, MOMENTS);
    Map<String, List<Progress>> progress = new LinkedHashMap<>();
    for (Description.Searcher searcher : results.description().searchers()) {
      List<Run> runs = results.runs(protocol.name(), searcher.label());
      progress.put(searcher.label(), Progress.of(runs, moments));
    }
    List<Picture> pictures = new ArrayList<>();
    pictures.add(accuracy(results, protocol, progress, moments));
    Picture regret = regret(results, protocol, progress, moments);
    if (regret != null) pictures.add(regret);
    pictures.add(runTimes(results, protocol, moments));
    return pictures;
  }

  /** Test accuracy of the incumbent against simulated time: medians, quartiles, the optimum. */
  private static Picture accuracy(
      Results results, Protocol protocol, Map<String, List<Progress>> progress, double[] moments) {
    Description description = results.description();
    double best = results.optimum(protocol.name(), "test").testAccuracy();
    double end = moments[moments.length - 1];
    var dataset = new YIntervalSeriesCollection();
    var worth = new double[progress.size()];
    var reached = new StringJoiner("; ");
    double least = best;
    List<String[]> rows = new ArrayList<>();
    for (Map.Entry<String, List<Progress>> entry : progress.entrySet()) {
      double median = last(entry.getValue(), p -> p.accuracy().median());
      worth[dataset.getSeriesCount()] = median;
      var series = new YIntervalSeries(legend(entry.getKey(), median));
      dataset.addSeries(series);
      for (Progress p : entry.getValue()) {
        Quartiles accuracy = p.accuracy();
        // The first evaluations of unlucky runs would squeeze the rest.
        least = Math.min(least, p.seconds() < end / 50 ? accuracy.median() : accuracy.lower());
        series.add(p.seconds(), accuracy.median(), accuracy.lower(), accuracy.upper());
        rows.add(
            new String[] {
              entry.getKey(),
              Fixed.decimals(p.seconds(), 1),
              Fixed.decimals(accuracy.lower(), 4),
              Fixed.decimals(accuracy.median(), 4),
              Fixed.decimals(accuracy.upper(), 4)
            });
      }
      reached.add(legend(entry.getKey(), median));
    }

    var renderer = new DeviationRenderer(true, false);
    Style.lines(renderer, dataset.getSeriesCount());
    for (int i = 0; i < dataset.getSeriesCount(); i++) {
      renderer.setSeriesFillPaint(i, Style.colour(i));
    }
    boolean bands = dataset.getSeriesCount() <= MOST_BANDS;
    renderer.setAlpha(bands ? 0.22f : 0);
    var y = Style.axis(new NumberAxis(), "test accuracy, %");
    double margin = Math.max((best - least) * 0.06, 0.01);
    y.setRange(least - margin, best + 2 * margin); // room for the label above the line
    var plot = new XYPlot(dataset, time(moments), y, renderer);
    Style.legend(plot, worth);
    plot.addRangeMarker(optimumLine(best), Layer.FOREGROUND);
    String title = protocol.name() + ": accuracy of the incumbent";
    return new Picture(
        "progress-" + protocol.name(),
        Text.format(
            "%s over simulated time, median and quartiles of %s runs. Median at %s s: %s. Best in the table: %s. %s.",
            title,
            description.runsInWords(),
            Fixed.grouped(end),
            reached,
            Fixed.decimals(best, 2),
            Surrogate.note(description, protocol.name())),
        Style.chart(
            title,
            Text.format(
                "%s of %s runs · %s",
                bands ? "median and quartiles" : "medians",
                description.runsInWords(),
                Surrogate.note(description, protocol.name())),
            plot),
        Csv.of(
            List.of("searcher", "seconds", "lower_quartile", "median", "upper_quartile"),
            out -> out.printRecords(rows)));
  }

  /** NaN where too many runs are without an incumbent. */
  private static double last(List<Progress> progress, ToDoubleFunction<Progress> value) {
    return progress.isEmpty() ? Double.NaN : value.applyAsDouble(progress.get(progress.size() - 1));
  }

  /** A searcher and what it has in the end, where its runs have that. */
  private static String legend(String searcher, double value) {
    return Double.isFinite(value) ? searcher + " " + Fixed.decimals(value, 2) : searcher;
  }

  private static DecadeAxis time(double[] moments) {
    var x = Style.axis(new DecadeAxis(), "simulated seconds");
    x.setRange(moments[0], moments[moments.length - 1]);
    return x;
  }

  /** How much of the optimum is missing on average, on logarithmic axes. */
  private static @Nullable Picture regret(
      Results results, Protocol protocol, Map<String, List<Progress>> progress, double[] moments) {
    double best = results.optimum(protocol.name(), "test").testAccuracy();
    var dataset = new XYSeriesCollection();
    var worth = new double[progress.size()];
    var reached = new StringJoiner("; ");
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    List<String[]> rows = new ArrayList<>();
    for (Map.Entry<String, List<Progress>> entry : progress.entrySet()) {
      double end = best - last(entry.getValue(), Progress::mean);
      worth[dataset.getSeriesCount()] = -end;
      var series = new XYSeries(legend(entry.getKey(), end));
      dataset.addSeries(series);
      reached.add(legend(entry.getKey(), end));
      for (Progress p : entry.getValue()) {
        double regret = best - p.mean();
        if (!Double.isFinite(regret)) continue; // some run has no incumbent yet
        rows.add(
            new String[] {
              entry.getKey(), Fixed.decimals(p.seconds(), 1), Fixed.decimals(regret, 4)
            });
        if (regret < LEAST_REGRET) continue; // a logarithm has no zero
        series.add(p.seconds(), regret);
        least = Math.min(least, regret);
        most = Math.max(most, regret);
      }
    }
    if (most == 0) return null;
    var renderer = new XYLineAndShapeRenderer(true, false);
    Style.lines(renderer, dataset.getSeriesCount());
    var y = Style.axis(new DecadeAxis(), "mean regret, points");
    y.setRange(least / 1.1, most * 1.1);
    var plot = new XYPlot(dataset, time(moments), y, renderer);
    Style.legend(plot, worth);
    String title = protocol.name() + ": regret of the incumbent";
    String note = Surrogate.note(results.description(), protocol.name());
    String runs = results.description().runsInWords();
    return new Picture(
        "regret-" + protocol.name(),
        Text.format(
            "%s to the best in the table over simulated time, mean of %s runs, from where all have an incumbent. At the end: %s. %s.",
            title, runs, reached, note),
        Style.chart(
            title,
            Text.format("points below the best in the table, mean of %s runs · %s", runs, note),
            plot),
        Csv.of(List.of("searcher", "seconds", "mean_regret"), out -> out.printRecords(rows)));
  }

  /** Which share of all pairs of run and target is reached by when. */
  private static Picture runTimes(Results results, Protocol protocol, double[] moments) {
    var dataset = new XYSeriesCollection();
    var worth = new double[results.description().searchers().size()];
    var reached = new StringJoiner("; ");
    List<String[]> rows = new ArrayList<>();
    for (Description.Searcher searcher : results.description().searchers()) {
      RunTimes times = RunTimes.of(results, protocol, searcher.label());
      double end = 100 * times.solved(moments[moments.length - 1]);
      worth[dataset.getSeriesCount()] = end;
      var series = new XYSeries(searcher.label() + " " + Fixed.decimals(end, 0));
      dataset.addSeries(series);
      reached.add(searcher.label() + " " + Fixed.decimals(end, 2));
      for (double moment : moments) {
        double percent = 100 * times.solved(moment);
        series.add(moment, percent);
        rows.add(
            new String[] {searcher.label(), Fixed.decimals(moment, 1), Fixed.decimals(percent, 2)});
      }
    }
    var renderer = new XYLineAndShapeRenderer(true, false);
    Style.lines(renderer, dataset.getSeriesCount());
    var y = Style.axis(new NumberAxis(), "targets reached, %");
    y.setRange(0, 100);
    var plot = new XYPlot(dataset, time(moments), y, renderer);
    Style.legend(plot, worth);
    String title = protocol.name() + ": run times to targets";
    String note = Surrogate.note(results.description(), protocol.name());
    return new Picture(
        "run-times-" + protocol.name(),
        Text.format(
            "%s, as the percentage of all pairs of run and target that are reached by a simulated time; targets from the table's median network to 0.1 points below its best. At the end: %s. %s.",
            title, reached, note),
        Style.chart(title, "median network to 0.1 below the best · " + note, plot),
        Csv.of(List.of("searcher", "seconds", "targets_percent"), out -> out.printRecords(rows)));
  }

  /** The budget, or where evaluations are counted, the time that half of all runs took. */
  static double end(Results results, Protocol protocol) {
    Double seconds = protocol.budget().seconds();
    if (seconds != null) return seconds;
    return Quartiles.of(
            results.runs().stream()
                .filter(run -> run.protocol().equals(protocol.name()))
                .mapToDouble(Run::seconds)
                .toArray())
        .median();
  }

  private static ValueMarker optimumLine(double best) {
    var line =
        new ValueMarker(
            best,
            Style.INK,
            new BasicStroke(
                1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 3}, 0));
    line.setLabel("best in the table: " + Fixed.decimals(best, 2));
    line.setLabelFont(Style.text());
    line.setLabelPaint(Style.INK);
    line.setLabelBackgroundColor(Style.PAPER);
    line.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    line.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
    line.setLabelOffset(new RectangleInsets(3, 6, 3, 6));
    return line;
  }
}
