package org.nasreplay.space;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A mistake in what the user gave: a file, a name, a number. The message is one line that names the
 * place, the offending value and what was expected; it is shown as it is, without a stack trace.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, for showing to the user. */
  public String line() {
    return String.valueOf(getMessage());
  }

  /** What a value of {@code type} looks like: the names of an enum, or the type's own name. */
  public static String expected(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return constants == null
        ? type.getSimpleName()
        : Arrays.stream(constants)
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
  }
}
