package org.nasreplay.report.chart;

import java.util.Arrays;

/**
 * What an axis shows: all values, or, where a few lie so far away that they would squeeze the rest,
 * all but these. A chart says how many it leaves out.
 *
 * @param low below every value that is shown
 * @param high above
 */
record Span(double low, double high) {
  /** Of the whole range: an emptiness as wide as that leaves too little for what is beside it. */
  private static final double GAP = 2 / 3.0;

  /** Of the values: what is beyond a gap is left out only if it is as few. */
  private static final double FEW = 1 / 3.0;

  /** Of the values, at either end: what lies further beyond the others than these are wide. */
  private static final int TENTH = 10;

  /** Of the range: more than that is not left empty for so few. */
  private static final double HALF = 0.5;

  /** On either side, of the whole. */
  private static final double MARGIN = 0.05;

  /** Around values that are all the same. */
  private static final double LEAST = 0.5;

  Span {
    if (!(low < high)) throw new IllegalArgumentException(low + " is not below " + high);
  }

  /**
   * @param values one or more, all finite
   */
  static Span of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int from = 0;
    int to = sorted.length - 1;
    for (boolean cut = true; cut; ) {
      int widest = from;
      for (int i = from; i < to; i++) {
        if (sorted[i + 1] - sorted[i] > sorted[widest + 1] - sorted[widest]) widest = i;
      }
      cut = from < to && sorted[widest + 1] - sorted[widest] > GAP * (sorted[to] - sorted[from]);
      if (cut && widest + 1 <= FEW * sorted.length) from = widest + 1;
      else if (cut && sorted.length - 1 - widest <= FEW * sorted.length) to = widest;
      else cut = false;
      if (from == to) return around(sorted[0], sorted[sorted.length - 1]); // nothing would be left
    }
    return withoutFar(Arrays.copyOfRange(sorted, from, to + 1));
  }

  /**
   * Without a gap to cut at: what is far from the middle eight tenths, if all else gains by that.
   */
  private static Span withoutFar(double[] sorted) {
    double low = sorted[sorted.length / TENTH];
    double high = sorted[sorted.length - 1 - sorted.length / TENTH];
    double width = high - low;
    double[] near =
        Arrays.stream(sorted).filter(v -> low - width <= v && v <= high + width).toArray();
    double nearRange = near[near.length - 1] - near[0];
    boolean gains = 0 < nearRange && nearRange < HALF * (sorted[sorted.length - 1] - sorted[0]);
    double[] shown = gains ? near : sorted;
    return around(shown[0], shown[shown.length - 1]);
  }

  /** This, and down to {@code least} where that was left out. */
  Span from(double least) {
    return least < low ? new Span(least - MARGIN * (high - least), high) : this;
  }

  private static Span around(double least, double most) {
    double margin = least < most ? MARGIN * (most - least) : LEAST;
    return new Span(least - margin, most + margin);
  }
}
