package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.FrontRun;
import org.nasreplay.analysis.Fronts;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.CostScale;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.FrontSentence;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** The fronts of searchers under one protocol. */
public final class FrontCharts {
  /** Of the plot's width, the costs at which surfaces are drawn, beside those of the true front. */
  private static final int STEPS = 200;

  private static final float BAND = 0.12f;

  private static final String MEDIANS = "medians and quartiles of ";

  /** Missing hypervolume in % that is not told apart: a logarithm has no zero. */
  private static final double FLOOR = 0.01;

  private final ReplayProvenance provenance;
  private final Fronts fronts;
  private final CostScale scale;
  private final String name;
  private final Highlights highlights;

  /** In the order of {@link #highlights}. */
  private final List<Fronts.Sample> samples;

  private final double[] worth;

  private FrontCharts(ReplayProvenance provenance, Fronts fronts, Highlights highlights) {
    this.provenance = provenance;
    this.fronts = fronts;
    this.scale = CostScale.of(provenance.cost(fronts.protocol()));
    this.name = fronts.protocol().name();
    ToDoubleFunction<Fronts.Sample> mean = sample -> sample.summary(FrontRun::hypervolume).mean();
    this.highlights = highlights;
    this.samples = highlights.labels().stream().map(fronts::sample).toList();
    this.worth = samples.stream().mapToDouble(mean).toArray();
  }

  /** Who wins where, the surfaces, and the way there. */
  public static List<Picture> of(
      ReplayProvenance provenance, Fronts fronts, Highlights highlights) {
    var charts = new FrontCharts(provenance, fronts, highlights);
    return List.of(charts.regret(), charts.attainment(), charts.hypervolume());
  }

  private String small(String what, String many) {
    String of = (SmallPrint.single(provenance) ? "" : many) + SmallPrint.runs(provenance);
    return SmallPrint.of(
        SmallPrint.joined(what, of),
        provenance,
        fronts.protocol(),
        Origin.incumbents(fronts.protocol()));
  }

  private String against() {
    return name + ": test accuracy against " + FrontSentence.costs(provenance, fronts.protocol());
  }

  private String costLabel() {
    String kind = CostScale.kind(provenance.cost(fronts.protocol()));
    return kind.isEmpty() ? scale.label() : "modelled " + scale.label();
  }

  /** A line of medians between quartiles for each searcher. */
  private YIntervalSeriesCollection lines(
      double[] at, IntFunction<String> legend, SampleAt quartiles, List<String[]> rows) {
    var dataset = new YIntervalSeriesCollection();
    for (int s = 0; s < samples.size(); s++) {
      Fronts.Sample sample = samples.get(s);
      var series = new YIntervalSeries(legend.apply(s));
      for (int i = 0; i < at.length; i++) {
        Quartiles q = quartiles.of(sample, i);
        boolean all = Double.isFinite(q.lower()) && Double.isFinite(q.upper());
        boolean some = Double.isFinite(q.median());
        series.add(
            at[i],
            some ? q.median() : Double.NaN,
            all ? q.lower() : some ? q.median() : Double.NaN,
            all ? q.upper() : some ? q.median() : Double.NaN);
        rows.add(
            new String[] {
              sample.searcher(),
              Decimals.decimals(at[i], 4),
              finite(q.lower()),
              finite(q.median()),
              finite(q.upper())
            });
      }
      dataset.addSeries(series);
    }
    return dataset;
  }

  private interface SampleAt {
    Quartiles of(Fronts.Sample sample, int i);
  }

  private static String finite(double value) {
    return Double.isFinite(value) ? Decimals.decimals(value, 4) : "";
  }

  private LabelledPlot plot(
      YIntervalSeriesCollection dataset, ValueAxis x, ValueAxis y, float band, double[] worth) {
    var plot = new LabelledPlot(dataset, x, y, new LineRenderer(highlights, band));
    ChartStyle.legend(plot, worth, highlights);
    return plot;
  }

  private NumberAxis costAxis(double least) {
    var x = ChartStyle.axis(new LinearAxis(), costLabel());
    double greatest = fronts.truth().dearest() / scale.of();
    double width = greatest - least;
    if (width > 0) x.setRange(least - 0.02 * width, greatest + 0.04 * width);
    else x.setRange(least * 0.9 - 0.5, least * 1.1 + 0.5);
    return x;
  }

  private double[] scaled(double[] costs) {
    return Arrays.stream(costs).map(cost -> cost / scale.of()).toArray();
  }

  private static String csv(List<String> header, List<String[]> rows) {
    return Csv.of(header, out -> out.printRecords(rows));
  }

