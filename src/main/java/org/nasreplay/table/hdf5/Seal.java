package org.nasreplay.table.hdf5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.table.TableFormat;

/**
 * The last line of an HDF5 table, behind all that HDF5 reads: the SHA-256 of every byte before it.
 * It holds what the checksums of columns cannot, the file's own structure and the columns that
 * nobody reads, and it travels with the file. A program that changes the file cuts it off.
 */
final class Seal {
  private static final byte[] MARK =
      "\nnasreplay: SHA-256 of all before this line ".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 64;
  private static final int LENGTH = MARK.length + DIGITS + 1;

  private Seal() {}

  static void append(Path file) throws IOException {
    ByteBuffer seal = ByteBuffer.allocate(LENGTH).put(MARK);
    seal.put(Sha256.of(file).getBytes(StandardCharsets.US_ASCII)).put((byte) '\n');
    Files.write(file, seal.array(), StandardOpenOption.APPEND);
  }

  /** Whether the file ends with a seal, right or wrong. */
  static boolean ends(Path file) throws IOException {
    long before = Files.size(file) - LENGTH;
    if (before < 0) return false;
    ByteBuffer end = ByteBuffer.allocate(MARK.length);
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      in.position(before);
      while (end.hasRemaining() && in.read(end) >= 0) {}
    }
    return end.flip().equals(ByteBuffer.wrap(MARK));
  }

  /**
   * Reads the whole file.
   *
   * @throws InputException where it ends with a seal that is not that of its bytes
   */
  static TableFormat.Digest hold(Path file) throws IOException {
    if (!ends(file)) return new TableFormat.Digest(Sha256.of(file), false);
    MessageDigest whole = Sha256.digest();
    try (InputStream in = Files.newInputStream(file)) {
      var block = new byte[1 << 16];
      for (long left = Files.size(file) - LENGTH; left > 0; ) {
        int read = in.read(block, 0, (int) Math.min(left, block.length));
        if (read < 0) break;
        whole.update(block, 0, read);
        left -= read;
      }
      String sealed = HexFormat.of().formatHex(copy(whole).digest());
      byte[] seal = in.readAllBytes();
      whole.update(seal);
      if (!new String(seal, StandardCharsets.US_ASCII)
          .equals(new String(MARK, StandardCharsets.US_ASCII) + sealed + "\n")) {
        throw new InputException(
            file.toString(), "is damaged: its bytes have not the SHA-256 that its last line says");
      }
    }
    return new TableFormat.Digest(HexFormat.of().formatHex(whole.digest()), true);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
    }
  }
}
