package org.nasreplay.cli;

import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an engine where there is no Spark. */
class EnginesTest {
  @TempDir private Path folder;

  private Path suite(String... searchers) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"), Commands.suite("s", 1, TABLE, searchers));
  }

  @Test
  void aMasterNeedsTheEngineThatHasOne() throws IOException {
    Path suite = suite("random");
    String why = "--master local[2]: needs --engine spark";
    assertRefused(run("replay", suite, "--master", "local[2]"), why);
    assertRefused(run("replay", suite, "--engine", "threads", "--master", "local[2]"), why);
  }

  @Test
  void anUnknownEngineIsRefusedWithThoseThatThereAre() throws IOException {
    assertRefused(
        run("replay", suite("random"), "--engine", "spork"), "engine (spork)", "threads, spark");
  }

  @Test
  void whereTheEngineIsNotBuiltTheLineSaysHowToBuildIt() throws IOException {
    String home = System.getProperty("nasreplay.home");
    System.setProperty("nasreplay.home", folder.toString());
    try {
      assertRefused(
          run("replay", suite("random"), "--engine", "spark", "--master", "local[2]"),
          "--engine spark: not built; mvn -Pspark -DskipTests package builds it");
    } finally {
      if (home == null) System.clearProperty("nasreplay.home");
      else System.setProperty("nasreplay.home", home);
    }
  }

  @Test
  void processesRunHereAlone() throws IOException {
    Files.writeString(folder.resolve("x.sh"), "exit 1");
    Path suite = suite("random", "process: {name: x, command: [sh, x.sh]}");
    assertRefused(
        run("replay", suite, "--allow-processes", "--engine", "spark", "--master", "local[2]"),
        suite.toString(),
        "starts processes, which run on threads of this process alone");
  }
}
