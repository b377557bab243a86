package org.nasreplay.report.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.ui.RectangleEdge;

/**
 * A linear axis with the finest steps of 1, 2 or 5 whose numbers keep a distance from each other.
 * Every number has the decimals of the step.
 */
final class LinearAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;

  /** Between two numbers, in sizes of the letters. */
  private static final double GAP = 1;

  private final double leastStep;

  LinearAxis() {
    this(1e-6);
  }

  /**
   * @param leastStep a power of ten; 1 for what is counted
   */
  LinearAxis(double leastStep) {
    this.leastStep = leastStep;
    setAutoRangeIncludesZero(false);
  }

  @Override
  protected void selectAutoTickUnit(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
    boolean along = RectangleEdge.isTopOrBottom(edge);
    FontMetrics metrics = graphics.getFontMetrics(getTickLabelFont());
    double gap = GAP * getTickLabelFont().getSize2D();
    double room = (along ? area.getWidth() : area.getHeight()) / getRange().getLength();
    int exponent = (int) Math.round(Math.log10(leastStep));
    for (; ; exponent++) {
      NumberFormat format = ChartStyle.numbers();
      format.setMinimumFractionDigits(Math.max(0, -exponent));
      format.setMaximumFractionDigits(Math.max(0, -exponent));
      for (int leading : new int[] {1, 2, 5}) {
        double step = leading * Math.pow(10, exponent);
        double apart = step * room;
        if (apart < gap) continue; // before millions of numbers are measured
        double most =
            along ? widest(metrics, format, step) : getTickLabelFont().getSize2D() + gap / 2;
        boolean fits = apart >= most + gap / (along ? 1 : 2);
        if (!fits && step < getRange().getLength()) continue;
        setTickUnit(new NumberTickUnit(step, format), false, false);
        return;
      }
    }
  }

  private int widest(FontMetrics metrics, NumberFormat format, double step) {
    int first = (int) Math.ceil(getRange().getLowerBound() / step);
    int last = (int) Math.floor(getRange().getUpperBound() / step);
    return IntStream.rangeClosed(first, last)
        .map(i -> metrics.stringWidth(format.format(i * step)))
        .max()
        .orElse(0);
  }
}
