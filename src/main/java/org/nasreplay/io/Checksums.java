package org.nasreplay.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 checksums that lie beside a file, in {@code FILE.sha256} or in its folder's {@code
 * SHA256SUMS}: one line a file, as sha256sum, BSD and OpenSSL write them, with the line ends and
 * the upper-case digits of Windows, too.
 */
public final class Checksums {
  private static final String LIST = "SHA256SUMS";
  private static final String EXTENSION = ".sha256";
  private static final int LARGEST_LIST = 1 << 24;

  private static final String DIGEST = "(?<digest>[0-9a-fA-F]{64})";

  /** A backslash in front says that backslashes and line ends of the name are escaped. */
  private static final Pattern GNU =
      Pattern.compile("(?<escaped>\\\\?)" + DIGEST + "(?: [ *]|[ \\t]+)(?<name>.+)");

  private static final Pattern BSD =
      Pattern.compile("(?<escaped>\\\\?)SHA(?:2-)?256 ?\\((?<name>.+)\\) ?= ?" + DIGEST);

  private static final Pattern NAMELESS = Pattern.compile(DIGEST + "\\s*");

  /** What lists may say beside: notes, and checksums of other algorithms. */
  private static final Pattern ASIDE =
      Pattern.compile("#.*|\\\\?(?!SHA(?:2-)?256\\b)[A-Z0-9/-]+ ?\\(.+\\) ?= ?[0-9a-fA-F]+");

  private Checksums() {}

  /** Where the checksum of {@code file} alone is kept. */
  public static Path companion(Path file) {
    return file.resolveSibling(file.getFileName() + EXTENSION);
  }

  /** Writes the {@link #companion} of {@code file}, as sha256sum does. */
  public static void write(Path file, String sha256) throws IOException {
    String name = name(file);
    String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    String mark = escaped.equals(name) ? "" : "\\";
    AtomicFile.write(companion(file), mark + sha256 + "  " + escaped + "\n");
  }

  /**
   * Compares a file with every checksum that is kept beside it.
   *
   * @param sha256 of {@code file}, in hexadecimal
   * @return the lists that name the file, each with this checksum; none where nobody has listed it
   * @throws InputException where a list has another checksum for it or is not a list, or where its
   *     companion does not name it
   */
  public static List<Path> hold(Path file, String sha256) throws IOException {
    List<Path> held = new ArrayList<>();
    Path companion = companion(file);
    if (Files.isRegularFile(companion)) {
      if (!holds(companion, file, sha256)) {
        throw new InputException(
            companion.toString(),
            Text.format(
                "does not name %s; make it again with sha256sum, or delete it", name(file)));
      }
      held.add(companion);
    }
    Path list = file.resolveSibling(LIST);
    if (Files.isRegularFile(list) && holds(list, file, sha256)) held.add(list);
    return held;
  }

  /** Whether {@code list} names the file, which then has the checksum that stands there. */
  private static boolean holds(Path list, Path file, String sha256) throws IOException {
    boolean named = false;
    int number = 0;
    for (String line : lines(list)) {
      number++;
      String expected;
      try {
        expected = digest(line, list, file);
      } catch (InputException e) {
        throw e.in(list + ":" + number);
      }
      if (expected == null) continue;
      if (!expected.equals(sha256)) {
        throw new InputException(
            file.toString(),
            Text.format(
                "SHA-256 %s, expected %s as in %s; it is damaged, or was changed and not listed anew",
                sha256, expected, list));
      }
      named = true;
    }
    return named;
  }

  /** The checksum that a line has for {@code file}; null where it is about something else. */
  private static @Nullable String digest(String line, Path list, Path file) {
    Matcher nameless = NAMELESS.matcher(line);
    if (nameless.matches() && list.equals(companion(file))) return lowerCase(nameless);
    Matcher form = GNU.matcher(line);
    if (!form.matches()) form = BSD.matcher(line);
    if (form.matches()) {
      boolean escaped = !form.group("escaped").isEmpty();
      return isNamed(form.group("name"), escaped, file) ? lowerCase(form) : null;
    }
    if (line.contains(name(file)) && !ASIDE.matcher(line).matches()) {
      throw new InputException(
          Text.format(
              "(%s) names %s without its SHA-256, 64 hexadecimal digits",
              Text.excerpt(line), name(file)));
    }
    return null;
  }

  private static String lowerCase(Matcher form) {
    return form.group("digest").toLowerCase(Locale.ROOT);
  }

  /** Whether {@code listed}, seen from the folder of {@code file}, is that file. */
  private static boolean isNamed(String listed, boolean escaped, Path file) {
    if (escaped) return isPath(unescaped(listed), file);
    // sha256sum escapes backslashes; where one stands bare, Windows may have put it between folders
    return isPath(listed, file) || isPath(listed.replace('\\', '/'), file);
  }

  private static boolean isPath(String listed, Path file) {
    try {
      Path path = file.resolveSibling(listed).toAbsolutePath().normalize();
      return path.equals(file.toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String unescaped(String name) {
    return Pattern.compile("\\\\([nr\\\\])")
        .matcher(name)
        .replaceAll(
            escape ->
                switch (escape.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  default -> Matcher.quoteReplacement("\\");
                });
  }

  private static List<String> lines(Path list) throws IOException {
    if (Files.size(list) > LARGEST_LIST) {
      throw new InputException(list.toString(), "longer than a list of checksums can be");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(list)))
              .toString();
      return text.replaceFirst("^\uFEFF", "").lines().toList();
    } catch (CharacterCodingException e) {
      throw new InputException(list.toString(), "is not UTF-8 text; save it as UTF-8", e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
