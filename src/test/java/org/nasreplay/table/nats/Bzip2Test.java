package org.nasreplay.table.nats;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What Commons Compress leaves open: everything but whole bzip2 ends in one way. */
class Bzip2Test {
  private static final byte[] TEXT = "to be or not to be".getBytes(US_ASCII);

  @Test
  void streamsOneBehindAnotherAreOne() throws IOException {
    var both = new ByteArrayOutputStream();
    both.writeBytes(PickleWriter.compress("one, ".getBytes(US_ASCII)));
    both.writeBytes(PickleWriter.compress("two".getBytes(US_ASCII)));
    assertThat(decompressed(both.toByteArray())).asString(US_ASCII).isEqualTo("one, two");
  }

  @Test
  void everyTruncationIsNoticed() {
    byte[] whole = PickleWriter.compress(TEXT);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), length + " bytes");
    }
  }

  @Test
  void everyFlippedBitIsNoticedOrMeansNothing() throws IOException {
    byte[] whole = PickleWriter.compress(TEXT);
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
      try {
        // A size of blocks that is still enough, a code that is not used, what fills the last byte.
        assertThat(decompressed(flipped)).as("bit %d", bit).isEqualTo(TEXT);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(4 * whole.length);
  }

  @Test
  void blocksWithoutContentEndLikeOtherDamageHoweverManyThereAre() {
    assertRefused(emptyBlocks(100_000), "empty blocks");
  }

  @Test
  void aCodeThatIsLongerThanAnyEndsLikeOtherDamage() {
    String tooLong = bits(31, 5) + "10".repeat(257 - 31) + "000";
    assertRefused(bytes(bits(0x425a6839, 32) + block(tooLong.repeat(2))), "a code of 257 bits");
  }

  private static void assertRefused(byte[] bytes, String which) {
    assertThat(catchThrowable(() -> decompressed(bytes)))
        .as(which)
        .isInstanceOf(IOException.class)
        .hasMessage("not bzip2 from its beginning to its end");
  }

  private static byte[] decompressed(byte[] bytes) throws IOException {
    return new Bzip2(new ByteArrayInputStream(bytes)).readAllBytes();
  }

  /** A block of one byte and {@code count} of none: the library goes deeper with each of them. */
  static byte[] emptyBlocks(int count) {
    var bits = new StringBuilder();
    for (byte b : PickleWriter.compress(new byte[] {'x'})) bits.append(bits(b & 0xff, 8));
    bits.setLength(bits.indexOf(bits(0x177245385090L, 48)));
    String empty = block((bits(2, 5) + "000").repeat(2)) + "10"; // which is the end
    return bytes(bits.append(empty.repeat(count)).toString());
  }

  /** The beginning of a block that has one kind of byte, and so three symbols in two codes. */
  private static String block(String codes) {
    String sumAndOrigin = bits(0, 32 + 1 + 24);
    return bits(0x314159265359L, 48)
        + sumAndOrigin
        + (bits(0x8000, 16) + bits(0x8000, 16))
        + (bits(2, 3) + bits(1, 15) + "0")
        + codes;
  }

  private static String bits(long value, int count) {
    String digits = Long.toBinaryString(value);
    return "0".repeat(count - digits.length()) + digits;
  }

  private static byte[] bytes(String bits) {
    String whole = bits + "0000000";
    var bytes = new byte[whole.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(whole, 8 * i, 8 * i + 8, 2);
    }
    return bytes;
  }
}
