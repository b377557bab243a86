package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.jfree.chart.axis.ValueAxis;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.io.Text;

/**
 * A box from quartile to quartile with whiskers, in a row of its own. What lies beyond the axis is
 * counted beside an arrow, and a box without width is a line of its colour.
 */
final class BoxAnnotation extends Drawing {
  private static final long serialVersionUID = 1L;

  private static final double MOST_HEIGHT = 34;

  /** A box that is narrower is drawn as wide: its colour is to be seen. */
  private static final double LEAST_WIDTH = 4;

  private static final double ARROW = 8;

  private static final float COUNT_SIZE = 12;

  private final String searcher;
  private final int row;
  private final transient Highlights highlights;
  private final double[] sorted;

  /**
   * @param row from 0, along the other axis
   * @param sorted ascending, one or more
   */
  BoxAnnotation(String searcher, int row, Highlights highlights, double[] sorted) {
    this.searcher = searcher;
    this.row = row;
    this.highlights = highlights;
    this.sorted = sorted;
  }

  /** The ends of the whiskers and, between them, quartiles and median. */
  static double[] five(double[] sorted) {
    Quartiles box = Quartiles.of(sorted);
    return new double[] {
      Quartiles.quantile(sorted, 0.05),
      box.lower(),
      box.median(),
      box.upper(),
      Quartiles.quantile(sorted, 0.95)
    };
  }

  @Override
  void draw(Canvas canvas) {
    Graphics2D graphics = canvas.graphics();
    ValueAxis x = canvas.x();
    double middle = canvas.down(row);
    double rowHeight = Math.abs(canvas.down(row + 1) - middle);
    double half = Math.min(MOST_HEIGHT, 0.64 * rowHeight) / 2;
    double[] five = five(sorted);
    var at = new double[five.length];
    for (int i = 0; i < five.length; i++) {
      double inside =
          Math.max(x.getRange().getLowerBound(), Math.min(five[i], x.getRange().getUpperBound()));
      at[i] = canvas.across(inside);
    }
    Highlights.tag(graphics, searcher);
    graphics.setStroke(new BasicStroke(1.2f));
    graphics.setPaint(ChartStyle.INK);
    graphics.draw(new Line2D.Double(at[0], middle, at[4], middle));
    for (int end : new int[] {0, 4}) {
      if (x.getRange().contains(five[end])) {
        graphics.draw(new Line2D.Double(at[end], middle - half / 2, at[end], middle + half / 2));
      }
    }
    boolean shown =
        five[3] >= x.getRange().getLowerBound() && five[1] <= x.getRange().getUpperBound();
    if (shown) box(graphics, at, middle, half);
    beyond(graphics, canvas.area(), x, middle);
  }

  private void box(Graphics2D graphics, double[] at, double middle, double half) {
    graphics.setPaint(highlights.colour(searcher));
    double width = at[3] - at[1];
    if (width < LEAST_WIDTH) {
      double left = (at[1] + at[3] - LEAST_WIDTH) / 2;
      graphics.fill(new Rectangle2D.Double(left, middle - half, LEAST_WIDTH, 2 * half));
      return;
    }
    var box = new Rectangle2D.Double(at[1], middle - half, width, 2 * half);
    graphics.fill(box);
    graphics.setPaint(ChartStyle.INK);
    graphics.draw(box);
    graphics.setStroke(new BasicStroke(2.2f));
    graphics.draw(new Line2D.Double(at[2], middle - half, at[2], middle + half));
  }

  /** An arrow where a whisker goes on, and how many values lie there. */
  private void beyond(Graphics2D graphics, Rectangle2D area, ValueAxis x, double middle) {
    double low = x.getRange().getLowerBound();
    double high = x.getRange().getUpperBound();
    double[] five = five(sorted);
    if (five[0] < low) {
      long below = Arrays.stream(sorted).filter(value -> value < low).count();
      count(
          graphics, Text.format("%d of %d below", below, sorted.length), area.getMinX(), middle, 1);
    }
    if (five[4] > high) {
      long above = Arrays.stream(sorted).filter(value -> value > high).count();
      count(
          graphics,
          Text.format("%d of %d above", above, sorted.length),
          area.getMaxX(),
          middle,
          -1);
    }
  }

  /** On paper of its own, as a box or a whisker may go on behind it. */
  private static void count(
      Graphics2D graphics, String count, double tip, double middle, int direction) {
    ChartStyle.Letters letters = ChartStyle.Letters.of(graphics);
    float size = Math.max(COUNT_SIZE, letters.smallest());
    graphics.setFont(letters.text().deriveFont(size));
    int wide = graphics.getFontMetrics().stringWidth(count);
    double left = direction > 0 ? tip + ARROW + 3 : tip - ARROW - 3 - wide;
    double plate = wide + ARROW + 6;
    graphics.setPaint(ChartStyle.PAPER);
    graphics.fill(
        new Rectangle2D.Double(
            direction > 0 ? tip : tip - plate, middle - size * 0.6, plate, size * 1.2));
    graphics.setPaint(ChartStyle.INK);
    graphics.fill(arrow(tip, middle, direction));
    graphics.drawString(count, (float) left, (float) (middle + size * 0.35));
  }

  private static Path2D arrow(double tip, double middle, int direction) {
    var arrow = new Path2D.Double();
    arrow.moveTo(tip, middle);
    arrow.lineTo(tip + direction * ARROW, middle - ARROW / 2);
    arrow.lineTo(tip + direction * ARROW, middle + ARROW / 2);
    arrow.closePath();
    return arrow;
  }
}
