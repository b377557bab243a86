package org.nasreplay.table.nats;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Decompresses bzip2, one stream after another as one, in the memory of a largest block. Whatever
 * Commons Compress makes of damaged data, it ends with an {@link IOException} in words of our own.
 */
final class Bzip2 extends InputStream {
  private final InputStream decompressor;

  Bzip2(InputStream in) throws IOException {
    decompressor = attempt(() -> new BZip2CompressorInputStream(in, true));
  }

  @Override
  public int read() throws IOException {
    return attempt(decompressor::read);
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    return attempt(() -> decompressor.read(into, offset, count));
  }

  /** The library has no array for the longest codes, and every empty block takes it deeper. */
  private static <T> T attempt(Callable<T> step) throws IOException {
    try {
      return step.call();
    } catch (Exception | StackOverflowError e) {
      throw new IOException("not bzip2 from its beginning to its end", e);
    }
  }
}
