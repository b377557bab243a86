package org.nasreplay.report.chart;

import java.awt.Paint;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedTarget;
import org.nasreplay.analysis.SearchCost;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.Target;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** How many trainings searchers are expected to pay for until they reach a target. */
public final class SearchCostChart {
  /** Protocols that a legend tells apart. */
  private static final int MOST_NAMED = 8;

  private SearchCostChart() {}

  /**
   * A row for each searcher, a mark for each protocol, told apart where they are few. Null where no
   * target is reached by half of anybody's runs.
   */
  public static @Nullable Picture of(
      ReplayProvenance provenance, Statistics statistics, Highlights highlights) {
    var dots = new XYSeriesCollection();
    var told = new StringJoiner("; ");
    List<List<Boolean>> filled = new ArrayList<>();
    List<String> never = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    List<String[]> rows = new ArrayList<>();
    List<String> names = highlights.along();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Protocol protocol : provenance.protocols()) {
      List<SearchCost> costs = atTheHardest(statistics, protocol);
      if (costs.isEmpty()) continue;
      Target target = costs.get(0).target().target();
      targets.add(
          Text.format(
              "%s %s %% (%s)",
              protocol.name(), Decimals.decimals(target.accuracy(), 2), target.label()));
      var series = new XYSeries(protocol.name(), false); // in the order of the searchers
      List<Boolean> mostly = new ArrayList<>();
      for (SearchCost cost : costs) {
        String searcher = cost.target().searcher();
        Double evaluations = cost.evaluations();
        FixedTarget.Reached reached = cost.target().reached();
        String successes = reached == null ? "" : Integer.toString(reached.successes());
        rows.add(
            new String[] {
              protocol.name(),
              target.label(),
              searcher,
              Integer.toString(cost.target().answers().runs()),
              successes,
              Decimals.cell(evaluations, 2)
            });
        if (evaluations == null) {
          never.add(
              Text.format(
                  "%s on %s (%s)",
                  searcher,
                  protocol.name(),
                  reached == null ? "unknown" : "0 of " + cost.target().answers().runs()));
          continue;
        }
        series.add(evaluations.doubleValue(), names.indexOf(searcher));
        mostly.add(half(cost.target()));
        told.add(
            Text.format("%s on %s %s", searcher, protocol.name(), Decimals.grouped(evaluations)));
        least = Math.min(least, evaluations);
        most = Math.max(most, evaluations);
      }
      dots.addSeries(series);
      filled.add(mostly);
    }
    if (most == 0) return null;
    var x = ChartStyle.axis(new DecadeAxis(), "trainings until the target");
    x.cover(least, most);
    var y = new NameAxis(names);
    y.setInverted(true);
    boolean many = dots.getSeriesCount() > MOST_NAMED;
    var renderer =
        new SearcherRenderer(false, true) {
          private static final long serialVersionUID = 1L;

          @Override
          public boolean getItemShapeFilled(int series, int item) {
            return filled.get(series).get(item);
          }

          @Override
          public Paint getItemPaint(int series, int item) {
            return many
                ? highlights.colour(searcher(dots, series, item))
                : super.getItemPaint(series, item);
          }

          @Override
          public Shape getItemShape(int series, int item) {
            return many ? ChartStyle.mark(0) : super.getItemShape(series, item);
          }

          @Override
          String searcher(XYDataset data, int series, int item) {
            return names.get((int) data.getYValue(series, item));
          }
        };
    ChartStyle.marks(renderer, dots.getSeriesCount());
    var plot = new LabelledPlot(dots, x, y, renderer);
    renderer.setDefaultSeriesVisibleInLegend(!many);
    String title = "Trainings until a target";
    String small =
        SmallPrint.of(
            "expected of "
                + SmallPrint.runs(provenance)
                + (many ? Text.format(", a mark for each of %d protocols", filled.size()) : ""),
            provenance,
            Origin::incumbents);
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets()));
    notes.add(
        "The targets are the hardest that half of some searcher's runs reach: "
            + String.join(", ", targets)
            + ".");
    if (filled.stream().anyMatch(series -> series.contains(false))) {
      notes.add("An open mark: fewer than half of the runs reach it, so that it is uncertain.");
    }
    if (!never.isEmpty()) notes.add("Never reached by " + String.join(", ", never) + ".");
    return new Picture(
        "search-cost",
        Text.format("%s, %s: %s.", title, small, told),
        notes,
        ChartStyle.chart(title, small, plot),
        Csv.of(
            List.of("protocol", "target", "searcher", "runs", "successes", "trainings"),
            out -> out.printRecords(rows)));
  }

  /** The costs of all searchers; none where no target is reached by half of anybody's runs. */
  private static List<SearchCost> atTheHardest(Statistics statistics, Protocol protocol) {
    List<SearchCost> own =
        statistics.costs().stream()
            .filter(cost -> cost.target().protocol().equals(protocol.name()))
            .toList();
    Target hardest = null;
    for (SearchCost cost : own) { // targets ascend
      if (half(cost.target())) hardest = cost.target().target();
    }
    Target chosen = hardest;
    return own.stream().filter(cost -> cost.target().target().equals(chosen)).toList();
  }

  private static boolean half(FixedTarget target) {
    FixedTarget.Reached reached = target.reached();
    return reached != null && 2 * reached.successes() >= target.answers().runs();
  }
}
