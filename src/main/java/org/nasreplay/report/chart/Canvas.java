package org.nasreplay.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Where a plot is drawn.
 *
 * @param area that the axes span
 */
record Canvas(Graphics2D graphics, Rectangle2D area, ValueAxis x, ValueAxis y) {
  /** From the picture's left edge, in points. */
  double across(double value) {
    return x.valueToJava2D(value, area, RectangleEdge.BOTTOM);
  }

  /** From the picture's upper edge, in points. */
  double down(double value) {
    return y.valueToJava2D(value, area, RectangleEdge.LEFT);
  }
}
