package org.nasreplay.io;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text that reads the same in every country, and that does nothing to the terminal it is shown on.
 */
public final class Text {
  /** Control characters, line separators, and what turns the direction of writing. */
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

  private static final int EXCERPT = 120;

  private Text() {}

  /**
   * As {@link String#format}, with the digits and separators of the program and not of the country:
   * a reader of ٢٠٢٣ may be right to expect 2023, a parser always is.
   */
  public static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** {@code text} from a file, with what could steer a terminal as its number: {@code \u001b}. */
  public static String printable(String text) {
    return STEERING
        .matcher(text)
        .replaceAll(steering -> format("\\\\u%04x", (int) steering.group().charAt(0)));
  }

  /** The same, and not longer than a line should be. */
  public static String excerpt(String text) {
    return text.length() <= EXCERPT ? printable(text) : printable(text.substring(0, EXCERPT)) + "…";
  }
}
