package org.nasreplay.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Sweeps;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.SmallPrint;

/** Regret against each setting of a sweep: the mean over all others, and the best. */
public final class SettingsChart {
  /** Values that stand beside each other. */
  private static final int MOST_VALUES = 24;

  private static final String MEAN = "mean of all combinations";
  private static final String BEST = "best of them";

  private SettingsChart() {}

  /** One for each sweep of which anything is known. */
  public static List<Picture> of(ReplayProvenance provenance, Sweeps sweeps, Protocol protocol) {
    List<Picture> pictures = new ArrayList<>();
    List<String> names = sweeps.effects().stream().map(Sweeps.Effect::sweep).distinct().toList();
    for (int i = 0; i < names.size(); i++) {
      String sweep = names.get(i);
      List<Sweeps.Effect> own =
          sweeps.effects().stream()
              .filter(each -> each.protocol().equals(protocol.name()))
              .filter(each -> each.sweep().equals(sweep))
              .toList();
      if (own.stream().allMatch(each -> each.regret() == null)) continue;
      String name = names.size() == 1 ? "settings" : "settings-" + (i + 1);
      pictures.add(of(name + "-" + protocol.name(), provenance, protocol, sweep, own));
    }
    return pictures;
  }

  private static Picture of(
      String name,
      ReplayProvenance provenance,
      Protocol protocol,
      String sweep,
      List<Sweeps.Effect> effects) {
    List<Sweeps.Effect> shown = shown(effects);
    var data = new YIntervalSeriesCollection();
    var best = new YIntervalSeries(BEST);
    var told = new StringJoiner("; ");
    List<String> values = new ArrayList<>();
    YIntervalSeries mean = new YIntervalSeries(MEAN);
    String setting = "";
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Sweeps.Effect each : shown) {
      if (!each.setting().equals(setting)) { // a line of its own
        mean = new YIntervalSeries(data.getSeriesCount() == 0 ? MEAN : MEAN + each.setting());
        data.addSeries(mean);
        setting = each.setting();
      }
      int x = values.size();
      values.add(each.setting() + "=" + each.value());
      Double regret = each.regret();
      FixedBudget leader = each.best();
      if (regret == null || leader == null || leader.regret() == null) continue;
      Bootstrap.Interval interval = each.regretInterval();
      double from = interval == null ? regret : interval.low();
      double to = interval == null ? regret : interval.high();
      mean.add(x, regret, from, to);
      best.add(x, leader.regret(), leader.regret(), leader.regret());
      low = Math.min(low, Math.min(from, leader.regret()));
      high = Math.max(high, to);
      told.add(
          Text.format(
              "%s=%s %s, best %s",
              each.setting(),
              each.value(),
              Decimals.decimals(regret, 2),
              Decimals.decimals(leader.regret(), 2)));
    }
    int lines = data.getSeriesCount();
    data.addSeries(best);
    var renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    for (int i = 0; i < lines; i++) {
      ChartStyle.series(renderer, i, 0);
      renderer.setSeriesLinesVisible(i, true);
      renderer.setSeriesVisibleInLegend(i, i == 0);
    }
    ChartStyle.series(renderer, lines, 1);
    renderer.setSeriesLinesVisible(lines, false);
    renderer.setDrawSeriesLineAsPath(false); // which would leave the intervals out
    var y = ChartStyle.axis(new LinearAxis(), "regret, points");
    Span span = Span.of(new double[] {low, high});
    y.setRange(Math.max(0, span.low()), span.high());
    var plot = new LabelledPlot(data, new NameAxis(values), y, renderer);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    String title = Text.format("%s: settings of %s", protocol.name(), sweep);
    String small =
        SmallPrint.incumbents(
            "of 1 run, lower is better",
            "lower is better; 95 % intervals, " + SmallPrint.runs(provenance),
            provenance,
            protocol);
    return new Picture(
        name,
        Text.format("%s: %s. Mean regret: %s.", title, small, told),
        shown.size() == effects.size()
            ? List.of()
            : List.of(
                "More values than fit beside each other: the others are in the table and in the"
                    + " numbers of the chart."),
        ChartStyle.chart(title, small, plot),
        Csv.of(
            List.of("setting", "value", "regret", "regret_low", "regret_high", "best_regret"),
            out -> {
              for (Sweeps.Effect each : effects) out.printRecord(row(each));
            }));
  }

  private static Object[] row(Sweeps.Effect each) {
    Bootstrap.Interval interval = each.regretInterval();
    FixedBudget best = each.best();
    return new Object[] {
      each.setting(),
      each.value(),
      Decimals.cell(each.regret(), 4),
      interval == null ? "" : Decimals.decimals(interval.low(), 4),
      interval == null ? "" : Decimals.decimals(interval.high(), 4),
      best == null ? "" : Decimals.cell(best.regret(), 4)
    };
  }

  /** All, or of every setting as many values at even distances that they fit together. */
  private static List<Sweeps.Effect> shown(List<Sweeps.Effect> effects) {
    if (effects.size() <= MOST_VALUES) return effects;
    List<String> settings =
        effects.stream().map(Sweeps.Effect::setting).distinct().limit(MOST_VALUES / 2).toList();
    int most = MOST_VALUES / settings.size();
    List<Sweeps.Effect> shown = new ArrayList<>();
    for (String setting : settings) {
      List<Sweeps.Effect> own =
          effects.stream().filter(each -> each.setting().equals(setting)).toList();
      int step = (own.size() + most - 1) / most;
      for (int i = 0; i < own.size(); i += step) shown.add(own.get(i));
    }
    return shown;
  }
}
