package org.nasreplay.study;

import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.report.chart.ChartStyle;
import org.nasreplay.report.chart.DecadeAxis;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;

/** The two kinds of chart that studies are drawn as. */
final class StudyCharts {
  private StudyCharts() {}

  /**
   * A line with marks.
   *
   * @param x ascending
   * @param y NaN where there is no point, and the line has a gap
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Line(String label, double[] x, double[] y) {}

  /** A point of a line: a chart knows a gap by NaN. */
  static double point(@Nullable Double value) {
    return value == null ? Double.NaN : value;
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
    var dataset = new XYSeriesCollection();
    for (Line line : lines) {
      var series = new XYSeries(line.label());
      for (int i = 0; i < line.x().length; i++) {
        double value = line.y()[i];
        // Nothing that is not positive has a place on a logarithmic axis.
        series.add(line.x()[i], y.logarithmic() && value <= 0 ? Double.NaN : value);
      }
      dataset.addSeries(series);
    }
    var renderer = new XYLineAndShapeRenderer(true, true);
    ChartStyle.lines(renderer, lines.size());
    ChartStyle.marks(renderer, lines.size());
    renderer.setDrawSeriesLineAsPath(true);
    var plot = new XYPlot(dataset, axis(x), axis(y), renderer);
    boolean whole =
        lines.stream().flatMapToDouble(l -> Arrays.stream(l.x())).allMatch(v -> v == Math.rint(v));
    if (whole && !x.logarithmic()) {
      plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
    }
    Range domain = dataset.getDomainBounds(false);
    Range range = dataset.getRangeBounds(false);
    if (domain != null) cover(plot.getDomainAxis(), domain);
    if (range != null && !range.isNaNRange()) cover(plot.getRangeAxis(), range);
    return ChartStyle.chart(title, smallPrint, plot);
  }

  /** A little more than {@code values}, so that marks at the edge are whole. */
  private static void cover(ValueAxis axis, Range values) {
    double least = values.getLowerBound();
    double greatest = values.getUpperBound();
    if (axis instanceof DecadeAxis decades) {
      decades.cover(least, greatest);
    } else {
      double margin = Math.max((greatest - least) * 0.05, 1e-3);
      axis.setRange(least - margin, greatest + margin);
    }
  }

  private static ValueAxis axis(Scale scale) {
    if (scale.logarithmic()) return ChartStyle.axis(new DecadeAxis(), scale.label());
    return ChartStyle.axis(new NumberAxis(), scale.label());
  }

  /**
   * Values in a grid, each written into its cell; white for 0, the deepest blue for 1.
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
    var dataset = new DefaultXYZDataset();
    int cells = columns.size() * rows.size();
    var xyz = new double[3][cells];
    for (int i = 0; i < cells; i++) {
      int row = i / columns.size();
      int column = i % columns.size();
      xyz[0][i] = column;
      xyz[1][i] = row;
      xyz[2][i] = values[row][column];
    }
    dataset.addSeries("share", xyz);
    var renderer = new XYBlockRenderer();
    renderer.setPaintScale(new Blues());
    var plot =
        new XYPlot(
            dataset,
            ChartStyle.axis(new SymbolAxis("", columns.toArray(String[]::new)), columnLabel),
            ChartStyle.axis(new SymbolAxis("", rows.toArray(String[]::new)), rowLabel),
            renderer);
    for (var axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
      var symbols = (SymbolAxis) axis;
      symbols.setNumberFormatOverride(null);
      symbols.setGridBandsVisible(false);
    }
    for (int i = 0; i < cells; i++) {
      if (Double.isNaN(xyz[2][i])) continue;
      var text = new XYTextAnnotation(Decimals.decimals(xyz[2][i], 2), xyz[0][i], xyz[1][i]);
      text.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
      text.setPaint(xyz[2][i] > 0.6 ? Color.WHITE : Color.BLACK);
      plot.addAnnotation(text);
    }
    JFreeChart chart = ChartStyle.chart(title, smallPrint, plot);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    chart.removeLegend(); // every cell says its value
    return chart;
  }

  /** From white to Okabe and Ito's blue: readable in print and by everyone. */
  private static final class Blues implements PaintScale {
    @Override
    public double getLowerBound() {
      return 0;
    }

    @Override
    public double getUpperBound() {
      return 1;
    }

    @Override
    public Paint getPaint(double value) {
      if (Double.isNaN(value)) return ChartStyle.PAPER;
      double share = Math.min(1, Math.max(0, value));
      Color deep = ChartStyle.colour(0);
      return new Color(
          mixed(255, deep.getRed(), share),
          mixed(255, deep.getGreen(), share),
          mixed(255, deep.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
      return (int) Math.round(from + (to - from) * share);
    }
  }

  /** Whole numbers as the values of an axis or the labels of cells. */
  static List<String> texts(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
  }
}
