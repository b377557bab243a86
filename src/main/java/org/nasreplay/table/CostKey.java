package org.nasreplay.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.CostModel;

/**
 * What a column of costs is: {@code pixel2 [ms]}, a name and the unit that its values are in. The
 * same text heads a CSV column and names a dataset at the root of an HDF5 file.
 *
 * @param name 1 to 40 letters, digits, dots, hyphens and _, a letter or digit first
 * @param unit 1 to 20 letters, hyphens and %
 */
public record CostKey(String name, String unit) implements ColumnName, Comparable<CostKey> {
  static final Pattern FORM =
      Pattern.compile("(" + CostModel.NAMES + ") \\[(" + CostModel.UNITS + ")\\]");

  public CostKey {
    if (!FORM.matcher(name + " [" + unit + "]").matches()) {
      throw new InputException(
          Text.format(
              "cost (%s) in (%s), expected a name of letters, digits, dots, hyphens and _, and a"
                  + " unit like ms",
              Text.excerpt(name), Text.excerpt(unit)));
    }
  }

  /**
   * The cost that {@link #toString} writes as {@code text}.
   *
   * @throws InputException where it is none
   */
  public static CostKey parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InputException(
          Text.format("cost (%s), expected a name and a unit, as pixel2 [ms]", Text.excerpt(text)));
    }
    return new CostKey(form.group(1), form.group(2));
  }

  @Override
  public String unitLabel() {
    return unit;
  }

  @Override
  public boolean admits(double value) {
    return (value >= 0 && value < Double.POSITIVE_INFINITY) || Double.isNaN(value);
  }

  @Override
  public String refusal(double value) {
    return Text.format("cost %s in column %s is outside 0 to infinity", value, this);
  }

  @Override
  public int compareTo(CostKey other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return name + " [" + unit + "]";
  }
}
