package org.nasreplay.report.chart;

import java.awt.AlphaComposite;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;

/**
 * Lines, and bands behind them where the data has intervals, that end where a value is missing and
 * begin anew behind: nothing is drawn across. A value between two missing ones, too short for a
 * line, is a dot.
 */
final class LineRenderer extends SearcherRenderer {
  private static final long serialVersionUID = 1L;

  private static final double DOT = 6;

  private final List<String> searchers;

  /**
   * A series for each searcher that is told apart or not.
   *
   * @param bandAlpha opacity of the bands, 0..1
   */
  LineRenderer(Highlights highlights, double bandAlpha) {
    super(true, false);
    searchers = highlights.labels();
    for (int i = 0; i < searchers.size(); i++) {
      String searcher = searchers.get(i);
      setSeriesPaint(i, highlights.colour(searcher));
      setSeriesFillPaint(i, highlights.colour(searcher));
      setSeriesStroke(i, highlights.stroke(searcher));
      setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    }
    setDrawSeriesLineAsPath(true); // one dash pattern, and a tenth of the bytes
    setLegendLine(ChartStyle.LEGEND_LINE);
    setAlpha((float) bandAlpha);
    setUseFillPaint(false);
  }

  @Override
  public boolean getItemShapeVisible(int series, int item) {
    XYDataset data = getPlot().getDataset(getPlot().getIndexOf(this));
    return has(data, series, item) && !has(data, series, item - 1) && !has(data, series, item + 1);
  }

  private static boolean has(XYDataset data, int series, int item) {
    return item >= 0
        && item < data.getItemCount(series)
        && !Double.isNaN(data.getYValue(series, item));
  }

  @Override
  String searcher(XYDataset data, int series, int item) {
    return searchers.get(series);
  }

  @Override
  void behind(Canvas canvas, XYDataset data, int series, int item) {
    if (item > 0 || getAlpha() == 0 || !(data instanceof IntervalXYDataset intervals)) return;
    Graphics2D graphics = canvas.graphics();
    Composite opaque = graphics.getComposite();
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, getAlpha()));
    graphics.setPaint(getItemFillPaint(series, 0));
    int count = data.getItemCount(series);
    for (int from = 0, to; from < count; from = to + 1) {
      for (to = from; has(data, series, to); ) to++;
      if (to - from < 2) continue;
      var band = new Path2D.Double();
      for (int i = from; i < to; i++) {
        double left = canvas.across(data.getXValue(series, i));
        double high = canvas.down(intervals.getEndYValue(series, i));
        if (i == from) band.moveTo(left, high);
        else band.lineTo(left, high);
      }
      for (int i = to - 1; i >= from; i--) {
        double left = canvas.across(data.getXValue(series, i));
        double low = canvas.down(intervals.getStartYValue(series, i));
        band.lineTo(left, low);
      }
      band.closePath();
      graphics.fill(band);
    }
    graphics.setComposite(opaque);
  }
}
