package org.nasreplay.io;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that reads the same in every country and on every terminal. */
public final class Text {
  /** Control characters, line breaks, halves of characters, and what turns the line around. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  /** The same, except for what a text of several lines is made of. */
  private static final Pattern UNPRINTABLE_IN_LINES =
      Pattern.compile("(?!\\r?\\n|\\t)" + UNPRINTABLE);

  private static final int EXCERPT = 120;

  private Text() {}

  /**
   * As {@link String#format}, with the digits and separators of the program and not of the country:
   * a reader of ٢٠٢٣ may be right to expect 2023, a parser always is.
   */
  @FormatMethod
  public static String format(String pattern, @Nullable Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** {@code text} on one line that a terminal shows as it is: what would act there is escaped. */
  public static String printable(String text) {
    return escaped(UNPRINTABLE, text);
  }

  /** The same, and not longer than a line should be. */
  public static String excerpt(String text) {
    return text.length() <= EXCERPT ? printable(text) : printable(text.substring(0, EXCERPT)) + "…";
  }

  /** The same of several lines: ends of lines and tabs stay. */
  public static String printableLines(String text) {
    return escaped(UNPRINTABLE_IN_LINES, text);
  }

  /** {@code argument} as a shell takes it: as it is, or in quotes. */
  public static String shellWord(String argument) {
    boolean plain = argument.matches("[A-Za-z0-9_./=:,+@%-]+");
    return plain ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }

  private static String escaped(Pattern unprintable, String text) {
    return unprintable
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(format("\\u%04x", (int) found.group().charAt(0))));
  }

  /**
   * Whether {@code text} is a sign, digits with a point, an exponent, and nothing else: Java would
   * take {@code 5d}, {@code 0x1p3} and any control character beside a number, so that a flipped bit
   * goes unnoticed.
   */
  public static boolean isNumber(String text) {
    int at = afterSign(text, 0);
    int point = afterDigits(text, at);
    int digits = point - at;
    at = point;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = afterDigits(text, at + 1);
      digits += end - at - 1;
      at = end;
    }
    if (digits == 0) return false;
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = afterSign(text, at + 1);
      at = afterDigits(text, exponent);
      if (at == exponent) return false;
    }
    return at == text.length();
  }

  private static int afterSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    return at;
  }

  /**
   * A whole file.
   *
   * @param most bytes that it may have
   * @throws InputException where it is missing, a folder, longer or not UTF-8, or cannot be read
   */
  public static String read(Path file, int most) {
    if (Files.isDirectory(file)) {
      throw new InputException(file.toString(), "is a folder, expected a file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(most + 1);
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "no such file", e);
    } catch (IOException e) {
      throw InputException.of(file, e);
    }
    if (bytes.length > most) {
      throw new InputException(file.toString(), format("is longer than %,d bytes", most));
    }
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = utf8.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      long line = 1 + text.chars().filter(c -> c == '\n').count();
      throw new InputException(file + ":" + line, "not UTF-8, as it should be");
    }
    boolean marked = text.length() > 0 && text.charAt(0) == '\uFEFF';
    return text.subSequence(marked ? 1 : 0, text.length()).toString();
  }
}
