package org.nasreplay.report.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All answers of a searcher as dots: one path, in which what falls on the same place is one. */
final class DotsAnnotation extends Drawing {
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
  void draw(Canvas canvas) {
    Graphics2D graphics = canvas.graphics();
    Set<Point2D> drawn = new HashSet<>();
    var dots = new Path2D.Double();
    for (double[] point : points) {
      if (!canvas.x().getRange().contains(point[0]) || !canvas.y().getRange().contains(point[1]))
        continue;
      double left = Math.rint(canvas.across(point[0]));
      double top = Math.rint(canvas.down(point[1]));
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
  }
}
