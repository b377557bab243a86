package org.nasreplay.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at 1, 2 and 5 of every decade, written out. */
final class DecadeAxis extends LogAxis {
  private static final long serialVersionUID = 1L;

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
    return ticks(TextAnchor.TOP_CENTER);
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
    return ticks(TextAnchor.CENTER_RIGHT);
  }

  private List<NumberTick> ticks(TextAnchor anchor) {
    List<NumberTick> ticks = new ArrayList<>();
    double least = getRange().getLowerBound();
    double greatest = getRange().getUpperBound();
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (; decade <= greatest; decade *= 10) {
      for (int leading : new int[] {1, 2, 5}) {
        double value = decade * leading;
        if (value < least || value > greatest) continue;
        ticks.add(
            new NumberTick(value, Style.numbers().format(value), anchor, TextAnchor.CENTER, 0));
      }
    }
    return ticks;
  }
}
