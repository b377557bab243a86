package org.nasreplay.replay;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.search.SearcherProvider;

/**
 * The code that made a result. Two results of one suite, table and seed are equal if their code is;
 * a version alone says too little while it is being worked on.
 *
 * @param version of this project
 * @param commit that it was built from, with {@code -dirty} where files differed from it; {@code
 *     unknown} where it was built outside of a repository
 * @param sha256 of the jar, or of all classes where they lie in a folder
 * @param plugins the same of every jar or folder that brings searchers, or stands on the class path
 *     beside the project's own jar, by file name
 */
public record Code(String version, String commit, String sha256, Map<String, String> plugins) {
  /** What runs now; asked for once, as a process does not change its code. */
  private static final class Current {
    static final Code CODE = read();
  }

  /** What runs now. */
  public static Code current() {
    return Current.CODE;
  }

  private static Code read() {
    Path own = location(Code.class);
    Map<String, String> plugins = new TreeMap<>();
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .toList();
    // Else it is being developed, and all its libraries are there, or an engine has started it.
    if (Files.isRegularFile(own) && classPath.contains(own)) {
      classPath.stream().filter(entry -> !entry.equals(own)).forEach(e -> add(plugins, e));
    }
    ServiceLoader.load(SearcherProvider.class).stream()
        .map(provider -> location(provider.type()))
        .filter(location -> !location.equals(own))
        .forEach(location -> add(plugins, location));
    String version = Code.class.getPackage().getImplementationVersion();
    return new Code(version == null ? "development" : version, builtFrom(), digest(own), plugins);
  }

  /** Whether a class is this project's own. */
  static boolean isOwn(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Objects.equals(source, Code.class.getProtectionDomain().getCodeSource());
  }

  private static void add(Map<String, String> plugins, Path location) {
    plugins.put(String.valueOf(location.getFileName()), digest(location));
  }

  private static Path location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class comes from a file", e);
    }
  }

  static String digest(Path location) {
    try {
      if (Files.isRegularFile(location)) return Sha256.of(location);
      MessageDigest digest = Sha256.digest();
      try (Stream<Path> files = Files.walk(location)) {
        List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
        for (Path file : sorted) {
          digest.update(location.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw InputException.of(location, e);
    }
  }

  private static String builtFrom() {
    try (InputStream in = Code.class.getResourceAsStream("/org/nasreplay/build.properties")) {
      if (in == null) return "unknown";
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("commit", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the first line of a report's provenance has it. */
  @Override
  public String toString() {
    var all = new StringBuilder(version + ", commit " + commit + ", SHA-256 " + sha256);
    plugins.forEach((file, digest) -> all.append("; ").append(file).append(' ').append(digest));
    return all.toString();
  }
}
