package org.nasreplay.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;
import org.nasreplay.io.Text;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;

/**
 * A square matrix of shares or coefficients, written in percent, from vermilion over grey to blue.
 */
final class HeatMap {
  /** Neither the style's ink nor its paper, which change in the dark: blocks stay as they are. */
  private static final Color TEXT = new Color(0x11, 0x11, 0x11);

  private static final Color MIDDLE = new Color(0xf2, 0xf2, 0xf2);
  private static final Color LOW = new Color(0xee, 0x9b, 0x5c);
  private static final Color HIGH = new Color(0x62, 0xaa, 0xd8);

  /** Wide enough for its number; what few searchers leave is for their names. */
  private static final double LEAST_CELL = 28;

  /** Colours from {@code low} to {@code high}. */
  record Scale(double low, double high) implements PaintScale {
    @Override
    public double getLowerBound() {
      return low;
    }

    @Override
    public double getUpperBound() {
      return high;
    }

    @Override
    public Paint getPaint(double value) {
      double share = Math.max(-1, Math.min(1, 2 * (value - low) / (high - low) - 1));
      Color end = share < 0 ? LOW : HIGH;
      return new Color(
          mixed(MIDDLE.getRed(), end.getRed(), Math.abs(share)),
          mixed(MIDDLE.getGreen(), end.getGreen(), Math.abs(share)),
          mixed(MIDDLE.getBlue(), end.getBlue(), Math.abs(share)));
    }

    private static int mixed(int from, int to, double share) {
      return (int) Math.round(from + share * (to - from));
    }
  }

  private HeatMap() {}

  /**
   * The columns carry the rows' numbers, as names would not fit.
   *
   * @param values NaN for an empty cell
   */
  static Picture of(
      String name,
      String title,
      String smallPrint,
      List<String> notes,
      List<String> labels,
      double[][] values,
      Scale scale) {
    int size = labels.size();
    var text = new StringJoiner("; ");
    var cells = new double[3][size * size];
    var plot = new XYPlot();
    int count = 0;
    // Twelve cells side by side have room for the chart's own letters.
    Font font =
        ChartStyle.text().deriveFont(ChartStyle.text().getSize2D() * Math.min(1, 12f / size));
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double value = values[row][column];
        if (Double.isNaN(value)) continue;
        cells[0][count] = column;
        cells[1][count] = row;
        cells[2][count++] = value;
        String number = Decimals.decimals(100 * value, 0);
        var annotation = new XYTextAnnotation(number, column, row);
        annotation.setFont(font);
        annotation.setPaint(TEXT);
        plot.addAnnotation(annotation);
        if (row != column) {
          text.add(Text.format("%s, %s: %s", labels.get(row), labels.get(column), number));
        }
      }
    }
    int filled = count;
    var dataset = new DefaultXYZDataset();
    dataset.addSeries(
        title,
        Arrays.stream(cells).map(each -> Arrays.copyOf(each, filled)).toArray(double[][]::new));
    var renderer = new XYBlockRenderer();
    renderer.setPaintScale(scale);
    List<String> rows =
        IntStream.range(0, size).mapToObj(i -> labels.get(i) + "  " + (i + 1)).toList();
    List<String> columns = IntStream.rangeClosed(1, size).mapToObj(Integer::toString).toList();
    plot.setDataset(dataset);
    plot.setRenderer(renderer);
    double names = Math.max(ChartStyle.WIDTH * 0.42, ChartStyle.WIDTH - 40 - LEAST_CELL * size);
    plot.setDomainAxis(axis(columns, font));
    plot.setRangeAxis(axis(rows, ChartStyle.fitting(rows, 1, names, ChartStyle.HEIGHT - 120)));
    plot.getRangeAxis().setInverted(true);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    plot.setFixedLegendItems(new LegendItemCollection());
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    return new Picture(
        name,
        Text.format("%s, %s. %s.", title, smallPrint, text),
        notes,
        ChartStyle.chart(title, smallPrint, plot),
        Csv.of(
            List.of("row", "column", "value"),
            out -> {
              for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                  if (Double.isNaN(values[i][j])) continue;
                  out.printRecord(labels.get(i), labels.get(j), Decimals.decimals(values[i][j], 4));
                }
              }
            }));
  }

  private static SymbolAxis axis(List<String> symbols, Font font) {
    var axis = ChartStyle.axis(new SymbolAxis(null, symbols.toArray(String[]::new)), null);
    axis.setTickLabelFont(font);
    axis.setGridBandsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    axis.setRange(-0.5, symbols.size() - 0.5);
    return axis;
  }
}
