package org.nasreplay.report.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

  /** Where a tick is, and a number where there is room. */
  private static final List<Double> MARKED = List.of(1.0, 2.0, 5.0);

  /** The same of a range that has fewer than enough of these. */
  private static final List<Double> FINE =
      List.of(1.0, 2.0, 5.0, 3.0, 1.5, 4.0, 7.0, 2.5, 1.2, 6.0, 8.0, 9.0);

  private static final int ENOUGH = 4;

  /** Numbers without which an axis is not understood. */
  private static final int LEAST_NUMBERS = 3;

  /** Between two numbers, in sizes of the letters. */
  private static final double GAP = 0.6;

  /** Of the ends, so that a number or two lie between them. */
  private static final double LEAST_RATIO = 2;

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
      Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
    FontMetrics metrics = graphics.getFontMetrics(getTickLabelFont());
    return ticks(TextAnchor.TOP_CENTER, area.getWidth(), metrics::stringWidth);
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
    double high = getTickLabelFont().getSize2D();
    return ticks(TextAnchor.CENTER_RIGHT, area.getHeight(), number -> high);
  }

  /**
   * @param room along the axis
   * @param length of a number along it
   */
  private List<NumberTick> ticks(TextAnchor anchor, double room, ToDoubleFunction<String> length) {
    double decade = room / Math.log10(getRange().getUpperBound() / getRange().getLowerBound());
    boolean few = values(MARKED, 1).size() < ENOUGH;
    List<NumberTick> written = numbers(values(List.of(1.0), 1), anchor);
    for (int decades = 2; !apart(written, decade, length); decades++) {
      written = numbers(values(List.of(1.0), decades), anchor);
    }
    // The same in every decade: 1, 2, 10, 100 reads like a mistake.
    for (double leading : MARKED) {
      List<NumberTick> more = with(written, numbers(values(List.of(leading), 1), anchor));
      if (apart(more, decade, length)) written = more;
    }
    // Some in one decade and some in another, where nothing else is left.
    List<Double> singly = few ? FINE : MARKED;
    if (!few && written.size() >= LEAST_NUMBERS) singly = List.of();
    for (double leading : singly) {
      for (NumberTick tick : numbers(values(List.of(leading), 1), anchor)) {
        List<NumberTick> more = with(written, List.of(tick));
        if (apart(more, decade, length)) written = more;
      }
    }
    List<NumberTick> ticks = new ArrayList<>(written);
    for (double value : values(MARKED, 1)) {
      if (written.stream().noneMatch(tick -> near(tick.getValue(), value))) {
        ticks.add(new NumberTick(value, "", anchor, TextAnchor.CENTER, 0));
      }
    }
    ticks.sort(Comparator.comparingDouble(NumberTick::getValue));
    return ticks;
  }

  /** In their order, without those that are there. */
  private static List<NumberTick> with(List<NumberTick> written, List<NumberTick> others) {
    List<NumberTick> more = new ArrayList<>(written);
    for (NumberTick tick : others) {
      if (written.stream().noneMatch(other -> near(other.getValue(), tick.getValue()))) {
        more.add(tick);
      }
    }
    more.sort(Comparator.comparingDouble(NumberTick::getValue));
    return more;
  }

  /** Those of the range, of every so many decades. */
  private List<Double> values(List<Double> leading, int decades) {
    double least = getRange().getLowerBound() * (1 - 1e-9);
    double greatest = getRange().getUpperBound() * (1 + 1e-9);
    List<Double> values = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(least));
    for (int exponent = first; exponent <= Math.log10(greatest); exponent++) {
      if (Math.floorMod(exponent, decades) != 0) continue;
      for (double digits : leading) {
        double value = digits * Math.pow(10, exponent);
        if (value >= least && value <= greatest) values.add(value);
      }
    }
    return values;
  }

  private List<NumberTick> numbers(List<Double> values, TextAnchor anchor) {
    return values.stream()
        .map(v -> new NumberTick(v, number(v), anchor, TextAnchor.CENTER, 0))
        .toList();
  }

  private String number(double value) {
    int decimals = (int) Math.max(2, 1 - Math.floor(Math.log10(value)));
    NumberFormat format = ChartStyle.numbers();
    format.setMaximumFractionDigits(decimals);
    return (near(value, floor) ? "≤ " : "") + format.format(value);
  }

  private static boolean near(double a, double b) {
    return Math.abs(a / b - 1) < 1e-9;
  }

  /** Whether there is room between all of them; one alone has it. */
  private boolean apart(List<NumberTick> ticks, double decade, ToDoubleFunction<String> length) {
    double gap = GAP * getTickLabelFont().getSize2D();
    for (int i = 1; i < ticks.size(); i++) {
      NumberTick a = ticks.get(i - 1);
      NumberTick b = ticks.get(i);
      double distance = decade * Math.log10(b.getValue() / a.getValue());
      double half = (length.applyAsDouble(a.getText()) + length.applyAsDouble(b.getText())) / 2;
      if (distance < half + gap) return false;
    }
    return true;
  }
}
