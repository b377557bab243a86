package org.nasreplay.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

/** Messages from a stream, a line each, of a bounded length. */
final class LineReader {
  /** Bytes of a line: a batch of tens of thousands of architectures. */
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 12];
  private int start;
  private int end;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next message; null at the end.
   *
   * @throws org.nasreplay.io.InputException where the line is none, after which the next one can be
   *     read, unless it is too long
   */
  @Nullable JsonNode next() throws IOException {
    int searched = start;
    while (true) {
      for (int at = searched; at < end; at++) {
        if (buffer[at] != '\n') continue;
        int from = start;
        start = at + 1;
        return Line.read(buffer, from, at - from);
      }
      if (tooLong()) {
        throw Line.unexpected(rest(), Text.format("a line of at most %,d bytes", LONGEST), null);
      }
      searched = end;
      if (end == buffer.length) {
        searched -= start;
        makeRoom();
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) return null;
      end += read;
    }
  }

  private void makeRoom() {
    byte[] target = end - start > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
    System.arraycopy(buffer, start, target, 0, end - start);
    end -= start;
    start = 0;
    buffer = target;
  }

  /** What was read of a line that has not ended. */
  String rest() {
    return Line.shown(buffer, start, end - start);
  }

  /** Whether the line has gone on for longer than one may, so that its end is not to be found. */
  boolean tooLong() {
    return end - start > LONGEST;
  }

  /** Whether another line has been read already, so that nobody waits for an answer yet. */
  boolean hasMore() {
    for (int at = start; at < end; at++) if (buffer[at] == '\n') return true;
    return false;
  }
}
