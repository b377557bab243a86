package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.Progress;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.analysis.RunTimes;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.SmallPrint;

/** What searchers have reached by when, under one protocol; in what its budget counts. */
public final class TimeCharts {
  /** More bands than these cover each other, and the lines. */
  private static final int MOST_BANDS = 6;

  private static final int MOMENTS = 100;

  /** Ranks are written for one of so many moments. */
  private static final int RANKED_EVERY = 11;

  /** Regret that is not told apart: a logarithm has no zero. */
  private static final double FLOOR = 0.01;

  private static final String MEDIANS =
      "Medians here, means in the tables: they differ where runs are spread unevenly.";

  private final ReplayProvenance provenance;
  private final String runs;
  private final Statistics statistics;
  private final Protocol protocol;
  private final Effort effort;
  private final double[] moments;
  private final double best;
  private final Highlights highlights;

  private TimeCharts(
      Results results, Statistics statistics, Protocol protocol, Highlights highlights) {
    this.provenance = results.provenance();
    this.runs = SmallPrint.runs(provenance);
    this.statistics = statistics;
    this.protocol = protocol;
    this.effort = Effort.of(protocol.budget());
    this.moments =
        Progress.moments(effort, Progress.start(protocol), Progress.end(protocol), MOMENTS);
    this.highlights = highlights;
    this.best = results.optimum(protocol.name(), "test").testAccuracy();
  }

