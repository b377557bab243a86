package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Suite;

/** Whatever is wrong with a searcher's jar is said in one line that names the jar. */
class BrokenJarsTest {
  private static final String SERVICE = "META-INF/services/org.nasreplay.search.SearcherProvider";
  private static final String SOURCE =
      """
      package example;
      import java.util.List;
      import org.nasreplay.search.*;
      public final class Greedy implements SearcherProvider {
        public record Settings(int draws) {
          public Settings { if (draws < 1) throw new IllegalArgumentException("draws (" + draws + ") must be positive"); }
        }
        public List<SearcherDefinition<?>> searchers() {
          return List.of(new SearcherDefinition<>("greedy", new Settings(4), s -> t -> {}));
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aSearcherFromAJarIsConfiguredByItsOwnRules() throws Exception {
    try (URLClassLoader loader = loader(jar(compiled(SOURCE), "example.Greedy"))) {
      var registry = new SearcherRegistry(loader);
      assertThat(registry.configure("greedy", Map.of("draws", "8")).settings())
          .isEqualTo("{\"draws\":8}");
      assertThatThrownBy(() -> registry.configure("greedy", Map.of("draws", "0")))
          .isInstanceOf(InputException.class)
          .hasMessage("settings of searcher greedy: draws (0) must be positive");
    }
  }

  /** Otherwise one of the two would be lost: results tell searchers by their labels. */
  @Test
  void textThatLooksLikeAnotherSettingIsRefused() throws Exception {
    String source =
        SOURCE
            .replace("(int draws)", "(int draws, String note)")
            .replace("new Settings(4)", "new Settings(4, \"\")");
    String suite =
        """
        name: same
        runs: 1
        table: table.h5
        protocols:
          - {dataset: cifar10, reward: {epochs: 12}, budget: {evaluations: 3}, report: {epochs: 90}}
        searchers:
          - greedy: {sweep: {note: ["a, draws=3"]}}
          - greedy: {sweep: {note: [a], draws: [3]}}
        """;
    try (URLClassLoader loader = loader(jar(compiled(source), "example.Greedy"))) {
      var registry = new SearcherRegistry(loader);
      assertThatThrownBy(() -> Suite.of("s.yaml", suite).entries(registry))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "s.yaml:8: two searchers with other settings are both called greedy {note=a, draws=3}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.Missing  | "greedy"     | : no searcher from here: Provider example.Missing not found
          not a class name | "greedy"     | Illegal configuration-file syntax
          example.Greedy   | "Greedy One" | (example.Greedy): no searcher from here: searcher name (Greedy One), expected
          example.Greedy   | "\\u001b[2J" | (example.Greedy): no searcher from here: searcher name (\\u001b[2J), expected
          example.Greedy   | "random"     | (example.Greedy): no searcher from here: two searchers are named random
          example.Greedy   | null         | (example.Greedy): no searcher from here: NullPointerException
          example.Greedy   | "" + 1 / "".length() | (example.Greedy): no searcher from here: ArithmeticException: / by zero
          """)
  void aBrokenProviderIsNamedWithItsJar(String service, String name, String message)
      throws Exception {
    String source = SOURCE.replace("\"greedy\", new", name + ", new");
    refused(jar(compiled(source), service), message);
  }

  @Test
  void aProviderThatCannotBeMadeOrLoadedIsNamedWithItsJar() throws Exception {
    String constructor = "public Greedy() { throw new IllegalStateException(\"no disk\"); }\n";
    refused(
        jar(compiled(SOURCE.replace("public List", constructor + "public List")), "example.Greedy"),
        "Provider example.Greedy could not be instantiated: IllegalStateException: no disk");

    String base = SOURCE.replace("implements", "extends Base implements") + "class Base {}\n";
    byte[] derived = compiled(base);
    Files.delete(folder.resolve("example/Base.class"));
    refused(jar(derived, "example.Greedy"), "ClassNotFoundException: example.Base");

    refused(
        jar(compiled(SOURCE.replace("implements SearcherProvider", "")), "example.Greedy"),
        "example.Greedy not a subtype");
  }

  private void refused(Path jar, String message) throws IOException {
    try (URLClassLoader loader = loader(jar)) {
      assertThatThrownBy(() -> new SearcherRegistry(loader))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(jar.toString())
          .hasMessageContaining(message)
          .hasMessageNotContaining("\n");
    }
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, BrokenJarsTest.class.getClassLoader());
  }

  /** The class files of {@code source}, the first of which is returned; others lie beside it. */
  private byte[] compiled(String source) throws IOException {
    Path java = Files.writeString(folder.resolve("Greedy.java"), source);
    var problems = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                problems,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                folder.toString(),
                java.toString());
    assertThat(failed).as(problems.toString(StandardCharsets.UTF_8)).isZero();
    return Files.readAllBytes(folder.resolve("example/Greedy.class"));
  }

  /** {@code greedy} as the class, and what was compiled with it. */
  private Path jar(byte[] greedy, String provider) throws IOException {
    Path jar = folder.resolve("greedy.jar");
    try (var packed = new JarOutputStream(Files.newOutputStream(jar));
        var classes = Files.list(folder.resolve("example"))) {
      for (Path each : classes.toList()) {
        packed.putNextEntry(new JarEntry("example/" + each.getFileName()));
        boolean itself = each.endsWith("Greedy.class");
        packed.write(itself ? greedy : Files.readAllBytes(each));
      }
      packed.putNextEntry(new JarEntry(SERVICE));
      packed.write((provider + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
