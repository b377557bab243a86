package org.nasreplay.io;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text that reads the same in every country: no default locale enters it. */
public final class Text {
  private Text() {}

  /**
   * As {@link String#format}, with the digits and separators of the program and not of the country:
   * a reader of ٢٠٢٣ may be right to expect 2023, a parser always is.
   */
  @FormatMethod
  public static String format(String pattern, @Nullable Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
