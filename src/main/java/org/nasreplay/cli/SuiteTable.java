package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Suite;
import picocli.CommandLine.Option;

/** What a suite is run on. */
final class SuiteTable {
  @Option(names = "--table", paramLabel = "FILE", description = "table instead of the suite's")
  private @Nullable String table;

  /** As the command line names it; null where the suite does. */
  @Nullable String named() {
    return table;
  }

  /** See {@link ProjectFiles#benchmark}. */
  ProjectFiles.Opened open(Suite suite, Path suiteFile) throws IOException {
    return ProjectFiles.benchmark(table, suite, suiteFile);
  }
}
