package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the example of FIPS 180-4, appendix B.1 of its predecessor: the digest of "abc". */
class Sha256Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void bytesHaveTheStandardsDigest() {
    assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(ABC);
  }

  @Test
  void aFileHasTheDigestOfItsBytes(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    assertThat(Sha256.of(file)).isEqualTo(ABC);
  }

  @Test
  void valuesAreDigestedAsLittleEndianDoubles() {
    var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(93.65).putDouble(Double.NaN);
    assertThat(Sha256.of(new double[] {93.65, Double.NaN})).isEqualTo(Sha256.of(bytes.array()));
  }
}
