package org.nasreplay.io;

import java.math.BigDecimal;

/**
 * What a record's constructor expects of a value that a user may have written. The reason starts
 * with the key, by which {@link Records} finds the line.
 */
public final class Expect {
  private Expect() {}

  /**
   * Where {@code holds} is false, a mistake.
   *
   * @param key as a user writes it
   * @throws InputException with key, value and what was expected
   */
  public static void that(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new InputException(
          Text.format("%s (%s), expected %s", key, Tree.shown(written(value)), expected));
    }
  }

  /** A whole number in a range, both ends included. */
  public static void whole(String key, long value, long least, long greatest) {
    that(
        least <= value && value <= greatest,
        key,
        value,
        Text.format("a whole number from %,d to %,d", least, greatest));
  }

  /** A number in a range, both ends included; not infinite, where both are finite. */
  public static void number(String key, double value, double least, double greatest) {
    that(
        least <= value && value <= greatest,
        key,
        value,
        Text.format("a number from %s to %s", written(least), written(greatest)));
  }

  /** One line that charts, pages and file names can hold. */
  public static void line(String key, String value, int longest) {
    that(
        !value.isBlank() && value.length() <= longest && value.equals(Text.printable(value)),
        key,
        value,
        Text.format("one line of 1 to %,d printable characters", longest));
  }

  /** A name that files and columns can have. */
  public static void name(String key, String value) {
    that(
        value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
        key,
        value,
        "1 to 100 of a-z, A-Z, 0-9, dots, hyphens and _, a letter or digit first");
  }

  /** Doubles as people write them: 0.000001 and 1000000, not 1.0E-6. */
  private static String written(Object value) {
    return value instanceof Double d && Double.isFinite(d)
        ? BigDecimal.valueOf(d).stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
