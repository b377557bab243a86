package org.nasreplay.io;

/**
 * A mistake in what the user gave: a file, a name, a number. It is shown as one line, without a
 * stack trace: where it is, the offending value, and what was expected.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  /**
   * A mistake whose place is said by whoever knows it, see {@link #in}.
   *
   * @param reason the value and what was expected
   */
  public InputException(String reason) {
    this("", reason);
  }

  /**
   * A mistake.
   *
   * @param place a file, with the line or the column where it is known, as in {@code a.csv:12};
   *     empty where nobody knows
   * @param reason the value and what was expected
   */
  public InputException(String place, String reason) {
    super(place.isEmpty() ? reason : place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  public InputException(String reason, Throwable cause) {
    this("", reason, cause);
  }

  public InputException(String place, String reason, Throwable cause) {
    this(place, reason);
    initCause(cause);
  }

  /** The same mistake at {@code place}; itself where the place is known already. */
  public InputException in(Object place) {
    return this.place.isEmpty() ? new InputException(place.toString(), reason, this) : this;
  }

  /** Empty where nobody has said it. */
  public String place() {
    return place;
  }

  /** The value and what was expected. */
  public String reason() {
    return reason;
  }

  /** Place and reason, for showing to the user. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
