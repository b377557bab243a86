package org.nasreplay.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tells whether a folder's files are the same as before. */
public final class Digests {
  private Digests() {}

  /** The SHA-256 of every file below, by its path from the folder. */
  public static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(folder.relativize(file).toString(), Sha256.of(file));
      }
    }
    return digests;
  }
}
