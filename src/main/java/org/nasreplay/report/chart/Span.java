package org.nasreplay.report.chart;

import java.util.Arrays;
import org.nasreplay.analysis.Quartiles;

/**
 * What an axis shows: all values, or, where a few lie so far away that they would squeeze the rest,
 * all but these. A chart says how many it leaves out.
 *
 * @param low below every value that is shown
 * @param high above
 */
record Span(double low, double high) {
  /** In ranges between the quartiles, Tukey's "far out": "Exploratory Data Analysis", 1977. */
  private static final double FAR_OUT = 3;

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
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    Quartiles box = Quartiles.of(sorted);
    double far = FAR_OUT * (box.upper() - box.lower());
    if (far > 0) { // otherwise nothing says what is far
      double low = box.lower() - far;
      double high = box.upper() + far;
      least = Arrays.stream(sorted).filter(value -> value >= low).min().orElse(least);
      most = Arrays.stream(sorted).filter(value -> value <= high).max().orElse(most);
    }
    double margin = least < most ? MARGIN * (most - least) : LEAST;
    return new Span(least - margin, most + margin);
  }
}
