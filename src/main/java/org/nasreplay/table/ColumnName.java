package org.nasreplay.table;

import java.util.Comparator;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * What a column of a file is called, in what unit its values are, and which values can be right.
 */
public sealed interface ColumnName permits ColumnKey, CostKey {
  /** Results in their order, then costs in theirs. */
  Comparator<ColumnName> ORDER =
      (one, other) -> {
        if (one instanceof ColumnKey a && other instanceof ColumnKey b) return a.compareTo(b);
        if (one instanceof CostKey a && other instanceof CostKey b) return a.compareTo(b);
        return one instanceof ColumnKey ? -1 : 1;
      };

  /** The unit's name. */
  String unitLabel();

  /** Whether {@code value} can be right: in range, or NaN for a missing value. */
  boolean admits(double value);

  /** Why {@link #admits} does not admit {@code value}: the value, this column and the range. */
  String refusal(double value);

  /**
   * The name that {@code toString} writes as {@code text}.
   *
   * @throws InputException where it is of neither form
   */
  static ColumnName parse(String text) {
    if (text.indexOf('/') >= 0) return ColumnKey.parse(text);
    if (CostKey.FORM.matcher(text).matches()) return CostKey.parse(text);
    throw new InputException(
        Text.format(
            "column name (%s) is not of the form dataset/epochs/metric/seed, nor a cost with its"
                + " unit like pixel2 [ms]",
            Text.excerpt(text)));
  }
}
