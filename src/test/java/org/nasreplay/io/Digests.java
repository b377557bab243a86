package org.nasreplay.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tells whether a folder's files are the same as before. */
public final class Digests {
  private Digests() {}

  /** Cells of a report's table that tell what a processor took, as HTML, Markdown and LaTeX. */
  private static final String PROCESSOR_TIME =
      "(data-value=\"[^\"]*\">)?[0-9.,]+ (µ|\\$\\\\mu\\$)s";

  /** The heading above them in LaTeX, which is broken to the width of its cells. */
  private static final String OWN_TIME = "& (\\\\shortstack\\[r]\\{)?Own[^\n]*";

  /**
   * The SHA-256 of a file without what a processor took, which is another each time: nothing else
   * that is written may be.
   */
  public static String digest(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.equals("processor.csv")) return "";
    if (!name.matches("report\\.html|search-cost\\.(csv|md|tex)")) return Sha256.of(file);
    String text = Files.readString(file);
    String alike =
        name.endsWith(".csv")
            ? text.replaceAll(",[^,\n]*\n", "\n")
            : text.replaceAll(PROCESSOR_TIME, "µs").replaceAll(OWN_TIME, "");
    return Sha256.of(alike.getBytes(StandardCharsets.UTF_8));
  }

  /** The {@link #digest} of every file below, by its path from the folder. */
  public static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(folder.relativize(file).toString(), digest(file));
      }
    }
    return digests;
  }
}
