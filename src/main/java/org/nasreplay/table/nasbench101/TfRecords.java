package org.nasreplay.table.nasbench101;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The records of a TFRecord file, one after another. Each is a length of 8 bytes, its checksum of
 * 4, as many bytes, and theirs; numbers are little-endian, checksums are CRC-32C, masked.
 */
final class TfRecords implements Closeable {
  /** Bytes of a record: fifty times what those of the benchmark have. */
  static final int LONGEST = 1 << 16;

  private static final int HEADER = Long.BYTES + Integer.BYTES;

  /**
   * One record.
   *
   * @param number from 1
   * @param offset of its first byte in the file
   * @param bytes what it holds, then the checksum of that
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(Path file, long number, long offset, byte[] bytes) {
    /** Without the checksum. */
    int length() {
      return bytes.length - Integer.BYTES;
    }

    /** Makes sure that the bytes are those that were written. */
    void requireWhole() {
      ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (masked(bytes, length()) != all.getInt(length())) {
        throw new InputException(place(), "the checksum of its bytes is wrong: it is damaged");
      }
    }

    /** For messages. */
    String place() {
      return TfRecords.place(file, number, offset);
    }
  }

  private final Path file;
  private final InputStream in;
  private final byte[] start = new byte[HEADER];
  private final ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
  private long number;
  private long offset;

  /**
   * @param in whose bytes are in {@code file}; buffered
   */
  TfRecords(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Bytes that were read. */
  long offset() {
    return offset;
  }

  /**
   * The next record, whose length is right; null at the end.
   *
   * @throws InputException where the file is damaged, cut or none of TFRecords
   */
  @Nullable Entry next() throws IOException {
    int read = in.readNBytes(start, 0, HEADER);
    if (read == 0) return null;
    number++;
    if (number == 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
      throw new InputException(file.toString(), "is gzipped, expected TFRecords; gunzip it first");
    }
    if (read == HEADER && masked(start, Long.BYTES) != header.getInt(Long.BYTES)) {
      if (number > 1) throw new InputException(place(), "the checksum of its length is wrong");
      throw new InputException(
          file.toString(),
          "is no file of TFRecords, expected nasbench_only108.tfrecord or nasbench_full.tfrecord");
    }
    if (read < HEADER) throw cut();
    long length = header.getLong(0);
    if (length < 0 || length > LONGEST) {
      throw new InputException(
          place(),
          Text.format(
              "has %s bytes, expected at most %,d", Long.toUnsignedString(length), LONGEST));
    }
    byte[] bytes = in.readNBytes((int) length + Integer.BYTES);
    if (bytes.length < length + Integer.BYTES) throw cut();
    var record = new Entry(file, number, offset, bytes);
    offset += HEADER + bytes.length;
    return record;
  }

  private InputException cut() {
    return new InputException(place(), "the file ends in the middle of it");
  }

  private String place() {
    return place(file, number, offset);
  }

  private static String place(Path file, long number, long offset) {
    return Text.format("%s: record %d at byte %d", file, number, offset);
  }

  /** TensorFlow masks sums, so that those of bytes that hold sums are good ones, too. */
  private static int masked(byte[] bytes, int length) {
    var sum = new CRC32C();
    sum.update(bytes, 0, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