  /** Regret at targets of cost. */
  private Picture regret() {
    double[] targets = scaled(fronts.targets());
    List<String[]> rows = new ArrayList<>();
    var wins = new int[samples.size()];
    for (int t = 0; t < targets.length; t++) {
      int target = t;
      double least =
          samples.stream()
              .mapToDouble(sample -> sample.regret(target).median())
              .filter(Double::isFinite)
              .min()
              .orElse(Double.NaN);
      for (int s = 0; s < wins.length; s++) {
        if (samples.get(s).regret(t).median() == least) wins[s]++;
      }
    }
    var dataset =
        lines(
            targets,
            s ->
                Text.format(
                    "%s, best at %d of %d", samples.get(s).searcher(), wins[s], targets.length),
            Fronts.Sample::regret,
            rows);
    var y = ChartStyle.axis(new LinearAxis(), "regret, points");
    double[] regrets =
        samples.stream().flatMapToDouble(sample -> regrets(sample, targets.length)).toArray();
    Span span =
        Span.of(DoubleStream.concat(DoubleStream.of(0), Arrays.stream(regrets)).toArray())
            .from(Arrays.stream(regrets).min().orElse(0)); // whoever wins is on the picture
    y.setRange(span.low(), span.high());
    y.setInverted(true);
    LabelledPlot plot =
        plot(dataset, costAxis(targets[0]), y, 0, Arrays.stream(wins).asDoubleStream().toArray());
    String title = name + ": who wins at which cost";
    String small =
        small("points below the best network that costs no more, up is better", "medians of ");
    var said = new StringJoiner("; ");
    for (int s = 0; s < wins.length; s++) {
      said.add(Text.format("%s has the least at %d", samples.get(s).searcher(), wins[s]));
    }
    List<String> notes =
        new ArrayList<>(
            List.of(
                "Of a run's front the network with the greatest reward that costs no more counts.",
                "A line begins at the first target at which half of the runs have a network."));
    String beyond =
        samples.stream()
            .filter(s -> regrets(s, targets.length).anyMatch(regret -> regret > span.high()))
            .map(
                s ->
                    Text.format(
                        "%s (up to %s)",
                        s.searcher(),
                        Decimals.decimals(regrets(s, targets.length).max().orElseThrow(), 2)))
            .collect(Collectors.joining(", "));
    if (!beyond.isEmpty()) notes.add("Beyond the axis go " + beyond + ".");
    return new Picture(
        "front-regret-" + name,
        Text.format(
            "%s. Regret at %d targets of %s, %s: %s.",
            title, targets.length, costLabel(), small, said),
        notes,
        ChartStyle.chart(title, small, plot),
        csv(List.of("searcher", "cost", "lower_quartile", "median", "upper_quartile"), rows));
  }

  private static DoubleStream regrets(Fronts.Sample sample, int targets) {
    return IntStream.range(0, targets)
        .mapToDouble(target -> sample.regret(target).median())
        .filter(Double::isFinite);
  }

