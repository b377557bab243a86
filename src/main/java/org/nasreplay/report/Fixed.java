package org.nasreplay.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text with a fixed number of decimals: the same everywhere, in every locale. */
final class Fixed {
  private Fixed() {}

  /** Rounded half to even; empty for NaN. */
  static String decimals(double value, int decimals) {
    if (Double.isNaN(value)) return "";
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Rounded to a whole number, in groups of three: 20,000; empty for NaN. */
  static String grouped(double value) {
    var text = new StringBuilder(decimals(value, 0));
    int first = value < 0 ? 1 : 0;
    for (int i = text.length() - 3; i > first; i -= 3) text.insert(i, ',');
    return text.toString();
  }
}
