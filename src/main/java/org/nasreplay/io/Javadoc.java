package org.nasreplay.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the source of a class says of it. The jar carries the sources that a user is shown the
 * comments of, so that these are never those of another version; see {@code META-INF/sources} in
 * pom.xml.
 *
 * @param paragraphs the description in plain text; formulas keep their lines, which are indented
 * @param parameters what {@code @param} says, by name
 */
public record Javadoc(List<String> paragraphs, Map<String, String> parameters) {
  private static final Javadoc NONE = new Javadoc(List.of(), Map.of());

  private static final String COMMENT = "/\\*\\*((?:[^*]++|\\*(?!/))*+)\\*/\\s*";
  private static final String MODIFIERS =
      "(?:@\\w+(?:\\([^)]*\\))?\\s+)*"
          + "(?:(?:public|protected|private|static|final|abstract|sealed)\\s+)*";

  /** The comment of a class; empty where no jar has its source, or it has none. */
  public static Javadoc of(Class<?> type) {
    return first(source(type), declaration(type));
  }

  /** The comment of a constant of {@code owner}, an enum's or a static one; empty as above. */
  public static Javadoc of(Class<?> owner, String constant) {
    String source = source(owner);
    Matcher declared = Pattern.compile(declaration(owner)).matcher(source);
    if (!declared.find()) return NONE;
    return first(
        source.substring(declared.end(), end(source, declared.end())),
        MODIFIERS + "(?:\\w+ )?" + Pattern.quote(constant) + "\\b");
  }

  /** The description up to its first full stop, which it gets where a formula follows. */
  public String sentence() {
    if (paragraphs.isEmpty()) return "";
    Matcher stop = Pattern.compile("\\.(?= |$)").matcher(paragraphs.get(0));
    String first = paragraphs.get(0);
    return stop.find() ? first.substring(0, stop.end()) : first.replaceFirst("[,:;]?$", ".");
  }

  private static String declaration(Class<?> type) {
    return MODIFIERS + "(?:class|record|enum|@?interface) " + type.getSimpleName() + "\\b";
  }

  private static String source(Class<?> type) {
    String name = type.getName().replaceFirst("\\$.*", "").replace('.', '/');
    try (InputStream in = type.getResourceAsStream("/META-INF/sources/" + name + ".java")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the braces that open at {@code from} or behind it are closed. */
  private static int end(String source, int from) {
    int open = 0;
    for (int i = from; i < source.length(); i++) {
      char each = source.charAt(i);
      if (each == '{') open++;
      if (each == '}' && --open == 0) return i;
    }
    return source.length();
  }

  private static Javadoc first(String source, String declaration) {
    Matcher found = Pattern.compile(COMMENT + declaration).matcher(source);
    return found.find() ? parsed(found.group(1)) : NONE;
  }

  private static Javadoc parsed(String comment) {
    String[] tags = comment.replaceAll("(?m)^[ \\t]*\\* ?", "").split("(?m)^ ?@(?=[a-z])", -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String tag : tags) {
      String[] words = tag.strip().split("\\s+", 3);
      if (words.length == 3 && words[0].equals("param")) parameters.put(words[1], line(words[2]));
    }
    return new Javadoc(paragraphs(tags[0]), parameters);
  }

  private static List<String> paragraphs(String description) {
    List<String> paragraphs = new ArrayList<>();
    for (String each : description.split("<p>|\\n\\s*\\n", -1)) {
      boolean formula = each.strip().startsWith("<pre>");
      String text = formula ? plain(each.strip()).indent(2).stripTrailing() : line(each);
      if (!text.isBlank()) paragraphs.add(text);
    }
    return paragraphs;
  }

  private static String line(String text) {
    return plain(text).strip().replaceAll("\\s+", " ");
  }

  /** Without tags, and what links to something in words. */
  private static String plain(String text) {
    return text.replaceAll("\\{@(?:code|literal)\\s+([^}]*)\\}", "$1")
        .replaceAll("\\{@link(?:plain)?\\s+[^}\\s]+\\s+([^}]*)\\}", "$1")
        .replaceAll("\\{@link(?:plain)?\\s+(?:[^}\\s]*[.#])?([^}\\s]+)\\}", "$1")
        .replaceAll("<[/a-z][^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
