package org.nasreplay.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
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

  private static final double[] NONE = {};

  private AnswerCharts() {}

  /** Boxes from quartile to quartile, whiskers to the 5 % and 95 % quantiles; the first on top. */
  public static Picture boxes(
      Results results, Statistics statistics, Protocol protocol, Order order) {
    ReplayProvenance provenance = results.provenance();
    Highlights highlights = Highlights.of(provenance, statistics);
    Map<String, double[]> sorted = new LinkedHashMap<>();
    for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
      sorted.put(
          searcher.label(),
          results.runs(protocol.name(), searcher.label()).stream()
              .mapToDouble(Run::testAtBudget)
              .filter(accuracy -> !Double.isNaN(accuracy))
              .sorted()
              .toArray());
    }
    List<String> best =
        sorted.keySet().stream()
            .sorted(
                Comparator.comparingDouble(
                    searcher ->
                        order == Order.AS_LISTED
                            ? 0
                            : -median(sorted.getOrDefault(searcher, NONE))))
            .toList();
    var plot = new LabelledPlot();
    var medians = new StringJoiner("; ");
    List<String> names = new ArrayList<>();
    List<String[]> rows = new ArrayList<>();
    double[] shown = {};
    for (String searcher : best) {
      double[] own = Objects.requireNonNull(sorted.get(searcher));
      String name = Missing.named(searcher, statistics.budget(protocol, searcher).answers());
      names.add(name);
      if (own.length == 0) {
        rows.add(new String[] {searcher, "", "", "", "", ""});
        continue;
      }
      double[] five = BoxAnnotation.five(own);
      shown = DoubleStream.concat(Arrays.stream(shown), Arrays.stream(five)).toArray();
      plot.addAnnotation(new BoxAnnotation(searcher, names.size() - 1, highlights, own));
      Stream<String> numbers = Arrays.stream(five).mapToObj(each -> Decimals.decimals(each, 4));
      rows.add(Stream.concat(Stream.of(searcher), numbers).toArray(String[]::new));
      medians.add(name + " " + Decimals.decimals(five[2], 2));
    }
    var accuracy = ChartStyle.axis(new LinearAxis(), "test accuracy, %");
    if (shown.length > 0) {
      Span span = Span.of(shown);
      accuracy.setRange(span.low(), span.high());
    }
    plot.setDomainAxis(accuracy);
    plot.setRangeAxis(new NameAxis(names));
    plot.getRangeAxis().setInverted(true);
    plot.setRangeGridlinesVisible(false);
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

  /** What is nothing comes last. */
  private static double median(double[] sorted) {
    return sorted.length == 0 ? Double.NEGATIVE_INFINITY : Quartiles.of(sorted).median();
  }

  /** How many networks of the table are how good, and where the mean answers lie among them. */
  public static Picture space(Results results, Statistics statistics, Protocol protocol) {
    Highlights highlights = Highlights.of(results.provenance(), statistics);
    List<FixedBudget> budgets =
        highlights.labels().stream().map(label -> statistics.budget(protocol, label)).toList();
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
    var histogram = new XYBarRenderer();
    histogram.setBarPainter(new StandardXYBarPainter());
    histogram.setShadowVisible(false);
    histogram.setUseYInterval(true);
    histogram.setSeriesPaint(0, ChartStyle.CLOUD);
    var x = ChartStyle.axis(new LinearAxis(), "test accuracy, %");
    x.setRange(least, most + (most - least) * 0.02);
    var y = ChartStyle.axis(new LinearAxis(1), "networks");
    y.setRange(0, highest * 1.05);
    var plot = new LabelledPlot(means, x, y, new LineRenderer(highlights, 0));
    plot.setDataset(1, histogramData);
    plot.setRenderer(1, histogram);
    double[] worth =
        budgets.stream()
            .mapToDouble(b -> b.test() == null ? Double.NaN : b.test().mean())
            .toArray();
    ChartStyle.legend(plot, worth, highlights.others().size());
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
