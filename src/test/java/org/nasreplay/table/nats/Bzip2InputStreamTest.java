package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the compressor of Commons Compress. */
class Bzip2InputStreamTest {
  private final Bzip2InputStream bzip2 = new Bzip2InputStream();

  static List<byte[]> texts() {
    var random = new Random(1);
    var noise = new byte[1_900_000]; // three blocks of the largest size
    random.nextBytes(noise);
    var runs = new byte[300_000]; // runs of every length around the four that are counted
    for (int at = 0, run = 1; at < runs.length; at += run, run = 1 + random.nextInt(600)) {
      byte value = (byte) random.nextInt(3);
      Arrays.fill(runs, at, Math.min(runs.length, at + (run > 300 ? run % 7 : run)), value);
    }
    var words = new StringBuilder();
    while (words.length() < 200_000) words.append("word ").append(random.nextInt(40));
    return List.of(
        new byte[0],
        new byte[] {-1},
        new byte[4],
        new byte[5],
        new byte[1_000_000],
        "abababababababab".getBytes(StandardCharsets.US_ASCII),
        noise,
        runs,
        words.toString().getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatWasCompressedComesBack(byte[] text) throws IOException {
    for (int level : new int[] {1, 9}) {
      assertThat(Arrays.equals(decompressed(compressed(text, level)), text)).isTrue();
    }
  }

  @Test
  void streamsOneBehindAnotherAreOne() throws IOException {
    var both = new ByteArrayOutputStream();
    both.writeBytes(compressed("one, ".getBytes(StandardCharsets.US_ASCII), 9));
    both.writeBytes(compressed("two".getBytes(StandardCharsets.US_ASCII), 1));
    assertThat(decompressed(both.toByteArray())).asString().isEqualTo("one, two");
  }

  @Test
  void bytesComeOneByOne() throws IOException {
    bzip2.open(new ByteArrayInputStream(compressed(new byte[] {7, -7}, 9)));
    assertThat(new int[] {bzip2.read(), bzip2.read(), bzip2.read()}).containsExactly(7, 249, -1);
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] whole = compressed("to be or not to be".getBytes(StandardCharsets.US_ASCII), 9);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(catchThrowable(() -> decompressed(part)))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyFlippedBitIsNoticedOrMeansNothing() throws IOException {
    byte[] text = "to be or not to be".getBytes(StandardCharsets.US_ASCII);
    byte[] whole = compressed(text, 9);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
      byte[] read;
      try {
        read = decompressed(flipped);
      } catch (IOException e) {
        continue;
      }
      // Some bits carry no meaning: a size of blocks that is still enough, a code that is not used,
      // what fills the last byte.
      assertThat(read).as("bit %d", bit).isEqualTo(text);
    }
  }

  @Test
  void noiseEndsInAnErrorWhateverItIs() throws IOException {
    var random = new Random(2);
    byte[] whole = compressed(texts().get(8), 9);
    for (int i = 0; i < 300; i++) {
      byte[] noisy = whole.clone();
      int from = 14 + random.nextInt(200);
      for (int at = from; at < from + 1 + random.nextInt(50); at++) {
        noisy[at] = (byte) random.nextInt();
      }
      if (Arrays.equals(noisy, whole)) continue;
      assertThat(catchThrowable(() -> decompressed(noisy))).isInstanceOf(IOException.class);
    }
  }

  private byte[] decompressed(byte[] bytes) throws IOException {
    bzip2.open(new ByteArrayInputStream(bytes));
    return bzip2.readAllBytes();
  }

  private static byte[] compressed(byte[] text, int level) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var stream = new BZip2CompressorOutputStream(out, level)) {
      stream.write(text);
    }
    return out.toByteArray();
  }
}
