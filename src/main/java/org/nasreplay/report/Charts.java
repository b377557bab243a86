package org.nasreplay.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.nasreplay.analysis.Progress;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/** Pictures as functions of results. */
final class Charts {
  /** Charts over time begin at the budget over this. */
  static final double SPAN = 200;

  private static final int MOMENTS = 100;

  private Charts() {}

  /** Test accuracy of the incumbent against simulated time: medians, quartiles, the optimum. */
  static Picture progress(Results results, Protocol protocol) {
    Description description = results.description();
    double best = results.optimum(protocol.name(), "test").testAccuracy();
    double end = end(results, protocol);
    double[] moments = Progress.moments(end / SPAN, end, MOMENTS);
    var dataset = new YIntervalSeriesCollection();
    var reached = new StringJoiner("; ");
    double least = best;
    List<String[]> rows = new ArrayList<>();
    for (Description.Searcher searcher : description.searchers()) {
      var series = new YIntervalSeries(searcher.label());
      dataset.addSeries(series);
      Quartiles last = null;
      for (Progress p : Progress.of(results.runs(protocol.name(), searcher.label()), moments)) {
        last = p.accuracy();
        // The first evaluations of unlucky runs would squeeze the rest.
        least = Math.min(least, p.seconds() < end / 50 ? last.median() : last.lower());
        series.add(p.seconds(), last.median(), last.lower(), last.upper());
        rows.add(
            new String[] {
              searcher.label(),
              Fixed.decimals(p.seconds(), 1),
              Fixed.decimals(last.lower(), 4),
              Fixed.decimals(last.median(), 4),
              Fixed.decimals(last.upper(), 4)
            });
      }
      reached.add(
          searcher.label() + " " + (last == null ? "none" : Fixed.decimals(last.median(), 2)));
    }

    var renderer = new DeviationRenderer(true, false);
    Style.lines(renderer, dataset.getSeriesCount());
    for (int i = 0; i < dataset.getSeriesCount(); i++) {
      renderer.setSeriesFillPaint(i, Style.colour(i));
    }
    renderer.setAlpha(0.22f);
    var x = Style.axis(new DecadeAxis(), "simulated seconds");
    x.setRange(moments[0], end);
    var y = Style.axis(new NumberAxis(), "test accuracy, %");
    double margin = Math.max((best - least) * 0.06, 0.01);
    y.setRange(least - margin, best + 2 * margin); // room for the label above the line
    var plot = new XYPlot(dataset, x, y, renderer);
    plot.addRangeMarker(optimumLine(best), Layer.FOREGROUND);
    String title = protocol.name() + ": accuracy of the incumbent";
    return new Picture(
        "progress-" + protocol.name(),
        "%s over simulated time, median and quartiles of %s runs. Median at %s s: %s. Best in the table: %s. %s."
            .formatted(
                title,
                description.runsInWords(),
                Fixed.grouped(end),
                reached,
                Fixed.decimals(best, 2),
                Surrogate.note(description, protocol.name())),
        Style.chart(
            title,
            "median and quartiles of %s runs · %s"
                .formatted(description.runsInWords(), Surrogate.note(description, protocol.name())),
            plot),
        Csv.of(
            List.of("searcher", "seconds", "lower_quartile", "median", "upper_quartile"),
            out -> out.printRecords(rows)));
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
    line.setLabelBackgroundColor(new Color(255, 255, 255, 0));
    line.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    line.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
    line.setLabelOffset(new RectangleInsets(3, 6, 3, 6));
    return line;
  }

