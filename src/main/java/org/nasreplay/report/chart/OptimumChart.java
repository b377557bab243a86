package org.nasreplay.report.chart;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.StringJoiner;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.Progress;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.Origin.Role;
import org.nasreplay.report.text.SmallPrint;

/**
 * Which share of all runs has found the best admitted network by the reward after how many
 * trainings, over all protocols that have one to find: the data profile of Moré and Wild,
 * "Benchmarking Derivative-Free Optimization Algorithms", SIAM J. Optim. 2009, in evaluations.
 */
public final class OptimumChart {
  private static final int MOMENTS = 200;

  private OptimumChart() {}

  /** Null where no protocol has an optimum to find within a number of trainings. */
  public static @Nullable Picture of(Results results, Statistics statistics) {
    List<TrainingsToOptimum> all = TrainingsToOptimum.of(results);
    if (all.isEmpty()) return null;
    ReplayProvenance provenance = results.provenance();
    List<String> names = all.stream().map(TrainingsToOptimum::protocol).distinct().toList();
    List<Protocol> protocols =
        provenance.protocols().stream().filter(p -> names.contains(p.name())).toList();
    double end = protocols.stream().mapToDouble(Progress::end).max().orElseThrow();
    double[] moments = Progress.moments(Effort.EVALUATIONS, 1, end, MOMENTS);
    var dataset = new XYSeriesCollection();
    var worth = new double[provenance.searchers().size()];
    var reached = new StringJoiner("; ");
    List<String[]> rows = new ArrayList<>();
    Highlights highlights = Highlights.of(provenance, statistics);
    for (String searcher : highlights.labels()) {
      List<TrainingsToOptimum> own =
          all.stream().filter(t -> t.searcher().equals(searcher)).toList();
      double last = percent(own, end);
      worth[dataset.getSeriesCount()] = last;
      String legend = searcher + " " + Decimals.decimals(last, 0);
      var series = new XYSeries(legend);
      dataset.addSeries(series);
      reached.add(legend);
      for (double moment : moments) {
        double percent = percent(own, moment);
        series.add(moment, percent);
        rows.add(
            new String[] {searcher, Decimals.decimals(moment, 0), Decimals.decimals(percent, 2)});
      }
    }
    var x = ChartStyle.axis(new DecadeAxis(), "trainings");
    x.setRange(1, Math.max(end, 2));
    var y = ChartStyle.axis(new LinearAxis(), "runs that found the optimum, %");
    y.setRange(0, 100);
    var plot = new LabelledPlot(dataset, x, y, new LineRenderer(highlights, 0));
    ChartStyle.legend(plot, worth, highlights.others().size());
    String title = "Trainings until the optimum";
    String small =
        SmallPrint.joined(
            names.size() == 1
                ? names.get(0) + ", " + SmallPrint.runs(provenance)
                : Text.format("%d protocols, %s each", names.size(), SmallPrint.runs(provenance)),
            Origin.together(
                protocols.stream().map(p -> Origin.note(provenance, p, EnumSet.of(Role.REWARD)))));
    return new Picture(
        "optimum",
        Text.format(
            "%s: percentage of the runs that have found the best admitted network by the reward."
                + " %s. At the end: %s.",
            title, small, reached),
        ChartStyle.chart(title, small, plot),
        Csv.of(List.of("searcher", "trainings", "found_percent"), out -> out.printRecords(rows)));
  }

  private static double percent(List<TrainingsToOptimum> own, double trainings) {
    long found = own.stream().mapToLong(t -> t.foundWithin(trainings)).sum();
    return 100.0 * found / own.stream().mapToInt(TrainingsToOptimum::runs).sum();
  }
}
