package org.nasreplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a program's library, as its Javadoc shows it. */
class LibraryIT {
  private static final Path JAR = Path.of("target/nasreplay.jar");
  private static final Path SOURCES = Path.of("target/nasreplay-sources.jar");
  private static final Path JAVADOC = Path.of("target/nasreplay-javadoc.jar");

  @TempDir private Path folder;

  @BeforeAll
  static void needJars() {
    for (Path jar : List.of(JAR, SOURCES, JAVADOC)) {
      assumeTrue(Files.exists(jar), "needs the packaged " + jar);
    }
  }

  /** The program of the overview, in a file of its own. */
  private Path example() throws IOException {
    Matcher program =
        Pattern.compile("<pre>\\{@code\n(.*)\n\\}</pre>", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("src/main/javadoc/overview.html")));
    assertThat(program.find()).isTrue();
    return Files.writeString(folder.resolve("Compared.java"), program.group(1));
  }

  @Test
  void theProgramOfTheOverviewRunsOnTheJarAndOnWhatIsDocumentedAlone() throws Exception {
    Path source = example();
    List<String> used =
        Pattern.compile("(?m)^import (org\\.nasreplay\\.[\\w.]+);")
            .matcher(Files.readString(source))
            .results()
            .map(MatchResult::group)
            .map(line -> line.replaceAll("^import |;$", ""))
            .toList();
    assertThat(used).hasSizeGreaterThan(9);
    try (ZipFile javadoc = new ZipFile(JAVADOC.toFile())) {
      for (String type : used) {
        assertThat(javadoc.getEntry(type.replace('.', '/') + ".html")).as(type).isNotNull();
      }
      assertThat(javadoc.getEntry("org/nasreplay/cli/NasReplay.html")).isNull();
    }
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    String classes = folder.resolve("classes").toString();
    run(
        folder,
        bin.resolve("javac"),
        "-Werror",
        "-Xlint:all,-path",
        "-cp",
        JAR,
        "-d",
        classes,
        source);
    String printed =
        run(
            folder,
            bin.resolve("java"),
            "-cp",
            JAR.toAbsolutePath() + File.pathSeparator + classes,
            "Compared",
            Path.of("data/nats-size-surrogate.h5").toAbsolutePath());
    assertThat(printed.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("(random|regularized-evolution|climber) 9[34]\\.\\d+"));
  }

  @Test
  void itsSourcesAndItsJavadocHoldTheSameClass() throws IOException {
    String type = "org/nasreplay/search/Session";
    try (ZipFile sources = new ZipFile(SOURCES.toFile());
        ZipFile javadoc = new ZipFile(JAVADOC.toFile())) {
      assertThat(sources.getEntry(type + ".java")).isNotNull();
      assertThat(javadoc.getEntry(type + ".html")).isNotNull();
      String overview =
          new String(
              javadoc.getInputStream(javadoc.getEntry("index.html")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(overview).contains("public final class Compared");
    }
  }

  /** Into a repository of its own, which sees those libraries that this build has fetched. */
  @Test
  void aProjectThatDependsOnTheInstalledArtefactCompiles() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    Path repository = repository();
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.copy(Path.of("pom.xml"), own.resolve("pom.xml"));
    run(
        own,
        maven(
            "-Dmaven.repo.local=" + repository,
            "install:install-file",
            "-Dfile=" + JAR.toAbsolutePath(),
            "-DpomFile=pom.xml",
            "-Dsources=" + SOURCES.toAbsolutePath(),
            "-Djavadoc=" + JAVADOC.toAbsolutePath()));
    String version = pom.replaceAll("(?s).*?<version>([^<]+)<.*", "$1");
    try (DirectoryStream<Path> installed =
        Files.newDirectoryStream(
            repository.resolve("org/nasreplay/nasreplay").resolve(version), "*.{jar,pom}")) {
      assertThat(installed)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "nasreplay-" + version + ".jar",
              "nasreplay-" + version + "-sources.jar",
              "nasreplay-" + version + "-javadoc.jar",
              "nasreplay-" + version + ".pom");
    }

    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    String compiler =
        pom.replaceAll(
            "(?s).*<artifactId>maven-compiler-plugin</artifactId>\\s*<version>([^<]+)<.*", "$1");
    Files.writeString(
        theirs.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.example</groupId>
          <artifactId>theirs</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.nasreplay</groupId>
              <artifactId>nasreplay</artifactId>
              <version>VERSION</version>
            </dependency>
          </dependencies>
          <build>
            <plugins>
              <plugin>
                <groupId>org.apache.maven.plugins</groupId>
                <artifactId>maven-compiler-plugin</artifactId>
                <version>COMPILER</version>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .replace("VERSION", version)
            .replace("COMPILER", compiler));
    Path java = Files.createDirectories(theirs.resolve("src/main/java"));
    Files.copy(example(), java.resolve("Compared.java"));
    run(theirs, maven("-Dmaven.repo.local=" + repository, "compiler:compile"));
    assertThat(theirs.resolve("target/classes/Compared.class")).exists();
  }

  /** A view of Maven's repository that has an org/nasreplay of its own. */
  private Path repository() throws IOException {
    Path fetched = Path.of(System.getProperty("maven.repository"));
    assumeTrue(Files.isDirectory(fetched), "needs Maven's repository " + fetched);
    Path view = Files.createDirectory(folder.resolve("repository"));
    link(fetched, view, "org");
    link(fetched.resolve("org"), Files.createDirectory(view.resolve("org")), "nasreplay");
    return view;
  }

  private static void link(Path from, Path to, String without) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        Path name = entry.getFileName();
        if (!name.toString().equals(without)) Files.createSymbolicLink(to.resolve(name), entry);
      }
    }
  }

  @Test
  void aReleaseSaysWhereItComesFromAndWhoAnswersForIt() throws Exception {
    Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
    Process refused = start(folder, maven("-Prelease", "validate"));
    String said = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(refused.waitFor()).isNotZero();
    assertThat(said.lines().filter(line -> line.contains("release.url"))).hasSize(1);

    run(
        folder,
        maven(
            "-Prelease",
            "validate",
            "flatten:flatten@central",
            "-Drelease.url=https://example.org/replay",
            "-Drelease.scm=scm:git:https://example.org/replay.git",
            "-Drelease.developer=Ada Lovelace",
            "-Drelease.email=ada@example.org"));
    assertThat(folder.resolve("target/.flattened-pom.xml"))
        .content()
        .contains(
            "<name>NAS Replay</name>",
            "<description>Replays ",
            "<url>https://example.org/replay</url>",
            "<name>Apache-2.0</name>",
            "<name>Ada Lovelace</name>",
            "<email>ada@example.org</email>",
            "<connection>scm:git:https://example.org/replay.git</connection>")
        .doesNotContain("${");
  }

  /** Maven with no more of a network than the build that runs these tests has. */
  private static Object[] maven(String... arguments) {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
    if ("offline true".equals(System.getProperty("maven.network"))) command.add("-o");
    command.addAll(List.of(arguments));
    return command.toArray();
  }

  private static Process start(Path folder, Object... command) throws IOException {
    List<String> words = new ArrayList<>();
    for (Object word : command)
      words.add(
          word instanceof Path path && Files.exists(path)
              ? path.toAbsolutePath().toString()
              : word.toString());
    return new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  /** What a program prints that must end well. */
  private static String run(Path folder, Object... command)
      throws IOException, InterruptedException {
    Process process = start(folder, command);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
