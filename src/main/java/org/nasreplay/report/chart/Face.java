package org.nasreplay.report.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;

/**
 * The letters of a figure, with the file that holds them, as a PDF takes them along.
 *
 * @param font of one point
 * @param file TrueType
 */
public record Face(Font font, Path file) {
  /** What goes by a general name, the most usual in papers first. */
  private static final Map<String, List<String>> GENERAL =
      Map.of(
          "serif",
          List.of("Times New Roman", "Liberation Serif", "DejaVu Serif", "Noto Serif"),
          "sans-serif",
          List.of("Helvetica", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"));

  /** Where systems keep fonts; what is not there is passed over. */
  private static final List<Path> FOLDERS =
      Stream.of(
              "/usr/share/fonts",
              "/usr/local/share/fonts",
              "/Library/Fonts",
              "/System/Library/Fonts",
              "C:\\Windows\\Fonts",
              System.getProperty("user.home") + "/.fonts",
              System.getProperty("user.home") + "/.local/share/fonts",
              System.getProperty("user.home") + "/Library/Fonts")
          .map(Path::of)
          .toList();

  /**
   * The upright face of a family.
   *
   * @param named {@code serif}, {@code sans-serif}, the name of a family, or a TrueType file
   * @throws InputException where this machine has no such font
   */
  public static Face of(String named) {
    if (named.toLowerCase(Locale.ROOT).endsWith(".ttf")) return read(Path.of(named));
    Map<String, Face> all = installed();
    for (String family : GENERAL.getOrDefault(named, List.of(named))) {
      if (all.containsKey(family)) return all.get(family);
    }
    if (GENERAL.containsKey(named)) {
      throw new InputException(
          Text.format(
              "--font (%s): none of %s is installed; give a TrueType file",
              named, String.join(", ", GENERAL.get(named))));
    }
    throw new InputException(
        Text.format(
            "--font (%s): no such font, expected serif, sans-serif, a TrueType file or one of %s%s",
            Text.excerpt(named),
            all.isEmpty() ? "none that is installed" : String.join(", ", all.keySet()),
            Names.didYouMean(named, all.keySet())));
  }

  private static Face read(Path file) {
    try {
      return new Face(Font.createFont(Font.TRUETYPE_FONT, file.toFile()), file);
    } catch (FontFormatException e) {
      throw new InputException(file.toString(), "not a TrueType font", e);
    } catch (IOException e) {
      throw InputException.of(file, e);
    }
  }

  /** By family; of each the face whose own name is no longer than the family's: the upright one. */
  private static Map<String, Face> installed() {
    Map<String, Face> faces = new TreeMap<>();
    for (Path folder : FOLDERS) {
      if (!Files.isDirectory(folder)) continue;
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".ttf"))
            .sorted()
            .forEach(file -> add(faces, file));
      } catch (IOException | UncheckedIOException e) {
        // A folder that cannot be read has no fonts for us.
      }
    }
    return faces;
  }

  private static void add(Map<String, Face> faces, Path file) {
    Font font;
    try {
      font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
    } catch (FontFormatException | IOException e) {
      return; // one that Java cannot draw with
    }
    String family = font.getFamily(Locale.ROOT);
    String name = font.getFontName(Locale.ROOT);
    if (name.equals(family) || name.matches(".* (Regular|Book|Roman)")) {
      faces.putIfAbsent(family, new Face(font, file));
    }
  }
}
