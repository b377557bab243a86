package org.nasreplay.oracle.ofa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.nasreplay.io.Tree;

/** What travels in the jar beside this package's classes. */
final class Resource {
  private Resource() {}

  static Tree json(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is not packaged");
      return Tree.json(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
