package org.nasreplay.table;

/**
 * What a column of a file is called, in what unit its values are, and which values can be right.
 */
public sealed interface ColumnName permits ColumnKey, CostKey {
  /** The unit's name. */
  String unitLabel();

  /** Whether {@code value} can be right: in range, or NaN for a missing value. */
  boolean admits(double value);

  /** Why {@link #admits} does not admit {@code value}: the value, this column and the range. */
  String refusal(double value);

  /**
   * The name that {@code toString} writes as {@code text}.
   *
   * @throws org.nasreplay.io.InputException where it is of neither form
   */
  static ColumnName parse(String text) {
    return text.indexOf('/') < 0 && CostKey.FORM.matcher(text).matches()
        ? CostKey.parse(text)
        : ColumnKey.parse(text);
  }
}
