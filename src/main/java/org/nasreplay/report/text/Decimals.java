package org.nasreplay.report.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.SampleSummary;

/** Numbers as text with a fixed number of decimals: the same everywhere, in every locale. */
public final class Decimals {
  /** What stands where there is no number. */
  public static final String NONE = "none";

  private Decimals() {}

  /** Rounded half to even; empty for NaN, {@code inf} where infinite. */
  public static String decimals(double value, int decimals) {
    if (Double.isNaN(value)) return "";
    if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** The same as a cell of a file: empty where there is no number. */
  public static String cell(@Nullable Double value, int decimals) {
    return value == null ? "" : decimals(value, decimals);
  }

  /** The same within a text. */
  public static String word(@Nullable Double value, int decimals) {
    return value == null ? NONE : decimals(value, decimals);
  }

  /** Rounded to a whole number, in groups of three: 20,000; empty for NaN. */
  public static String grouped(double value) {
    if (Double.isInfinite(value)) return decimals(value, 0);
    var text = new StringBuilder(decimals(value, 0));
    int first = value < 0 ? 1 : 0;

    for (int i = text.length() - 3; i > first; i -= 3) text.insert(i, ',');
    return text.toString();
  }

  /** With a sign and two decimals. */
  public static String signed(@Nullable Double value) {
    if (value == null) return NONE;
    String text = decimals(value, 2);
    return text.startsWith("-") ? "−" + text.substring(1) : "+" + text;
  }

  /** A p-value: three decimals, or that it is less. */
  public static String p(double value) {
    return value < 0.001 ? "< 0.001" : decimals(value, 3);
  }

  /** A p-value behind the letter: {@code = 0.012}, {@code < 0.001}. */
  public static String equal(double p) {
    String text = p(p);
    return text.startsWith("<") ? text : "= " + text;
  }

  /** Mean ± deviation; the mean alone of a sample of one, which does not deviate. */
  public static String spread(@Nullable SampleSummary spread) {
    return spread == null ? NONE : spread(spread.mean(), spread.std());
  }

  public static String spread(double mean, @Nullable Double std) {
    return decimals(mean, 2) + (std == null ? "" : " ± " + decimals(std, 2));
  }

  /** From low to high. */
  public static String interval(Bootstrap.@Nullable Interval interval, int decimals) {
    return interval == null ? NONE : interval(interval.low(), interval.high(), decimals);
  }

  public static String interval(double low, double high, int decimals) {
    return decimals(low, decimals) + "–" + decimals(high, decimals);
  }
}
