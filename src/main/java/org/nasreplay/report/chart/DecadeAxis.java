package org.nasreplay.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis with ticks at 1, 2 and 5 of every decade, written out where there is room. It
 * may have a floor, which stands for itself and for all that is less.
 */
public final class DecadeAxis extends LogAxis {
  private static final long serialVersionUID = 1L;

  /** A letter along the axis is as wide as so many lines are high; half a one is left between. */
  private static final double LETTER = 0.58;

  /** Of the ends; 2 and 5, or 5 and 10, may lie between them. */
  private static final double LEAST_RATIO = 5;

  private final double floor;

  public DecadeAxis() {
    this(0);
  }

  /**
   * @param floor a power of ten; 0 for none
   */
  DecadeAxis(double floor) {
    this.floor = floor;
  }

  /** Spans all between two values and a little more, and enough for a tick or two. */
  public void cover(double least, double greatest) {
    if (!(least > 0)) throw new IllegalArgumentException("no logarithm of " + least);
    double ratio = greatest / least;
    double margin = Math.max(Math.max(Math.pow(ratio, 0.05), 1.1), Math.sqrt(LEAST_RATIO / ratio));
    setRange(least / margin, greatest * margin);
  }

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
    int letters = ChartStyle.numbers().format(getRange().getUpperBound()).length();
    return ticks(TextAnchor.TOP_CENTER, dataArea.getWidth() / (LETTER * (letters + 0.5)));
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
    return ticks(TextAnchor.CENTER_RIGHT, dataArea.getHeight());
  }

  /**
   * @param room along the axis, over how many lines of text a number there takes
   */
  private List<NumberTick> ticks(TextAnchor anchor, double room) {
    List<NumberTick> ticks = new ArrayList<>();
    double least = getRange().getLowerBound();
    double greatest = getRange().getUpperBound();
    // From 1 to 2 is the closest that two numbers come.
    double closest = room * Math.log10(2) / Math.log10(greatest / least);
    boolean all = closest > getTickLabelFont().getSize();
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (; decade <= greatest; decade *= 10) {
      for (int leading : new int[] {1, 2, 5}) {
        double value = decade * leading;
        if (value < least || value > greatest) continue;
        String number = all || leading == 1 ? ChartStyle.numbers().format(value) : "";
        if (leading == 1 && Math.abs(value / floor - 1) < 1e-9) number = "≤ " + number;
        ticks.add(new NumberTick(value, number, anchor, TextAnchor.CENTER, 0));
      }
    }
    return ticks;
  }
}
