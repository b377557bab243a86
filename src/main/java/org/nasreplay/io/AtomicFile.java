package org.nasreplay.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Output that is complete or absent: written to a temporary file beside the target, then moved. */
public final class AtomicFile {
  /** Writes the content to the path that it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  private AtomicFile() {}

  public static void write(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(temporary);
      content.writeTo(temporary);
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  public static void write(Path target, String text) throws IOException {
    write(target, temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
  }
}
