package org.nasreplay.table.nats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.io.input.UnsynchronizedByteArrayInputStream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** Decompresses and unpickles members, one after another with the same buffers. */
final class MemberReader {
  private final Unpickler unpickler = new Unpickler();
  private byte[] content = new byte[1 << 19];

  /**
   * Reads one member; its sums are checked before its content is looked at.
   *
   * @throws InputException where it is damaged or larger than a record can be
   */
  Object read(byte[] compressed) {
    try {
      var bzip2 =
          new Bzip2(UnsynchronizedByteArrayInputStream.builder().setByteArray(compressed).get());
      int length = 0;
      for (int n; (n = bzip2.read(content, length, content.length - length)) >= 0; ) {
        length += n;
        if (length > Unpickler.BYTES) {
          throw new InputException(
              Text.format("has more than the %,d bytes allowed", Unpickler.BYTES));
        }
        if (length == content.length) content = Arrays.copyOf(content, 2 * length);
      }
      return unpickler.read(new ByteArrayInputStream(content, 0, length));
    } catch (IOException e) {
      throw new InputException("is damaged: " + Unpickler.printable(e.getMessage()), e);
    }
  }
}
