package org.nasreplay.study;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.Range;
import org.jfree.data.general.DatasetUtils;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.report.chart.ChartStyle;
import org.nasreplay.report.chart.DecadeAxis;
import org.nasreplay.report.chart.HeatMap;
import org.nasreplay.report.chart.LabelledPlot;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;

/** The two kinds of chart that studies are drawn as. */
final class StudyCharts {
  private StudyCharts() {}

  /**
   * A line with marks.
   *
   * @param look which colour and mark it has: the same where it means the same
   * @param x ascending
   * @param y NaN where there is no point, and the line has a gap
   * @param low end of an interval around a point; NaN where there is none
   * @param high the other
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Line(String label, int look, double[] x, double[] y, double[] low, double[] high) {
    Line(String label, int look, double[] x, double[] y) {
      this(label, look, x, y, y, y);
    }

    static Line kept(int keep, double[] x, double[] y) {
      return kept(keep, x, y, y, y);
    }

    /** Of LayerNAS with {@code keep} candidates, in whichever chart. */
    static Line kept(int keep, double[] x, double[] y, double[] low, double[] high) {
      int look = KEPT.indexOf(keep);
      return new Line("k = " + keep, look < 0 ? KEPT.size() : look, x, y, low, high);
    }
  }

  /** Candidates kept that have a colour each; other numbers share one. */
  private static final List<Integer> KEPT = List.of(1, 2, 3, 5, 10, 20, 50);

  /** A point of a line: a chart knows a gap by NaN. */
  static double point(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  /** From where to where numbers lie, in words. */
  static String spread(DoubleSummaryStatistics numbers, int decimals) {
    if (numbers.getCount() == 0) return "unknown";
    String least = Decimals.decimals(numbers.getMin(), decimals);
    String most = Decimals.decimals(numbers.getMax(), decimals);
    return least.equals(most) ? least : least + " to " + most;
  }

  /** What an axis says and how it counts. */
  record Scale(String label, boolean logarithmic) {
    static Scale linear(String label) {
      return new Scale(label, false);
    }

    static Scale logarithmic(String label) {
      return new Scale(label, true);
    }
  }

  /** The numbers behind {@link #lines}. */
  static String csv(String x, String y, List<Line> lines) {
    return Csv.of(
        List.of("series", x, y),
        out -> {
          for (Line line : lines) {
            for (int i = 0; i < line.x().length; i++) {
              out.printRecord(
                  line.label(),
                  Decimals.decimals(line.x()[i], 0),
                  Decimals.decimals(line.y()[i], 4));
            }
          }
        });
  }

  static JFreeChart lines(String title, String smallPrint, Scale x, Scale y, List<Line> lines) {
    var dataset = new XYIntervalSeriesCollection();
    boolean intervals = false;
    for (Line line : lines) {
      var series = new XYIntervalSeries(line.label());
      for (int i = 0; i < line.x().length; i++) {
        double at = line.x()[i];
        double value = placed(y, line.y()[i]);
        boolean around = line.low()[i] < line.high()[i];
        intervals |= around;
        // Lines, unlike intervals, may not begin where a logarithmic axis has no place.
        double low = around ? placed(y, line.low()[i]) : value;
        series.add(
            at, at, at, value, Double.isNaN(low) ? value : low, around ? line.high()[i] : value);
      }
      dataset.addSeries(series);
    }
    var renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(true);
    renderer.setDrawXError(false);
    renderer.setDrawYError(intervals);
    renderer.setErrorStroke(new BasicStroke(1.4f));
    for (int i = 0; i < lines.size(); i++) ChartStyle.series(renderer, i, lines.get(i).look());
    var plot = new LabelledPlot(dataset, axis(x, xs(lines)), axis(y, new double[0]), renderer);
    cover(plot.getDomainAxis(), DatasetUtils.findDomainBounds(dataset, false));
    cover(plot.getRangeAxis(), DatasetUtils.findRangeBounds(dataset, intervals));
    return ChartStyle.chart(title, smallPrint, plot);
  }

  private static double[] xs(List<Line> lines) {
    return lines.stream().flatMapToDouble(line -> Arrays.stream(line.x())).toArray();
  }

  /** Nothing that is not positive has a place on a logarithmic axis. */
  private static double placed(Scale y, double value) {
    return y.logarithmic() && value <= 0 ? Double.NaN : value;
  }

  /** A little more than {@code values}, so that marks at the edge are whole. */
  private static void cover(ValueAxis axis, @Nullable Range values) {
    if (values == null || values.isNaNRange()) return;
    double least = values.getLowerBound();
    double greatest = values.getUpperBound();
    if (axis instanceof DecadeAxis decades) {
      decades.cover(least, greatest);
    } else {
      double margin = Math.max((greatest - least) * 0.05, 1e-3);
      axis.setRange(least - margin, greatest + margin);
    }
  }

  /**
   * @param values along it; where all are whole, so are the numbers
   */
  private static ValueAxis axis(Scale scale, double[] values) {
    if (scale.logarithmic()) return ChartStyle.axis(new DecadeAxis(), scale.label());
    boolean whole = values.length > 0 && Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    return ChartStyle.axis(ChartStyle.linear(whole), scale.label());
  }

  /**
   * Shares in a grid, each written into its cell; the deepest blue for 1.
   *
   * @param columns what the values of a row belong to
   * @param values by row, 0..1; NaN leaves a cell empty
   */
  static JFreeChart heatMap(
      String title,
      String smallPrint,
      String columnLabel,
      List<String> columns,
      String rowLabel,
      List<String> rows,
      double[][] values) {
    return HeatMap.of(
        title,
        smallPrint,
        rows,
        rowLabel,
        columns,
        columnLabel,
        values,
        share -> Decimals.decimals(share, 2),
        new HeatMap.Scale(0, 0, 1));
  }

  /** Whole numbers as the values of an axis or the labels of cells. */
  static List<String> texts(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
  }
}