  /** Test accuracy against FLOPs: the whole table as a cloud, the searchers' answers on it. */
  static Picture landscape(Results results, Protocol protocol) {
    Description description = results.description();
    Results.Landscape table = Objects.requireNonNull(results.landscapes().get(protocol.name()));
    Optimum best = results.optimum(protocol.name(), "test");
    double[] sorted =
        Arrays.stream(table.testAccuracy()).filter(a -> !Double.isNaN(a)).sorted().toArray();
    double greatest = sorted[sorted.length - 1];
    double least = sorted[sorted.length / 50]; // the worst 2 % would squeeze the rest
    var x = Style.axis(new NumberAxis(), "MFLOPs");
    x.setRange(0, Arrays.stream(table.flops()).max().orElseThrow() / 1e6 * 1.02);
    var y = Style.axis(new NumberAxis(), "test accuracy, %");
    y.setRange(least, greatest + (greatest - least) * 0.08);

    var dataset = new XYIntervalSeriesCollection();
    List<List<Find>> finds = new ArrayList<>();
    var answers = new StringJoiner("; ");
    for (Description.Searcher searcher : description.searchers()) {
      List<Run> runs = results.runs(protocol.name(), searcher.label());
      finds.add(finds(runs));
      var series = new XYIntervalSeries(searcher.label());
      dataset.addSeries(series);
      Quartiles cost = Quartiles.of(answers(runs, run -> run.flops() / 1e6));
      Quartiles accuracy = Quartiles.of(answers(runs, Charts::accuracyOfAnswer));
      if (Double.isNaN(cost.median())) continue;
      series.add(
          cost.median(),
          cost.lower(),
          cost.upper(),
          accuracy.median(),
          accuracy.lower(),
          accuracy.upper());
      answers.add(
          "%s %s %% with %s"
              .formatted(
                  searcher.label(),
                  Fixed.decimals(accuracy.median(), 2),
                  Fixed.decimals(cost.median(), 1)));
    }
    var optimum = new XYIntervalSeries("best in the table");
    double bestCost = best.flops() / 1e6;
    double bestAccuracy = best.testAccuracy();
    optimum.add(bestCost, bestCost, bestCost, bestAccuracy, bestAccuracy, bestAccuracy);
    dataset.addSeries(optimum);
    var renderer = new XYErrorRenderer();
    renderer.setErrorStroke(new BasicStroke(2.4f));
    renderer.setCapLength(6);
    Style.marks(renderer, dataset.getSeriesCount() - 1);
    renderer.setSeriesPaint(dataset.getSeriesCount() - 1, Style.INK);
    renderer.setSeriesShape(dataset.getSeriesCount() - 1, Style.STAR);
    var plot = new XYPlot(dataset, x, y, renderer);
    plot.setBackgroundImage(Cloud.of(table, finds, x.getRange(), y.getRange()));
    plot.setBackgroundImageAlpha(1);
    String title = protocol.name() + ": accuracy against cost";
    String note = Surrogate.note(description, protocol.name());
    return new Picture(
        "landscape-" + protocol.name(),
        "%s. Median answers, MFLOPs: %s. Best in the table: %s, %s %% with %s. %s."
            .formatted(
                title,
                answers,
                best.architecture(),
                Fixed.decimals(bestAccuracy, 2),
                Fixed.decimals(bestCost, 1),
                note),
        Style.chart(
            title,
            "%s networks; answers, their medians and quartiles · %s"
                .formatted(Fixed.grouped(sorted.length), note),
            plot),
        Csv.of(
            List.of("searcher", "architecture", "flops", "test_accuracy", "runs"),
            out -> {
              for (int i = 0; i < finds.size(); i++) {
                for (Find find : finds.get(i)) {
                  out.printRecord(
                      description.searchers().get(i).label(),
                      find.architecture(),
                      Fixed.decimals(find.flops(), 0),
                      Fixed.decimals(find.accuracy(), 4),
                      find.runs());
                }
              }
            }));
  }

  private static double[] answers(List<Run> runs, ToDoubleFunction<Run> value) {
    return runs.stream().filter(r -> !r.trajectory().isEmpty()).mapToDouble(value).toArray();
  }

  /** Not interpolated at the budget: of the architecture itself. */
  private static double accuracyOfAnswer(Run run) {
    return run.trajectory().get(run.trajectory().size() - 1).testAccuracy();
  }

  /** An architecture that some runs ended with. */
  record Find(String architecture, double flops, double accuracy, int runs) {}

  /** The distinct answers, the most frequent first. */
  private static List<Find> finds(List<Run> runs) {
    Map<String, Find> finds = new TreeMap<>();
    for (Run run : runs) {
      if (run.trajectory().isEmpty()) continue;
      finds.merge(
          run.architecture(),
          new Find(run.architecture(), run.flops(), accuracyOfAnswer(run), 1),
          (a, b) -> new Find(a.architecture(), a.flops(), a.accuracy(), a.runs() + 1));
    }
    List<Find> list = new ArrayList<>(finds.values());
    list.sort(Comparator.comparingInt(Find::runs).reversed());
    return list;
  }
}
