package org.nasreplay.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that refuses to hold more than it may: a file of a megabyte can inflate to gigabytes.
 */
public final class BoundedInputStream extends FilterInputStream {
  private final long most;
  private final InputException refusal;
  private long passed;

  /**
   * @param most bytes that may be read
   * @param refusal what is thrown when there are more
   */
  public BoundedInputStream(InputStream in, long most, InputException refusal) {
    super(in);
    this.most = most;
    this.refusal = refusal;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) pass(1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) pass(read);
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    pass(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false; // a byte that is read twice would count twice
  }

  private void pass(long bytes) {
    passed += bytes;
    if (passed > most) throw refusal;
  }
}
