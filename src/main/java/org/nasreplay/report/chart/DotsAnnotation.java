package org.nasreplay.report.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** All answers of a searcher as dots: one path, in which what falls on the same place is one. */
final class DotsAnnotation extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;

  private static final float DIAMETER = 4;
  private static final float OPACITY = 0.6f;

  private final String searcher;
  private final transient Highlights highlights;
  private final transient List<double[]> points;

  /**
   * @param points places along both axes
   */
  DotsAnnotation(String searcher, Highlights highlights, List<double[]> points) {
    this.searcher = searcher;
    this.highlights = highlights;
    this.points = points;
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis x,
      ValueAxis y,
      int renderer,
      PlotRenderingInfo info) {
    Set<Point2D> drawn = new HashSet<>();
    var dots = new Path2D.Double();
    for (double[] point : points) {
      if (!x.getRange().contains(point[0]) || !y.getRange().contains(point[1])) continue;
      double left = Math.rint(x.valueToJava2D(point[0], area, RectangleEdge.BOTTOM));
      double top = Math.rint(y.valueToJava2D(point[1], area, RectangleEdge.LEFT));
      if (!drawn.add(new Point2D.Double(left, top))) continue;
      dots.moveTo(left, top);
      dots.lineTo(left, top + 0.01); // a line without a length is not drawn
    }
    if (drawn.isEmpty()) return;
    Composite opaque = graphics.getComposite();
    Highlights.tag(graphics, searcher);
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, OPACITY));
    graphics.setPaint(highlights.colour(searcher));
    graphics.setStroke(new BasicStroke(DIAMETER, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(dots);
    graphics.setComposite(opaque);
    Highlights.tag(graphics, "");
  }
}
