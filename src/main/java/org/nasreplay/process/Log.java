package org.nasreplay.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.nasreplay.io.Text;

/**
 * The file to which a process writes what it says of itself. The system appends to it, so that the
 * last words of a crash are there whatever becomes of this program; of a process that says too much
 * the last ones are kept.
 */
record Log(Path file) {
  /** Bytes of the file when its process has ended. */
  static final int LONGEST = 8 << 20;

  /**
   * Bytes up to which it may grow meanwhile. What a process writes at the moment of a cut is lost,
   * so only one that floods its log is cut while it runs.
   */
  static final int FLOOD = 4 * LONGEST;

  private static final int KEPT = LONGEST / 2;

  boolean isEmpty() {
    return file.toFile().length() == 0;
  }

  /**
   * Drops the beginning of what has become longer than {@code most}; by one at a time, or all of it
   * would go.
   */
  synchronized void bound(int most) {
    long size = file.toFile().length();
    if (size <= most) return;
    try (var log = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var end = FileChannel.open(file, StandardOpenOption.APPEND)) {
      ByteBuffer kept = ByteBuffer.allocate(KEPT);
      while (kept.hasRemaining() && log.read(kept, size - KEPT + kept.position()) > 0) {}
      log.truncate(0);
      String says = Text.format("[nasreplay dropped %,d bytes before this]\n", size - KEPT);
      end.write(ByteBuffer.wrap(says.getBytes(StandardCharsets.UTF_8)));
      end.write(kept.flip());
    } catch (IOException e) {
      // The process writes all the same, and a log is not worth the end of a replay.
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
