package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.report.text.CostScale;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.space.CostRange;

/** Accuracy against cost: the whole table, its Pareto front, and what the searchers find in it. */
public final class LandscapeChart {
  /** Of what the answers span, shown around them; there is more to be seen of what is worse. */
  private static final double ACROSS = 0.3;

  private static final double UP = 1;

  private LandscapeChart() {}

  /**
   * Test accuracy against the protocol's cost, where the searchers' answers are: the table as a
   * cloud, the answers on it.
   */
  public static Picture of(Results results, Statistics statistics, Protocol protocol) {
    ReplayProvenance provenance = results.provenance();
    Highlights highlights = Highlights.of(provenance, statistics);
    Results.Networks table = Objects.requireNonNull(results.networks().get(protocol.name()));
    Optimum best = results.optimum(protocol.name(), "test");
    ReplayProvenance.Cost counted = provenance.cost(protocol);
    CostScale scale = CostScale.of(counted);
    double bestCost = best.cost(counted.name()) / scale.of();
    double bestAccuracy = best.testAccuracy();

    var dataset = new XYIntervalSeriesCollection();
    Map<String, List<Find>> finds = new LinkedHashMap<>();
    var answers = new StringJoiner("; ");
    var worth = new double[highlights.labels().size()];
    var costs = new ArrayList<>(List.of(bestCost));
    var accuracies = new ArrayList<>(List.of(bestAccuracy));
    var marked = new ArrayList<>(List.of(bestCost));
    for (String searcher : highlights.labels()) {
      List<Run> runs = results.runs(protocol.name(), searcher);
      finds.put(searcher, finds(runs, counted.name()));
      String name = Missing.named(searcher, statistics.budget(protocol, searcher).answers());
      var series = new XYIntervalSeries(name);
      worth[dataset.getSeriesCount()] = Double.NaN;
      dataset.addSeries(series);
      List<Run> valued = runs.stream().filter(run -> !Double.isNaN(run.testAccuracy())).toList();
      if (valued.isEmpty()) continue;
      Quartiles cost = quartiles(valued, run -> run.cost(counted.name()) / scale.of());
      Quartiles accuracy = quartiles(valued, Run::testAccuracy);
      worth[dataset.getSeriesCount() - 1] = accuracy.median();
      costs.addAll(List.of(cost.lower(), cost.upper()));
      accuracies.addAll(List.of(accuracy.lower(), accuracy.upper()));
      series.add(
          cost.median(),
          cost.lower(),
          cost.upper(),
          accuracy.median(),
          accuracy.lower(),
          accuracy.upper());
      answers.add(
          Text.format(
              "%s %s %% with %s",
              name, Decimals.decimals(accuracy.median(), 2), Decimals.decimals(cost.median(), 1)));
    }
    CostRange admitted = scale.admitted(protocol, counted);
    for (double bound : new double[] {admitted.least(), admitted.greatest()}) {
      if (bound > 0 && !Double.isInfinite(bound)) marked.add(bound);
    }
    var x = ChartStyle.axis(new LinearAxis(), scale.label());
    Span across = around(costs, marked, ACROSS);
    x.setRange(Math.max(0, across.low()), across.high());
    var y = ChartStyle.axis(new LinearAxis(), "test accuracy, %");
    Span up = around(accuracies, List.of(bestAccuracy), UP);
    y.setRange(up.low(), up.high());
    var optimum = new XYIntervalSeries(SmallPrint.best(provenance, protocol));
    optimum.add(bestCost, bestCost, bestCost, bestAccuracy, bestAccuracy, bestAccuracy);
    dataset.addSeries(optimum);
    var plot = new LabelledPlot(dataset, x, y, new AnswerRenderer(highlights));
    List<double[]> front = front(table);
    String frontOf =
        provenance.reference().exhaustive() ? "Pareto front" : "Pareto front of the sample";
    plot.setDataset(1, line(frontOf, front, scale, x.getRange().getUpperBound()));
    plot.setRenderer(1, frontLine());
    ChartStyle.legend(plot, worth, highlights.others().size());
    plot.setBackgroundImage(DensityImage.of(table, scale.of(), x.getRange(), y.getRange()));
    plot.setBackgroundImageAlpha(1);
    for (String searcher : highlights.labels()) {
      plot.getRenderer()
          .addAnnotation(
              new DotsAnnotation(
                  searcher, highlights, points(Objects.requireNonNull(finds.get(searcher)), scale)),
              Layer.BACKGROUND);
    }
    markConstraint(plot, admitted);
    String title = protocol.name() + ": accuracy against cost";
    String small =
        SmallPrint.incumbents(
            "answers of 1 run", "answers: medians and quartiles", provenance, protocol);
    int valued = (int) Arrays.stream(table.testAccuracy()).filter(a -> !Double.isNaN(a)).count();
    int shown = shown(table, scale, x.getRange(), y.getRange());
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets(), protocol.name()));
    if (shown < valued) {
      notes.add(
          Text.format(
              "Drawn is where the answers are: %s of %s networks lie in it.",
              Decimals.grouped((double) shown), Decimals.grouped((double) valued)));
    }
    notes.add("The answers are the networks that runs end with, with their own accuracies.");
    if (protocol.report().at() == Protocol.AtBudget.INTERPOLATED) {
      notes.add("Accuracies at the budget, elsewhere, are interpolated and of no network.");
    }
    return new Picture(
        "landscape-" + protocol.name(),
        Text.format(
            "%s of %s, %s. Median answers, %s: %s. %s: %s, %s %% with %s.",
            title,
            SmallPrint.networks(provenance, valued, table.cost().length),
            small,
            scale.label(),
            answers,
            SmallPrint.best(provenance, protocol),
            best.architecture(),
            Decimals.decimals(bestAccuracy, 2),
            Decimals.decimals(bestCost, 1)),
        notes,
        ChartStyle.chart(title, small, plot),
        Csv.of(
            List.of("searcher", "architecture", counted.name(), "test_accuracy", "runs"),
            out -> {
              for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
                for (Find find : Objects.requireNonNull(finds.get(searcher.label()))) {
                  out.printRecord(
                      searcher.label(),
                      find.architecture(),
                      cost(find.cost(), scale),
                      Decimals.decimals(find.accuracy(), 4),
                      find.runs());
                }
              }
              for (double[] point : front) {
                out.printRecord(
                    frontOf, "", cost(point[0], scale), Decimals.decimals(point[1], 4), "");
              }
            }));
  }

  /** What is near the answers, so that these have surroundings, and all that is marked. */
  private static Span around(List<Double> answers, List<Double> marked, double share) {
    Span span = Span.of(answers.stream().mapToDouble(Double::doubleValue).toArray());
    double low = Math.min(span.low(), Collections.min(marked));
    double high = Math.max(span.high(), Collections.max(marked));
    double more = share * (high - low);
    return new Span(low - more, high + more / 4);
  }

  private static int shown(Results.Networks table, CostScale scale, Range x, Range y) {
    int shown = 0;
    for (int i = 0; i < table.cost().length; i++) {
      if (x.contains(table.cost()[i] / scale.of()) && y.contains(table.testAccuracy()[i])) shown++;
    }
    return shown;
  }

  private static List<double[]> points(List<Find> finds, CostScale scale) {
    return finds.stream()
        .filter(find -> !Double.isNaN(find.accuracy())) // it has no place
        .map(find -> new double[] {find.cost() / scale.of(), find.accuracy()})
        .toList();
  }

  /** Medians with crosses as wide and high as the quartiles; the optimum is the last. */
  private static final class AnswerRenderer extends SearcherRenderer {
    private static final long serialVersionUID = 1L;

    private static final Stroke CROSS = new BasicStroke(2.4f);

    /** Half the length of the caps at the ends of a cross, in points. */
    private static final double CAP = 3;

    private final transient List<String> searchers;

    AnswerRenderer(Highlights highlights) {
      super(false, true);
      searchers = highlights.labels();
      for (int i = 0; i < searchers.size(); i++) {
        setSeriesPaint(i, highlights.colour(searchers.get(i)));
        setSeriesShape(i, highlights.mark(searchers.get(i)));
      }
      setSeriesPaint(searchers.size(), ChartStyle.INK);
      setSeriesShape(searchers.size(), ChartStyle.STAR);
    }

    @Override
    String searcher(XYDataset data, int series, int item) {
      return series < searchers.size() ? searchers.get(series) : "";
    }

    @Override
    void behind(Canvas canvas, XYDataset data, int series, int item) {
      if (series >= searchers.size() || !(data instanceof IntervalXYDataset quartiles)) return;
      double x = canvas.across(quartiles.getXValue(series, item));
      double y = canvas.down(quartiles.getYValue(series, item));
      double left = canvas.across(quartiles.getStartXValue(series, item));
      double right = canvas.across(quartiles.getEndXValue(series, item));
      double low = canvas.down(quartiles.getStartYValue(series, item));
      double high = canvas.down(quartiles.getEndYValue(series, item));
      var cross = new Path2D.Double();
      line(cross, left, y, right, y);
      line(cross, x, low, x, high);
      for (double end : new double[] {left, right}) line(cross, end, y - CAP, end, y + CAP);
      for (double end : new double[] {low, high}) line(cross, x - CAP, end, x + CAP, end);
      canvas.graphics().setPaint(getItemPaint(series, item));
      canvas.graphics().setStroke(CROSS);
      canvas.graphics().draw(cross);
    }

    private static void line(Path2D path, double fromX, double fromY, double toX, double toY) {
      path.moveTo(fromX, fromY);
      path.lineTo(toX, toY);
    }
  }

  /** Cost and accuracy of the architectures that no other one matches at less cost; ascending. */
  static List<double[]> front(Results.Networks table) {
    double[] cost = table.cost();
    double[] accuracy = table.testAccuracy();
    int[] order =
        IntStream.range(0, cost.length)
            .filter(i -> !Double.isNaN(accuracy[i]))
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> cost[i])
                    .thenComparingDouble(i -> -accuracy[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<double[]> front = new ArrayList<>();
    double most = Double.NEGATIVE_INFINITY;
    for (int i : order) {
      if (accuracy[i] <= most) continue;
      most = accuracy[i];
      front.add(new double[] {cost[i], most});
    }
    return front;
  }

  /** The front goes on to the right: what costs more is not better. */
  private static XYSeriesCollection line(
      String name, List<double[]> front, CostScale scale, double most) {
    var series = new XYSeries(name);
    for (double[] point : front) series.add(point[0] / scale.of(), point[1]);
    double[] last = front.isEmpty() ? null : front.get(front.size() - 1);
    if (last != null && last[0] / scale.of() < most) series.add(most, last[1]);
    return new XYSeriesCollection(series);
  }

  private static XYStepRenderer frontLine() {
    var renderer = new XYStepRenderer();
    renderer.setSeriesPaint(0, ChartStyle.INK);
    renderer.setSeriesStroke(0, new BasicStroke(1.2f));
    renderer.setLegendLine(ChartStyle.LEGEND_LINE);
    return renderer;
  }

  /** Shades the admitted range and draws its ends. */
  private static void markConstraint(XYPlot plot, CostRange admitted) {
    if (admitted.equals(CostRange.ANY)) return;
    double greatest = plot.getDomainAxis().getRange().getUpperBound();
    var shade =
        new IntervalMarker(
            Math.max(0, admitted.least()),
            Math.min(greatest, admitted.greatest()),
            ChartStyle.ADMITTED);
    shade.setAlpha(0.25f);
    plot.addDomainMarker(shade, Layer.BACKGROUND);
    for (double bound : new double[] {admitted.least(), admitted.greatest()}) {
      if (Double.isInfinite(bound)) continue;
      plot.addDomainMarker(
          new ValueMarker(bound, ChartStyle.ADMITTED, new BasicStroke(1.6f)), Layer.BACKGROUND);
    }
  }

  /** Whole where it counts, with decimals where it measures. */
  private static String cost(double value, CostScale scale) {
    return Decimals.decimals(value, scale.of() > 1 ? 0 : 4);
  }

  private static Quartiles quartiles(List<Run> runs, ToDoubleFunction<Run> value) {
    return Quartiles.of(runs.stream().mapToDouble(value).toArray());
  }

  /** An architecture that some runs ended with. */
  record Find(String architecture, double cost, double accuracy, int runs) {}

  /** The distinct answers, the most frequent first. */
  private static List<Find> finds(List<Run> runs, String cost) {
    Map<String, Find> finds = new TreeMap<>();
    for (Run run : runs) {
      if (!run.answered()) continue;
      finds.merge(
          run.architecture(),
          new Find(run.architecture(), run.cost(cost), run.testAccuracy(), 1),
          (a, b) -> new Find(a.architecture(), a.cost(), a.accuracy(), a.runs() + 1));
    }
    List<Find> list = new ArrayList<>(finds.values());
    list.sort(Comparator.comparingInt(Find::runs).reversed());
    return list;
  }
}
