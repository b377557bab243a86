package org.nasreplay.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;

/** Lines and marks that say whose they are. */
abstract class SearcherRenderer extends DeviationRenderer {
  private static final long serialVersionUID = 1L;

  SearcherRenderer(boolean lines, boolean marks) {
    super(lines, marks);
  }

  /** Whose an item is; empty where it is nobody's. */
  abstract String searcher(XYDataset data, int series, int item);

  /** Draws what lies behind all lines and marks. */
  void behind(Canvas canvas, XYDataset data, int series, int item) {}

  @Override
  public final void drawItem(
      Graphics2D graphics,
      XYItemRendererState state,
      Rectangle2D area,
      PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis x,
      ValueAxis y,
      XYDataset data,
      int series,
      int item,
      CrosshairState crosshair,
      int pass) {
    Highlights.tag(graphics, searcher(data, series, item));
    if (pass == 0) {
      behind(new Canvas(graphics, area, x, y), data, series, item);
    } else {
      super.drawItem(graphics, state, area, info, plot, x, y, data, series, item, crosshair, pass);
    }
    Highlights.tag(graphics, "");
  }
}
