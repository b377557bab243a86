package org.nasreplay.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A mistake in what the user gave: a file, a name, a number. It is shown as one line, without a
 * stack trace: where it is, the offending value, and what was expected.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Letters that are shown: a path, a value and all the names that it could have been. */
  private static final int LONGEST = 3_000;

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
    super(line(place.isEmpty() ? reason : place + ": " + reason));
    this.place = place;
    this.reason = line(reason);
  }

  public InputException(String reason, Throwable cause) {
    this("", reason, cause);
  }

  public InputException(String place, String reason, Throwable cause) {
    this(place, reason);
    initCause(cause);
  }

  /** What the environment did to {@code file}, in a line: no space, no permission, no such file. */
  public static InputException of(Path file, IOException e) {
    boolean named = e instanceof FileSystemException system && system.getFile() != null;
    String place = named ? ((FileSystemException) e).getFile() : file.toString();
    return new InputException(place, reason(e), e);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) return "no such file or folder";
    if (e instanceof AccessDeniedException) return "no permission";
    if (e instanceof FileAlreadyExistsException) return "a file is in the way";
    if (e instanceof DirectoryNotEmptyException) return "a folder is in the way";
    if (e instanceof NotDirectoryException) return "not a folder";
    String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return said == null || said.isBlank() ? "cannot be read or written" : lowerCased(said);
  }

  /** The system's own words, as the middle of a line. */
  private static String lowerCased(String said) {
    String line = said.lines().findFirst().orElse("");
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }

  /**
   * Whatever a file holds, what is said of it is one line that a terminal shows, and not a page.
   */
  private static String line(String said) {
    String line = Text.printable(String.join(" ", said.lines().toList()));
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
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
