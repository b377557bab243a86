package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;

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

  @BeforeAll
  static void needJar() {
    assumeTrue(Files.exists(JAR), "needs the packaged " + JAR);
  }

  /** Runs {@code script} in a folder of its own. */
  private Outcome shell(Map<String, String> environment, String script) throws Exception {
    return Shell.run(folder, environment, script);
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

  @Test
  void javaTakesTheClassesOfThisProjectFromTheArchiveThatTheBuildLeaves() throws Exception {
    Outcome outcome =
        shell(
            Map.of(),
            """
            java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
            "$java" -Xshare:on -XX:SharedArchiveFile="$PROJECT/target/nasreplay.jsa" \
              -Xlog:class+load:file=loaded.txt -XX:+UseSerialGC \
              -cp "$PROJECT/target/nasreplay.jar" org.nasreplay.cli.NasReplay --version
            grep -c 'org.nasreplay.cli.NasReplay source: shared objects file' loaded.txt
            """);
    assertThat(outcome).isEqualTo(new Outcome(0, "nasreplay 0.1.0\n1\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ln -s \"$PROJECT/target/nasreplay.jsa\" \"$home/target\"", // of another place
        "echo text > \"$home/target/nasreplay.jsa\""
      })
  void anArchiveThatIsNotOfThisProjectIsPassedOverInSilence(String archive) throws Exception {
    Outcome outcome =
        shell(
            Map.of(),
            "home=$PWD/home\n" + CLONE + archive + "\n\"$home/scripts/nasreplay\" --version");
    assertThat(outcome).isEqualTo(new Outcome(0, "nasreplay 0.1.0\n", ""));
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

  /** A Maven of its own in front of the path: says what a build says, and ends as told. */
  private static String maven(String... lines) {
    return "home=$PWD/home\n"
        + CLONE
        + """
        rm "$home/target/built.stamp"
        mkdir bin
        printf '%s\n' '#!/usr/bin/env bash' "$MAVEN" > bin/mvn
        chmod +x bin/mvn
        export PATH="$PWD/bin:$PATH"
        """
        + String.join("\n", lines);
  }

  @Test
  void whoStartsForTheFirstTimeReadsThatItBuildsAndNothingOfMaven() throws Exception {
    Outcome outcome =
        shell(
            Map.of(
                "MAVEN",
                "echo '[INFO] Scanning'; echo 'Downloading from x: y'; echo 'Downloaded from x: y';"
                    + " echo '[WARNING] odd'; sleep 11"),
            maven(
                "\"$home/scripts/nasreplay\" --version", "\"$home/scripts/nasreplay\" --version"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("nasreplay 0.1.0\nnasreplay 0.1.0\n");
    assertThat(outcome.err())
        .matches(
            "nasreplay: building, once; [^\n]+\n"
                + "nasreplay: building, 1\\d s, 1 files fetched\n"
                + "nasreplay: built in 1\\d s\n");
  }

  @Test
  void whatABuildEndsAtIsShownAndIsNotABuild() throws Exception {
    Outcome outcome =
        shell(
            Map.of("MAVEN", "echo '[INFO] Scanning'; echo '[ERROR] no such symbol'; exit 1"),
            maven(
                "\"$home/scripts/nasreplay\" --version || echo $?",
                "[ ! -e \"$home/target/built.stamp\" ]"));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("2\n");
    assertThat(outcome.err())
        .contains("[ERROR] no such symbol\nnasreplay: the build failed")
        .doesNotContain("Scanning");
  }

  @Test
  void whoHasNoMavenReadsThatItIsNeeded() throws Exception {
    Outcome outcome =
        shell(
            Map.of("MAVEN", ""),
            maven(
                "rm bin/mvn",
                "for tool in bash dirname readlink find locale mktemp; do",
                "  ln -s \"$(command -v $tool)\" bin",
                "done",
                "PATH=$PWD/bin \"$home/scripts/nasreplay\" --version"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "nasreplay: mvn: not found, expected Maven 3.8 or newer and a JDK 17 to build with\n");
  }

  @Test
  void aJavaThatIsMissingOrTooOldIsNamed() throws Exception {
    String script =
        "home=$PWD/home\n"
            + CLONE
            + """
            mkdir -p bin old/bin
            for tool in bash dirname readlink find locale; do
              ln -s "$(command -v $tool)" bin
            done
            unset JAVA_HOME
            PATH=$PWD/bin "$home/scripts/nasreplay" --version || echo $?
            JAVA_HOME=$PWD/none "$home/scripts/nasreplay" --version || echo $?
            echo 'JAVA_VERSION="11.0.2"' > old/release
            touch old/bin/java
            chmod +x old/bin/java
            JAVA_HOME=$PWD/old "$home/scripts/nasreplay" --version || echo $?
            sed -i 's/11/1.8/' old/release
            JAVA_HOME=$PWD/old "$home/scripts/nasreplay" --version
            """;
    Outcome outcome = shell(Map.of(), script);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEqualTo("2\n2\n2\n");
    String here = folder.resolve("here").toRealPath().toString();
    assertThat(outcome.err().lines())
        .containsExactly(
            "nasreplay: java: not found, expected Java 17 or newer",
            "nasreplay: java: not found in JAVA_HOME (%s/none), expected Java 17 or newer"
                .replace("%s", here),
            "nasreplay: %s/old/bin/java: Java 11.0.2, expected 17 or newer".replace("%s", here),
            "nasreplay: %s/old/bin/java: Java 1.8.0.2, expected 17 or newer".replace("%s", here));
  }

  @Test
  void aShellCompletesCommandsSearchersAndSuites() throws Exception {
    Outcome outcome =
        shell(
            Map.of(),
            "home=$PWD/home\n"
                + CLONE
                + """
                cd "$home"
                source <(scripts/nasreplay generate-completion)
                complete -p nasreplay
                compopt() { :; } # a builtin that works for a shell with somebody at it
                completed() {
                  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
                  COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
                  _complete_nasreplay
                  echo "${COMPREPLY[@]}"
                }
                completed nasreplay stu
                completed nasreplay search laye
                completed nasreplay replay natsbench-topo
                completed nasreplay search random --dataset Image
                """);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<String> lines = outcome.out().lines().map(String::strip).toList();
    assertThat(lines.get(0)).endsWith(" nasreplay");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "study",
            "layernas layernas-resweep layernas-targets layernas-widening",
            "natsbench-topology",
            "ImageNet16-120 ImageNet");
  }

  @Test
  void theCommandThatGoesOnAfterAnInterruptCanBePasted() throws Exception {
    Outcome outcome =
        shell(
            Map.of(),
            "home=\"$PWD/my home\"\n"
                + CLONE
                + """
                "$home/scripts/nasreplay" replay --runs 200 --out 'its results' --seed 7 &
                while [ ! -e 'its results' ]; do sleep 0.05; done
                kill $!
                wait $! || true
                """);
    assertThat(outcome.err()).containsPattern("interrupted.* this goes on: ");
    String command =
        outcome.err().replaceFirst("(?s).* this goes on: ", "").lines().findFirst().get();
    assertThat(command)
        .matches("'.*/my home/scripts/nasreplay' replay --runs 200 --out 'its results' --seed 7");
    Outcome gone = shell(Map.of(), command);
    assertThat(gone.exitCode()).as(gone.err()).isZero();
    assertThat(gone.out()).endsWith("its results/report.html\n");
  }

  /** From the class to a run, each line as the README has it. */
  @Test
  void theSearcherOfTheReadmeIsBuiltAndRunByItsCommands() throws Exception {
    String readme = read(Path.of("README.md"));
    String chapter = readme.substring(readme.indexOf("## Add a searcher"));
    String java = chapter.replaceAll("(?s).*?```java\n(.*?)```.*", "$1");
    String commands = chapter.replaceAll("(?s).*?```\n(javac.*?)```.*", "$1");
    assertThat(commands.lines()).hasSize(5);
    Outcome outcome =
        shell(
            Map.of("SOURCE", java),
            "home=$PWD/home\n"
                + CLONE
                + "cd \"$home\"\nprintf '%s' \"$SOURCE\" > Greedy.java\n"
                + commands);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("the table's best is");
  }
}