  /** The costs at which surfaces are drawn, on the axis's scale. */
  private double[] costs() {
    var costs = new TreeSet<Double>();
    double least = fronts.truth().cheapest();
    double greatest = fronts.truth().dearest();
    for (int i = 0; i <= STEPS; i++) costs.add(least + i * (greatest - least) / STEPS);
    return costs.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The accuracy that half of the runs attain at no more than a cost: the 50 % attainment surface,
   * Fonseca, Fleming, "On the Performance Assessment and Comparison of Stochastic Multiobjective
   * Optimizers", PPSN 1996, between those of a quarter and of three quarters.
   */
  private Picture attainment() {
    double[] costs = costs();
    List<String[]> rows = new ArrayList<>();
    var dataset =
        lines(
            scaled(costs),
            s -> samples.get(s).searcher() + " " + Decimals.decimals(100 * worth[s], 1) + " %",
            (sample, i) -> sample.attained(costs[i]),
            rows);
    var y = ChartStyle.axis(new LinearAxis(), "test accuracy, %");
    double best = fronts.truth().accuracy(fronts.truth().dearest());
    // At the targets: before the first of them a few points would squeeze all others.
    double least =
        Span.of(
                Stream.concat(
                        Stream.<DoubleUnaryOperator>of(fronts.truth()::accuracy),
                        samples.stream()
                            .<DoubleUnaryOperator>map(s -> cost -> s.attained(cost).median()))
                    .flatMapToDouble(line -> Arrays.stream(fronts.targets()).map(line))
                    .filter(Double::isFinite)
                    .toArray())
            .low();
    double height = Math.max(best - least, 0.2);
    y.setRange(least - 0.05 * height, best + 0.08 * height);
    LabelledPlot plot = plot(dataset, costAxis(costs[0] / scale.of()), y, band(), worth);
    String truth = FrontSentence.truth(provenance);
    var optimal = new XYSeries(truth);
    Arrays.stream(fronts.truth().points())
        .mapToDouble(point -> point[0])
        .distinct()
        .forEach(cost -> optimal.add(cost / scale.of(), fronts.truth().accuracy(cost)));
    plot.setDataset(1, new XYSeriesCollection(optimal));
    var line = new XYStepRenderer();
    line.setSeriesPaint(0, ChartStyle.INK);
    line.setSeriesStroke(0, new BasicStroke(1.6f));
    line.setLegendLine(ChartStyle.LEGEND_LINE);
    plot.setRenderer(1, line);
    var legend = plot.getFixedLegendItems();
    legend.add(line.getLegendItem(1, 0));
    plot.setFixedLegendItems(legend);
    for (double target : fronts.targets()) {
      plot.addDomainMarker(
          new ValueMarker(target / scale.of(), ChartStyle.ADMITTED, new BasicStroke(1f)),
          Layer.BACKGROUND);
    }
    String title = against();
    String small = small("attained at no more than a cost", MEDIANS);
    for (double[] point : fronts.truth().points()) {
      String accuracy = Decimals.decimals(point[point.length - 1], 4);
      rows.add(
          new String[] {
            truth, Decimals.decimals(point[0] / scale.of(), 4), accuracy, accuracy, accuracy
          });
    }
    return new Picture(
        "attainment-" + name,
        Text.format(
            "%s, %s. Share of the hypervolume of the %s: %s.", title, small, truth, shares()),
        List.of(
            Text.format(
                "The black line is the %s: nothing lies above it. Behind the names, the mean share"
                    + " of its hypervolume; blue lines are the targets of cost.",
                truth)),
        ChartStyle.chart(title, small, plot),
        csv(List.of("searcher", "cost", "lower_quartile", "median", "upper_quartile"), rows));
  }

  private String shares() {
    var said = new StringJoiner("; ");
    samples.stream()
        .sorted(Comparator.comparingDouble(s -> -s.summary(FrontRun::hypervolume).mean()))
        .forEach(
            s ->
                said.add(
                    Text.format(
                        "%s %s %%",
                        s.searcher(),
                        Decimals.decimals(100 * s.summary(FrontRun::hypervolume).mean(), 2))));
    return said.toString();
  }

  /** Hypervolume against what is spent. */
  private Picture hypervolume() {
    double[] moments = fronts.moments();
    List<String[]> rows = new ArrayList<>();
    var dataset =
        lines(
            moments,
            s -> samples.get(s).searcher() + " " + Decimals.decimals(100 * worth[s], 1) + " %",
            (sample, i) -> missing(sample.onTheWay(i)),
            rows);
    Effort effort = Effort.of(fronts.protocol().budget());
    var x = ChartStyle.axis(new DecadeAxis(), effort.unit());
    double start = moments[0];
    double end = moments[moments.length - 1];
    x.setRange(start == end ? start / 2 : start, start == end ? end * 2 : end);
    double least = Double.POSITIVE_INFINITY;
    double most = FLOOR;
    for (int i = 0; i < dataset.getSeriesCount(); i++) {
      for (int k = 0; k < moments.length; k++) most = Math.max(most, dataset.getYValue(i, k));
      least = Math.min(least, dataset.getStartYValue(i, moments.length - 1));
    }
    boolean floored = least <= FLOOR;
    String label = "missing hypervolume, %";
    var y = ChartStyle.axis(floored ? new DecadeAxis(FLOOR) : new DecadeAxis(), label);
    y.setRange(least / 1.2, Math.max(most * 1.2, 10 * least));
    LabelledPlot plot = plot(dataset, x, y, band(), worth);
    String truth = FrontSentence.truth(provenance);
    String title = name + ": hypervolume that is missing";
    String small = small("to the " + truth + ", down is better", MEDIANS);
    return new Picture(
        "hypervolume-" + name,
        Text.format(
            "%s over %s, %s. At the end, on average: %s.", title, effort.unit(), small, shares()),
        List.of("Behind the names, the mean share that is there at the budget."),
        ChartStyle.chart(title, small, plot),
        csv(
            List.of(
                "searcher",
                effort == Effort.SECONDS ? "seconds" : "evaluations",
                "lower_quartile",
                "median",
                "upper_quartile"),
            rows));
  }

  private static Quartiles missing(Quartiles share) {
    return new Quartiles(missing(share.upper()), missing(share.median()), missing(share.lower()));
  }

  private static double missing(double share) {
    return Math.max(100 * (1 - share), FLOOR);
  }

  private float band() {
    return SmallPrint.single(provenance) ? 0 : BAND;
  }
}
