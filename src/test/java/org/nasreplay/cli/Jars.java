package org.nasreplay.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Jars that bring searchers. */
final class Jars {
  private Jars() {}

  /**
   * Packs all that lies in the folder of {@code provider} and names it as the service.
   *
   * @param classes the folder of its outermost package
   */
  static Path pack(Path jar, Path classes, String provider) throws IOException {
    Path own = classes.resolve(provider.replace('.', '/')).getParent();
    try (var packed = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> entries = Files.walk(own)) {
      List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        packed.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, packed);
      }
      packed.putNextEntry(new JarEntry("META-INF/services/org.nasreplay.search.SearcherProvider"));
      packed.write(provider.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