  /**
   * Accuracy, regret and targets, and ranks where lines of all would hide each other; without the
   * regret where no searcher has one in all runs.
   */
  public static List<Picture> of(
      Results results, Statistics statistics, Protocol protocol, Highlights highlights) {
    var charts = new TimeCharts(results, statistics, protocol, highlights);
    Map<String, List<Progress>> progress = new LinkedHashMap<>();
    for (String searcher : charts.highlights.labels()) {
      progress.put(
          searcher,
          Progress.of(results.runs(protocol.name(), searcher), charts.effort, charts.moments));
    }
    Picture regret = charts.regret(progress);
    Picture ranks = charts.highlights.others().isEmpty() ? null : charts.ranks(progress);
    return Stream.of(charts.accuracy(progress), regret, ranks, charts.runTimes())
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** Test accuracy of the incumbent: medians, quartiles, the optimum. */
  private Picture accuracy(Map<String, List<Progress>> progress) {
    double end = Progress.end(protocol);
    var dataset = new YIntervalSeriesCollection();
    var worth = new double[progress.size()];
    var reached = new StringJoiner("; ");
    Map<String, Double> lows = new LinkedHashMap<>();
    boolean single = SmallPrint.single(provenance);
    boolean bands = progress.size() <= MOST_BANDS && !single;
    List<String[]> rows = new ArrayList<>();
    for (Map.Entry<String, List<Progress>> entry : progress.entrySet()) {
      Progress last = last(entry.getValue());
      Double median = last.accuracy() == null ? null : last.accuracy().median();
      worth[dataset.getSeriesCount()] = worth(last, median);
      String legend = legend(entry.getKey(), last, median);
      var series = new YIntervalSeries(legend);
      dataset.addSeries(series);
      reached.add(legend);
      for (Progress p : drawn(entry.getValue(), Progress::accuracy)) {
        Quartiles accuracy = p.accuracy();
        if (accuracy == null) {
          series.add(p.spent(), Double.NaN, Double.NaN, Double.NaN); // a gap
          rows.add(new String[] {entry.getKey(), spent(p.spent()), "", "", ""});
          continue;
        }
        // The first evaluations of unlucky runs would squeeze the rest.
        double low = bands && p.spent() >= end / 50 ? accuracy.lower() : accuracy.median();
        lows.merge(entry.getKey(), low, Math::min);
        series.add(p.spent(), accuracy.median(), accuracy.lower(), accuracy.upper());
        rows.add(
            new String[] {
              entry.getKey(),
              spent(p.spent()),
              Decimals.decimals(accuracy.lower(), 4),
              Decimals.decimals(accuracy.median(), 4),
              Decimals.decimals(accuracy.upper(), 4)
            });
      }
    }
    double least = bottom(lows.values());
    var y = ChartStyle.axis(new LinearAxis(), "test accuracy, %");
    double margin = best == least ? 0.5 : Math.max((best - least) * 0.06, 0.01);
    y.setRange(least - margin, best + 2 * margin); // room for the label above the line
    LabelledPlot plot = plot(dataset, y, bands ? 0.22 : 0, worth);
    plot.addRangeMarker(optimumLine(), Layer.FOREGROUND);
    List<String> notes = new ArrayList<>(single ? List.of() : List.of(MEDIANS));
    String below =
        lows.keySet().stream()
            .filter(searcher -> Objects.requireNonNull(lows.get(searcher)) < least - margin)
            .collect(Collectors.joining(", "));
    if (!below.isEmpty()) {
      notes.add("The axis leaves out what lies far below the rest, here of " + below + ".");
    }
    notes.addAll(gaps(progress));
    notes.addAll(SmallPrint.atBudget(protocol));
    String title = protocol.name() + ": accuracy of the incumbent";
    String many = (bands ? "median and quartiles of " : "medians of ") + runs;
    String small = SmallPrint.incumbents("of 1 run", many, provenance, protocol);
    String alternative =
        Text.format(
            "%s over %s: %s. At %s: %s. %s: %s.",
            title,
            effort.unit(),
            small,
            Decimals.grouped(end),
            reached,
            SmallPrint.best(provenance, protocol),
            Decimals.decimals(best, 2));
    List<String> numbers = List.of("lower_quartile", "median", "upper_quartile");
    return picture("progress", title, small, alternative, notes, plot, numbers, rows);
  }

  /**
   * The least accuracy that is shown: that of all, unless a third of the searchers or fewer, far
   * below the rest, would leave it less than half of the height.
   *
   * @param lows the least of each
   */
  private double bottom(Collection<Double> lows) {
    double[] sorted = lows.stream().mapToDouble(low -> Math.min(low, best)).sorted().toArray();
    double bottom = sorted.length == 0 ? best : sorted[0];
    for (int i = 1; i <= sorted.length / 3; i++) {
      if (best - sorted[i] < (best - bottom) / 2) bottom = sorted[i];
    }
    return bottom;
  }

  private LabelledPlot plot(XYDataset dataset, ValueAxis y, double bands, double[] worth) {
    var plot = new LabelledPlot(dataset, axis(), y, new LineRenderer(highlights, bands));
    ChartStyle.legend(plot, worth, highlights);
    return plot;
  }

  /**
   * @param notes beside those on searchers that lack values
   * @param numbers what stands in the rows behind the searcher and what it has spent
   */
  private Picture picture(
      String kind,
      String title,
      String small,
      String alternative,
      List<String> notes,
      LabelledPlot plot,
      List<String> numbers,
      List<String[]> rows) {
    List<String> all = new ArrayList<>(Missing.notes(statistics.budgets(), protocol.name()));
    all.addAll(notes);
    List<String> header =
        new ArrayList<>(List.of("searcher", effort == Effort.SECONDS ? "seconds" : "evaluations"));
    header.addAll(numbers);
    return new Picture(
        kind + "-" + protocol.name(),
        alternative,
        all,
        ChartStyle.chart(title, small, plot),
        Csv.of(header, out -> out.printRecords(rows)));
  }

  /** From where there is a value for the first time, as nothing is drawn before. */
  private static List<Progress> drawn(
      List<Progress> progress, Function<Progress, @Nullable Object> value) {
    return progress.stream().dropWhile(p -> value.apply(p) == null).toList();
  }

  private static Progress last(List<Progress> progress) {
    return progress.get(progress.size() - 1);
  }

  /** Orders the legend; what is of a part of the runs has no place in the order. */
  private static double worth(Progress last, @Nullable Double value) {
    return value == null || last.valueless() > 0 ? Double.NaN : value;
  }

  /** A searcher and what it has in the end, where all its runs have that. */
  private String legend(String searcher, Progress last, @Nullable Double value) {
    if (last.valueless() == 0 && value != null) return searcher + " " + Decimals.decimals(value, 2);
    return Missing.named(searcher, statistics.budget(protocol, searcher).answers());
  }

  /** Why lines have gaps; none where no incumbent lacks a value. */
  private static List<String> gaps(Map<String, List<Progress>> progress) {
    boolean valueless =
        progress.values().stream().flatMap(List::stream).anyMatch(p -> p.valueless() > 0);
    return valueless
        ? List.of(
            "Incumbents without a test accuracy in the table are left out, and lines have a gap"
                + " where these are more than a quarter of the runs.")
        : List.of();
  }

  private DecadeAxis axis() {
    var x = ChartStyle.axis(new DecadeAxis(), effort.unit());
    double start = moments[0];
    double end = moments[moments.length - 1];
    x.setRange(start == end ? start / 2 : start, start == end ? end * 2 : end);
    return x;
  }

  private String spent(double spent) {
    return Decimals.decimals(spent, effort == Effort.SECONDS ? 1 : 0);
  }

  /** How much of the optimum is missing on average, on logarithmic axes with a floor. */
  private @Nullable Picture regret(Map<String, List<Progress>> progress) {
    var dataset = new XYSeriesCollection();
    var worth = new double[progress.size()];
    var reached = new StringJoiner("; ");
    double least = Double.POSITIVE_INFINITY;
    double most = FLOOR;
    List<String[]> rows = new ArrayList<>();
    for (Map.Entry<String, List<Progress>> entry : progress.entrySet()) {
      Progress last = last(entry.getValue());
      Double end = last.mean() == null ? null : best - last.mean();
      worth[dataset.getSeriesCount()] = -worth(last, end);
      String legend = legend(entry.getKey(), last, end);
      var series = new XYSeries(legend);
      dataset.addSeries(series);
      reached.add(legend);
      for (Progress p : drawn(entry.getValue(), Progress::mean)) {
        Double mean = p.mean();
        if (mean == null) {
          series.add(p.spent(), Double.NaN); // a gap
          rows.add(new String[] {entry.getKey(), spent(p.spent()), ""});
          continue;
        }
        double regret = best - mean;
        rows.add(new String[] {entry.getKey(), spent(p.spent()), Decimals.decimals(regret, 4)});
        series.add(p.spent(), Math.max(regret, FLOOR));
        least = Math.min(least, regret);
        most = Math.max(most, regret);
      }
    }
    if (least == Double.POSITIVE_INFINITY) return null;
    boolean floored = least <= FLOOR;
    var y =
        ChartStyle.axis(floored ? new DecadeAxis(FLOOR) : new DecadeAxis(), "mean regret, points");
    if (floored) y.setRange(FLOOR / 1.2, Math.max(most * 1.1, 10 * FLOOR));
    else y.cover(least, most);
    LabelledPlot plot = plot(dataset, y, 0, worth);
    List<String> notes = new ArrayList<>();
    if (floored) {
      plot.addRangeMarker(dashed(FLOOR), Layer.FOREGROUND);
      String floor = Decimals.decimals(FLOOR, 2);
      notes.add(Text.format("Regret of %s or less lies on the dashed line.", floor));
    }
    notes.addAll(gaps(progress));
    notes.addAll(SmallPrint.atBudget(protocol));
    String title = protocol.name() + ": regret of the incumbent";
    String below = Text.format("points below the %s, ", SmallPrint.best(provenance, protocol));
    String small =
        SmallPrint.incumbents(below + "of 1 run", below + "mean of " + runs, provenance, protocol);
    String alternative =
        Text.format(
            "%s over %s, from where all runs have one: %s. At the end: %s.",
            title, effort.unit(), small, reached);
    return picture("regret", title, small, alternative, notes, plot, List.of("mean_regret"), rows);
  }

  /** Who is ahead when, by mean accuracy: a row for each searcher, the best in the end on top. */
  private Picture ranks(Map<String, List<Progress>> progress) {
    int columns = (MOMENTS + RANKED_EVERY - 1) / RANKED_EVERY;
    List<Integer> shown =
        IntStream.rangeClosed(1 - columns, 0)
            .map(i -> moments.length - 1 + i * RANKED_EVERY)
            .filter(i -> i >= 0)
            .boxed()
            .toList();
    Map<String, double[]> ranks = new LinkedHashMap<>();
    progress.keySet().forEach(searcher -> ranks.put(searcher, new double[shown.size()]));
    for (int column = 0; column < shown.size(); column++) {
      int moment = shown.get(column);
      for (String searcher : progress.keySet()) {
        Double own = mean(progress, searcher, moment);
        long better =
            progress.keySet().stream()
                .map(rival -> mean(progress, rival, moment))
                .filter(mean -> mean != null && own != null && mean > own)
                .count();
        Objects.requireNonNull(ranks.get(searcher))[column] = own == null ? Double.NaN : better + 1;
      }
    }
    int last = shown.size() - 1;
    List<String> best =
        ranks.keySet().stream()
            .sorted(Comparator.comparingDouble(s -> Objects.requireNonNull(ranks.get(s))[last]))
            .toList();
    double[][] values = best.stream().map(ranks::get).toArray(double[][]::new);
    List<String> spent = shown.stream().map(i -> Decimals.grouped(rounded(moments[i]))).toList();
    String title = protocol.name() + ": ranks on the way";
    String small =
        SmallPrint.incumbents(
            "by accuracy of the incumbent, 1 is best",
            "by mean accuracy of the incumbent, 1 is best",
            provenance,
            protocol);
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      for (int j = 0; j < shown.size(); j++) {
        double rank = values[i][j];
        rows.add(
            new String[] {
              best.get(i),
              spent(moments[shown.get(j)]),
              Double.isNaN(rank) ? "" : Decimals.decimals(rank, 0)
            });
      }
    }
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets(), protocol.name()));
    notes.add("Who is level shares a rank; without a number, not all runs have an incumbent yet.");
    return new Picture(
        "ranks-" + protocol.name(),
        Text.format(
            "%s, over %s, %s. In the end: %s.",
            title, effort.unit(), small, String.join("; ", best)),
        notes,
        HeatMap.of(
            title,
            small,
            best,
            null,
            spent,
            effort.unit(),
            values,
            rank -> Decimals.decimals(rank, 0),
            new HeatMap.Scale(best.size(), best.size(), 1)),
        Csv.of(
            List.of("searcher", effort == Effort.SECONDS ? "seconds" : "evaluations", "rank"),
            out -> out.printRecords(rows)));
  }

  private static @Nullable Double mean(
      Map<String, List<Progress>> progress, String searcher, int moment) {
    return Objects.requireNonNull(progress.get(searcher)).get(moment).mean();
  }

  /** To two digits, as a column's title has little room. */
  private static double rounded(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    return unit < 1 ? Math.rint(value) : Math.rint(value / unit) * unit;
  }

  /** Which share of all pairs of run and target is reached by when. */
  private Picture runTimes() {
    var dataset = new XYSeriesCollection();
    var worth = new double[provenance.searchers().size()];
    var reached = new StringJoiner("; ");
    boolean unknown = false;
    List<String[]> rows = new ArrayList<>();
    for (String searcher : highlights.labels()) {
      RunTimes times = statistics.runTimes(protocol, searcher);
      if (times == null) {
        unknown = true;
        worth[dataset.getSeriesCount()] = Double.NaN;
        dataset.addSeries(new XYSeries(searcher + ", unknown"));
        continue;
      }
      boolean complete = statistics.budget(protocol, searcher).answers().complete();
      double end = 100 * times.solved(Progress.end(protocol));
      worth[dataset.getSeriesCount()] = complete ? end : Double.NaN;
      var series = new XYSeries(searcher + " " + Decimals.decimals(end, 0));
      dataset.addSeries(series);
      reached.add(searcher + " " + Decimals.decimals(end, 2));
      for (double moment : moments) {
        double percent = 100 * times.solved(moment);
        series.add(moment, percent);
        rows.add(new String[] {searcher, spent(moment), Decimals.decimals(percent, 2)});
      }
    }
    var y = ChartStyle.axis(new LinearAxis(), "targets reached, %");
    y.setRange(0, 100);
    LabelledPlot plot = plot(dataset, y, 0, worth);
    List<String> notes = new ArrayList<>();
    notes.add(
        "A line at 40 % says that by then 40 % of all pairs of a run and a target are reached: the"
            + " targets are accuracies from the table's median network to 0.1 below its best, and a"
            + " run reaches those up to its incumbent's.");
    if (unknown) {
      notes.add(
          "Unknown where an incumbent has no test accuracy in the table, as it may have reached a"
              + " target.");
    }
    String title = protocol.name() + ": run times to targets";
    String what =
        Text.format("median network to 0.1 below the %s", SmallPrint.best(provenance, protocol));
    String small = SmallPrint.incumbents(what, what, provenance, protocol);
    String alternative =
        Text.format(
            "%s, as the percentage of all pairs of run and target that are reached, over %s; targets from the table's median network to 0.1 points below the best. At the end: %s. %s.",
            title, effort.unit(), reached, small);
    return picture(
        "run-times", title, small, alternative, notes, plot, List.of("targets_percent"), rows);
  }

  private ValueMarker optimumLine() {
    ValueMarker line = dashed(best);
    line.setLabel(SmallPrint.best(provenance, protocol) + ": " + Decimals.decimals(best, 2));
    line.setLabelFont(ChartStyle.text());
    line.setLabelPaint(ChartStyle.INK);
    line.setLabelBackgroundColor(ChartStyle.PAPER);
    line.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    line.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
    line.setLabelOffset(new RectangleInsets(3, 6, 3, 6));
    return line;
  }

  private static ValueMarker dashed(double value) {
    return new ValueMarker(
        value,
        ChartStyle.INK,
        new BasicStroke(
            1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 3}, 0));
  }
}
