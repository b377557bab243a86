package org.nasreplay.replay;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.io.Together;

/**
 * What was written together, and what it is: a file that is written last, so that where it stands
 * everything that it lists is there and whole.
 *
 * @param identity what the files are results of, in parts: two of the same identity are equal
 * @param files what was written, in this order
 */
public record Manifest(Map<String, String> identity, List<Entry> files) {
  /**
   * A file.
   *
   * @param name in the folder
   * @param lines how many it has
   * @param sha256 of its bytes
   */
  public record Entry(String name, long lines, String sha256) {
    static Entry of(Path folder, String name) {
      Path file = folder.resolve(name);
      MessageDigest digest = Sha256.digest();
      long lines = 0;
      var buffer = new byte[1 << 16];
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          for (int i = 0; i < read; i++) if (buffer[i] == '\n') lines++;
        }
      } catch (IOException e) {
        throw InputException.of(file, e);
      }
      return new Entry(name, lines, HexFormat.of().formatHex(digest.digest()));
    }
  }

  static Manifest of(Map<String, String> identity, Path folder, List<String> names)
      throws IOException {
    return new Manifest(identity, Together.each(names, name -> Entry.of(folder, name)));
  }

  /** Null where there is none. */
  static @Nullable Manifest read(Path file) throws IOException {
    if (!Files.exists(file)) return null;
    return Json.read(file, Manifest.class);
  }

  String text() throws IOException {
    return Json.JSON.writeValueAsString(this) + "\n";
  }

  /**
   * This, whose files are held against what was written.
   *
   * @param names of all that must be listed, in this order
   * @param wayOut what helps where they differ, as the end of the line
   * @throws InputException where one is missing, short or changed, or the list has others
   */
  @CanIgnoreReturnValue
  Manifest check(Path folder, List<String> names, String wayOut) {
    List<String> listed = files.stream().map(Entry::name).toList();
    if (!listed.equals(names)) {
      throw new InputException(
          folder.toString(),
          Text.format(
              "its list names (%s), expected %s; %s",
              Text.excerpt(String.join(", ", listed)), String.join(", ", names), wayOut));
    }
    for (Entry expected : files) {
      Entry actual = Entry.of(folder, expected.name());
      if (actual.equals(expected)) continue;
      String lines =
          actual.lines() == expected.lines()
              ? "a line of it was changed"
              : actual.lines() + " lines, expected " + expected.lines();
      throw new InputException(
          folder.resolve(expected.name()).toString(), lines + " since it was written; " + wayOut);
    }
    return this;
  }

  /** The parts in which {@code other} is not the same, in words; empty where it is. */
  String difference(Map<String, String> other) {
    Set<String> parts = new LinkedHashSet<>(other.keySet());
    parts.addAll(identity.keySet());
    parts.removeIf(part -> Objects.equals(identity.get(part), other.get(part)));
    return String.join(", ", parts);
  }
}
