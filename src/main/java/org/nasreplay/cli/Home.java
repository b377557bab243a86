package org.nasreplay.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** Where the project's own data lie; a path that a suite names is looked for there, too. */
final class Home {
  static final String DEFAULT_SUITE = "data/suites/natsbench-size.yaml";
  static final String DEFAULT_TABLE = "data/nats-size-surrogate.h5";

  private Home() {}

  /**
   * {@code path} from the current folder, else from the project's.
   *
   * @throws InputException where neither has it
   */
  static Path find(String path) {
    Path here = Path.of(path);
    if (Files.exists(here) || here.isAbsolute()) return here;
    Path there = Path.of(System.getProperty("nasreplay.home", ".")).resolve(path).normalize();
    if (Files.exists(there)) return there;
    throw new InputException(Text.format("%s: no such file", path));
  }
}
