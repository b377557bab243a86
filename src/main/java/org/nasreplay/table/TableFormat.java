package org.nasreplay.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One way to keep a table in a file. */
public interface TableFormat {
  /** What files of this format end with, without the dot. */
  List<String> extensions();

  /**
   * Reads a whole table.
   *
   * @throws org.nasreplay.io.InputException where the content is not a table of this format
   */
  BenchmarkTable read(Path file) throws IOException;

  /** Writes to {@code file}, which need not have the format's extension. */
  void write(BenchmarkTable table, Path file) throws IOException;
}
