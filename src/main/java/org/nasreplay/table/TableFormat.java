package org.nasreplay.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;

/** One way to keep a table in a file. */
public interface TableFormat {
  /** Twice what all learning curves of a NATS-Bench space take. */
  int MOST_COLUMNS = 50_000;

  /**
   * What a file is, to the byte.
   *
   * @param sha256 of the whole file
   * @param sealed whether the file holds a checksum over all its bytes, and it is right
   */
  record Digest(String sha256, boolean sealed) {}

  /** What files of this format end with, without the dot. */
  List<String> extensions();

  /**
   * Reads a whole table.
   *
   * @param notices takes what is no mistake and yet worth a line
   * @throws InputException where the content is not a table of this format
   */
  BenchmarkTable read(Path file, Consumer<String> notices) throws IOException;

  /** Writes to {@code file}, which need not have the format's extension. */
  void write(BenchmarkTable table, Path file) throws IOException;

  /**
   * Reads every byte of a file.
   *
   * @throws InputException where the file holds a checksum over itself, and it is wrong
   */
  default Digest digest(Path file) throws IOException {
    return new Digest(Sha256.of(file), false);
  }

  /** Whether {@link #write} seals its files; beside others a list with the checksum is written. */
  default boolean seals() {
    return false;
  }

  /**
   * Whether so many columns can be meant.
   *
   * @throws InputException where they cannot
   */
  static void requireColumns(int columns) {
    if (columns > MOST_COLUMNS) {
      throw new InputException(
          Text.format("%,d columns, expected at most %,d", columns, MOST_COLUMNS));
    }
  }
}
