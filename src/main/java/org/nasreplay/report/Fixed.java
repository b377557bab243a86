package org.nasreplay.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.Spread;

/** Numbers as text with a fixed number of decimals: the same everywhere, in every locale. */
final class Fixed {
  private Fixed() {}

  /** Rounded half to even; empty for NaN, {@code inf} where infinite. */
  static String decimals(double value, int decimals) {
    if (Double.isNaN(value)) return "";
    if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Rounded to a whole number, in groups of three: 20,000; empty for NaN. */
  static String grouped(double value) {
    if (Double.isInfinite(value)) return decimals(value, 0);
    var text = new StringBuilder(decimals(value, 0));
    int first = value < 0 ? 1 : 0;

    for (int i = text.length() - 3; i > first; i -= 3) text.insert(i, ',');
    return text.toString();
  }

  /** With a sign and two decimals; {@code none} for NaN. */
  static String signed(double value) {
    String text = decimals(value, 2);
    if (text.isEmpty()) return "none";
    return text.startsWith("-") ? "−" + text.substring(1) : "+" + text;
  }

  /** A p-value: three decimals, or that it is less. */
  static String p(double value) {
    if (Double.isNaN(value)) return "none";
    return value < 0.001 ? "< 0.001" : decimals(value, 3);
  }

  /** A p-value behind the letter: {@code = 0.012}, {@code < 0.001}. */
  static String equal(double p) {
    String text = p(p);
    return text.startsWith("<") ? text : "= " + text;
  }

  /** Mean ± deviation; {@code none} for an empty sample. */
  static String spread(Spread spread) {
    return spread(spread.mean(), spread.std());
  }

  static String spread(double mean, double std) {
    if (Double.isNaN(mean)) return "none";
    return decimals(mean, 2) + (Double.isNaN(std) ? "" : " ± " + decimals(std, 2));
  }

  /** From low to high; {@code none} for an empty sample. */
  static String interval(Bootstrap.Interval interval, int decimals) {
    return interval(interval.low(), interval.high(), decimals);
  }

  static String interval(double low, double high, int decimals) {
    if (Double.isNaN(low)) return "none";
    return decimals(low, decimals) + "–" + decimals(high, decimals);
  }
}
