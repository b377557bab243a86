package org.nasreplay.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** What no renderer of the library draws: it lies above the axes of a plot. */
abstract class Drawing extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;

  abstract void draw(Canvas canvas);

  @Override
  public final void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis x,
      ValueAxis y,
      int renderer,
      PlotRenderingInfo info) {
    draw(new Canvas(graphics, area, x, y));
    Highlights.tag(graphics, "");
  }
}
