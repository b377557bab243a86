package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher itself, in a project of its own that is built. The shell makes and removes what this
 * Java, under a locale like C, could not even name.
 */
class LauncherIT {
  private static final Path JAR = Path.of("target/nasreplay.jar");

  /** Copies what a built project needs to run into the folder $home. */
  private static final String CLONE =
      """
      mkdir -p "$home/target" "$home/src/main"
      cp -R "$PROJECT/scripts" "$PROJECT/pom.xml" "$PROJECT/data" "$home"
      cp -R "$PROJECT/target/nasreplay.jar" "$PROJECT/target/lib" "$home/target"
      touch "$home/target/built.stamp"
      """;

  @TempDir private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeAll
  static void needJar() {
    assumeTrue(Files.exists(JAR), "needs the packaged " + JAR);
  }

  /** Runs {@code script} in a folder of its own. */
  private Outcome shell(Map<String, String> environment, String script) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder("bash", "-euc", script)
            .directory(Files.createDirectories(folder.resolve("here")).toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NASREPLAY_"));
    builder.environment().put("PROJECT", Path.of("").toAbsolutePath().toString());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Outcome(exitCode, read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "no_SUCH"})
  void aProjectAndATableOfAnyNameAreFoundInAnyLocale(String locale) throws Exception {
    Outcome outcome =
        shell(
            Map.of("LC_ALL", locale),
            """
            home=$PWD/$'\\303\\251:x y'
            trap 'rm -rf "$home"' EXIT
            """
                + CLONE
                + """
                cp "$home/data/nats-size-surrogate.h5" "$home/"$'t\\303\\244:b.h5'
                "$home/scripts/nasreplay" table info "$home/"$'t\\303\\244:b.h5'
                "$home/scripts/nasreplay" search random --dataset cifar10 --budget 500
                """);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("/é:x y/tä:b.h5: space size, 32,768 architectures")
        .contains("the table's best is");
    assertThat(outcome.err()).doesNotContain("building");
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "::", "$here/more:", ":$here/more"})
  void anEmptyEntryIsNotTheCurrentFolder(String classPath) throws Exception {
    // a provider that cannot be loaded would end every command that looks for searchers
    Outcome outcome =
        shell(
            Map.of(),
            """
            home=$PWD/home here=$PWD
            """
                + CLONE
                + """
                mkdir -p META-INF/services more
                echo no.such.Provider > META-INF/services/org.nasreplay.search.SearcherProvider
                NASREPLAY_CLASSPATH="%s" "$home/scripts/nasreplay" search random --dataset cifar10 \
                  --budget 500
                """
                    .replace("%s", classPath));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("the table's best is");
  }

  @Test
  void anEntryThatIsNotThereIsNamed() throws Exception {
    Outcome outcome =
        shell(
            Map.of("NASREPLAY_CLASSPATH", "nowhere.jar"),
            "home=$PWD/home\n" + CLONE + "\"$home/scripts/nasreplay\" --version");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("nasreplay: NASREPLAY_CLASSPATH: nowhere.jar: no such file or folder\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"> /dev/full", ">&-"})
  void outputThatCannotBeWrittenIsAnError(String redirection) throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
    Outcome outcome =
        shell(
            Map.of(),
            "home=$PWD/home\n"
                + CLONE
                + "\"$home/scripts/nasreplay\" table info \"$home/data/nats-size-surrogate.h5\" "
                + redirection);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("nasreplay: standard output: ");
  }
}
