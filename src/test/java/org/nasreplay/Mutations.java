package org.nasreplay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.nasreplay.io.Text;

/** Damage to a file: the same for the same seed and number, whatever was damaged before. */
public final class Mutations {
  /** What people, programs and enemies put where a number or a name should be. */
  private static final List<String> WORDS =
      List.of(
          "",
          "0",
          "-0",
          "-1",
          "00",
          "1e400",
          "-1e400",
          "1e-400",
          "1e",
          "1.5",
          "99999999999999999999",
          "9223372036854775807",
          "-9223372036854775808",
          "2147483648",
          "NaN",
          "-Infinity",
          "0x1p3",
          "5d",
          "٣",
          "null",
          "~",
          "true",
          "\"",
          "'",
          "\\",
          "\\u0000",
          "\\ud800",
          ",",
          ":",
          "\t",
          "\n",
          "\r",
          "\r\n\r\n",
          "\u0000",
          "\u001b[31m",
          "\u2028",
          "\uFEFF",
          "\u202e",
          "../../x",
          "/etc/passwd",
          "a\u0000b",
          "<script>alert(1)</script>",
          "=1+1",
          "%s%n",
          "$1\\1",
          "*a",
          "&a [*a]",
          "!!java.net.URL [x]",
          "<<: ",
          "- ",
          "? ",
          "|\n ",
          "{}",
          "[]",
          "[".repeat(5_000),
          "{\"a\":".repeat(5_000),
          "- ".repeat(5_000),
          "a: {".repeat(5_000),
          "(".repeat(5_000),
          "9".repeat(20_000),
          "x".repeat(300),
          "x".repeat(100_000),
          "\n".repeat(5_000),
          ",".repeat(5_000));

  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    0x7f,
    0xff,
    0x7fff,
    0xffff,
    0x7fffffff,
    0x80000000L,
    1L << 20,
    1L << 32,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** Structure is mostly at the ends of a file. */
  private static final int END = 600;

  private final long seed;

  public Mutations(long seed) {
    this.seed = seed;
  }

  /**
   * A damaged file.
   *
   * @param bytes it holds now
   * @param edits that made it so, in words
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Mutation(byte[] bytes, List<String> edits) {}

  /** The {@code number}-th damage to {@code whole}: one to three edits. */
  public Mutation of(byte[] whole, long number) {
    var random = new SplittableRandom(seed * 1_000_003 + number);
    var bytes = whole;
    List<String> edits = new ArrayList<>();
    for (int left = 1 + random.nextInt(8) / 3; left > 0; left--) bytes = edit(bytes, random, edits);
    return new Mutation(bytes, edits);
  }

  private static byte[] edit(byte[] whole, SplittableRandom random, List<String> edits) {
    int at = place(whole.length, random);
    int length = Math.min(1 << random.nextInt(9), whole.length - at);
    int kind = whole.length == 0 ? 2 : random.nextInt(12);
    switch (kind) {
      case 0, 1 -> {
        int bit = random.nextInt(8);
        edits.add(Text.format("bit %d of byte %d flipped", bit, at));
        return with(whole, at, 1, new byte[] {(byte) (whole[at] ^ 1 << bit)});
      }
      case 2 -> {
        var noise = new byte[1 + random.nextInt(8)];
        for (int i = 0; i < noise.length; i++) noise[i] = (byte) random.nextInt(256);
        edits.add(Text.format("%d bytes of noise at %d", noise.length, at));
        return with(whole, at, random.nextBoolean() ? 0 : Math.min(length, noise.length), noise);
      }
      case 3 -> {
        edits.add(Text.format("%d bytes at %d taken out", length, at));
        return with(whole, at, length, new byte[0]);
      }
      case 4, 5 -> {
        int to = place(whole.length, random);
        int over = kind == 4 ? 0 : Math.min(length, whole.length - to);
        edits.add(Text.format("%d bytes at %d copied over %d at %d", length, at, over, to));
        return with(whole, to, over, Arrays.copyOfRange(whole, at, at + length));
      }
      case 6 -> {
        edits.add(Text.format("cut at %d", at));
        return Arrays.copyOf(whole, at);
      }
      case 7 -> {
        int from = lineStart(whole, at);
        int end = lineEnd(whole, at);
        int to = lineStart(whole, place(whole.length, random));
        byte[] line = Arrays.copyOfRange(whole, from, end);
        edits.add(Text.format("the line at %d copied to %d", from, to));
        return with(whole, to, random.nextBoolean() ? 0 : lineEnd(whole, to) - to, line);
      }
      case 8 -> {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        int size = Math.min(1 << random.nextInt(4), whole.length - at);
        boolean big = random.nextBoolean();
        var written = new byte[size];
        for (int i = 0; i < size; i++) {
          written[big ? size - 1 - i : i] = (byte) (number >> 8 * i);
        }
        edits.add(Text.format("%d as a number of %d bytes at %d", number, size, at));
        return with(whole, at, size, written);
      }
      default -> {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        int from = at;
        int end = at;
        if (kind != 9) { // in place of what stands there
          while (from > 0 && isWord(whole[from - 1])) from--;
          while (end < whole.length && isWord(whole[end])) end++;
        }
        String excerpt = Text.excerpt(word);
        edits.add(Text.format("(%s) in place of %d bytes at %d", excerpt, end - from, from));
        return with(whole, from, end - from, word.getBytes(UTF_8));
      }
    }
  }

  private static int place(int length, SplittableRandom random) {
    if (length == 0) return 0;
    int end = Math.min(END, length);
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(end);
      case 1 -> length - 1 - random.nextInt(end);
      default -> random.nextInt(length);
    };
  }

  private static boolean isWord(byte b) {
    return Character.isLetterOrDigit(new String(new byte[] {b}, ISO_8859_1).charAt(0))
        || b == '.'
        || b == '-'
        || b == '+'
        || b == '_';
  }

  private static int lineStart(byte[] whole, int at) {
    while (at > 0 && whole[at - 1] != '\n') at--;
    return at;
  }

  private static int lineEnd(byte[] whole, int at) {
    while (at < whole.length && whole[at] != '\n') at++;
    return Math.min(at + 1, whole.length);
  }

  /** {@code whole} with {@code instead} in place of {@code length} bytes. */
  private static byte[] with(byte[] whole, int at, int length, byte[] instead) {
    var changed = new byte[whole.length - length + instead.length];
    System.arraycopy(whole, 0, changed, 0, at);
    System.arraycopy(instead, 0, changed, at, instead.length);
    System.arraycopy(whole, at + length, changed, at + instead.length, whole.length - at - length);
    return changed;
  }
}
