package org.nasreplay.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this program has written into a folder, listed in the folder itself. Only what is listed is
 * ever replaced or deleted; everything else there is somebody's own.
 */
public final class WrittenFiles {
  /** The list, one name a line, relative to the folder and with slashes. */
  public static final String LIST = "written.txt";

  private final Path folder;
  private final Set<String> names = new TreeSet<>();

  private WrittenFiles(Path folder) {
    this.folder = folder;
  }

  /** What is listed in {@code folder}; nothing where there is no list. */
  public static WrittenFiles in(Path folder) {
    var written = new WrittenFiles(folder);
    Path list = folder.resolve(LIST);
    try {
      if (Files.exists(list)) {
        Files.readAllLines(list).stream().filter(written::isInside).forEach(written.names::add);
      }
    } catch (CharacterCodingException e) {
      throw new InputException(list.toString(), "not UTF-8", e);
    } catch (IOException e) {
      throw InputException.of(list, e);
    }
    return written;
  }

  /** A list that somebody has edited must not lead out of the folder. */
  private boolean isInside(String name) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Path file = root.resolve(name).normalize();
      return !name.isBlank() && file.startsWith(root) && !file.equals(root);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Lists what is about to be written.
   *
   * @param added names relative to the folder
   * @throws InputException where there is something of that name that is not listed
   */
  public void add(Collection<String> added) {
    for (String name : added) {
      if (!names.contains(name) && Files.exists(folder.resolve(name))) {
        throw new InputException(
            folder.resolve(name).toString(),
            "is not listed in "
                + LIST
                + " as written by nasreplay, so it is not replaced; move it");
      }
      Path parent = folder.resolve(name).getParent();
      if (parent != null && Files.exists(parent) && !Files.isDirectory(parent)) {
        throw new InputException(parent.toString(), "a file is in the way of a folder");
      }
    }
    if (names.addAll(added)) store();
  }

  /** Deletes what is listed and begins with {@code prefix}, except for {@code kept}. */
  public void deleteAllBut(Collection<String> kept, String prefix) {
    boolean changed = false;
    for (String name : Set.copyOf(names)) {
      if (!name.startsWith(prefix) || kept.contains(name)) continue;
      try {
        if (!Files.isDirectory(folder.resolve(name))) Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        throw InputException.of(folder.resolve(name), e);
      }
      names.remove(name);
      changed = true;
    }
    if (changed) store();
  }

  public boolean lists(String name) {
    return names.contains(name);
  }

  private void store() {
    AtomicFile.write(folder.resolve(LIST), String.join("\n", names) + "\n");
  }
}
