package org.nasreplay.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders that tests make once and change each for itself. */
public final class Folders {
  private Folders() {}

  /** Copies all that {@code from} holds into {@code to}, which is made where it is not there. */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.skip(1).toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
