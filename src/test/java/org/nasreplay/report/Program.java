package org.nasreplay.report;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A program that some tests need and not every machine has. */
final class Program {
  private Program() {}

  /** Where it is; skips the test where it is not. */
  static Path onPath(String name) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort(name + " is not on the PATH"));
  }
}
