package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;

/** What others install: unpacked, started, and whether all that it must hold is in it. */
class DistributionIT {
  @TempDir private Path folder;

  /** Somebody who owns nothing here; a file's mode does not keep root from writing. */
  private static final String SOMEBODY =
      """
      somebody() { "$@"; }
      if [ "$(id -u)" = 0 ]; then
        somebody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
        chmod a+rx ..
        chmod a+rwx .
      fi
      """;

  @Test
  void itRunsFromAReadOnlyFolderOfAnyNameAndWritesIntoTheCurrentOne() throws Exception {
    Outcome outcome =
        Shell.run(
            folder,
            Map.of("ARCHIVE", Archive.file(".tar.gz").toString(), "LC_ALL", "C"),
            SOMEBODY
                + """
                home=$PWD/$'\\303\\244:b c'
                trap 'chmod -R u+w "$home"; rm -rf "$home"' EXIT
                mkdir "$home"
                tar xzf "$ARCHIVE" -C "$home" --strip-components=1
                chmod -R a-w "$home"
                if somebody touch "$home/writable" 2> /dev/null; then exit 3; fi
                somebody "$home/bin/nasreplay" --version
                somebody "$home/bin/nasreplay" replay --runs 2
                somebody "$home/bin/nasreplay" table info data/nats-size-surrogate.h5
                find "$home" -type f -mmin -9
                ls -A
                ls reports
                """);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .matches(
            "(?s)nasreplay \\d.*\n24 runs, .*: reports/natsbench-size/report.html\n"
                + ".*/ä:b c/data/nats-size-surrogate.h5: space size.*\n"
                + "reports\nä:b c\nnatsbench-size\n");
    assertThat(folder.resolve("here/reports/natsbench-size/charts/progress-cifar10.svg")).exists();
  }

  @Test
  void theJarStartsByItselfFromAnywhere() throws Exception {
    Outcome outcome =
        Shell.run(
            folder,
            Map.of("HOME_OF_IT", Archive.unpack(folder).toString()),
            "java -jar \"$HOME_OF_IT/nasreplay.jar\" search random --dataset cifar10 --budget 500\n"
                + "java -jar \"$PROJECT/target/nasreplay.jar\" list suites");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("the table's best is", "natsbench-size\n");
  }

  @Test
  void whoHasNoFontsKeepsTheResultsAndReadsWhatChartsNeed() throws Exception {
    String hidden =
        "unshare -rm bash -euc 'library=$(readlink -f \"$(ldconfig -p |"
            + " sed -n \"s/.*libfontconfig.so.1 .* => //p\" | head -n 1)\");"
            + " mount --bind /dev/null \"$library\";";
    assumeTrue(Shell.run(folder, Map.of(), hidden + "'").exitCode() == 0, "needs unshare -rm");
    Outcome outcome =
        Shell.run(
            folder,
            Map.of("HOME_OF_IT", Archive.unpack(folder).toString()),
            hidden + "\"$HOME_OF_IT/bin/nasreplay\" replay --runs 2 --out results'");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err())
        .endsWith(
            "nasreplay: charts: Java finds no letters to draw with, expected fontconfig and a font"
                + " (in Debian: fontconfig and fonts-dejavu-core)\n")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("here/results/runs.csv")).isNotEmptyFile();
  }

  @Test
  void aJarWithoutItsLibrariesSaysWhatIsMissing() throws Exception {
    Outcome outcome =
        Shell.run(
            folder,
            Map.of(),
            "cp \"$PROJECT/target/nasreplay.jar\" . && java -jar nasreplay.jar list suites");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("nasreplay: ").contains("lib", "bin/nasreplay");
  }

  @Test
  void bothArchivesHoldTheSameFiles() throws Exception {
    Path home = Archive.unpack(folder);
    TreeSet<String> zipped = new TreeSet<>();
    try (ZipFile zip = new ZipFile(Archive.file(".zip").toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) zipped.add(entry.getName().replaceFirst("^[^/]+/", ""));
      }
    }
    assertThat(files(home)).containsExactlyElementsOf(zipped);
    assertThat(zipped)
        .contains(
            "LICENSE",
            "README.md",
            "bin/nasreplay",
            "bin/nasreplay.bat",
            "data/SHA256SUMS",
            "data/nats-size-surrogate.h5",
            "data/suites/natsbench-size.yaml",
            "nasreplay.jar",
            "scripts/annealing.py",
            "scripts/nasreplay.py");
  }

  private static List<String> files(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** And where a licence is not Apache's, which the project's own LICENSE is, its whole text. */
  @Test
  void everyLibraryInItIsNamedWithItsLicence() throws Exception {
    Path home = Archive.unpack(folder);
    List<String> named =
        Files.readAllLines(home.resolve("licences/THIRD-PARTY.txt")).stream()
            .filter(line -> line.startsWith("     ("))
            .toList();
    List<String> files = files(home);
    List<String> jars = files.stream().filter(file -> file.startsWith("lib/")).toList();
    assertThat(jars).hasSameSizeAs(named).hasSizeGreaterThan(40);
    for (String jar : jars) {
      String name = jar.replaceAll("^lib/|\\.jar$", "");
      String artifact = name.replaceAll("-[0-9.]+$", ""); // a version follows it, or a colon
      String line =
          named.stream()
              .filter(l -> l.contains(":" + artifact + ":" + name.substring(artifact.length() + 1)))
              .findFirst()
              .orElseThrow(() -> new AssertionError(jar + " is not named"));
      String licence = line.replaceAll("^ +\\(([^)]+)\\).*", "$1");
      String text =
          switch (licence) {
            case "Apache-2.0" -> "LICENSE";
            case "LGPL-2.1-or-later" -> "licences/LGPL-2.1.txt";
            case "BSD-3-Clause", "MIT" ->
                files.stream()
                    .filter(f -> f.matches("licences/" + Pattern.quote(name) + "-jar/.*LICENSE.*"))
                    .findFirst()
                    .orElse("licences/" + artifact.replaceAll("-(native|terminal)$", "") + ".txt");
            default -> throw new AssertionError("licence of " + line);
          };
      assertThat(files).as(line).contains(text);
    }
    assertThat(home.resolve("licences/LGPL-2.1.txt"))
        .content()
        .contains("GNU LESSER GENERAL PUBLIC LICENSE", "Version 2.1, February 1999");
    assertThat(jars).anyMatch(jar -> jar.startsWith("lib/jfreechart-"));
  }

  /** No Windows runs these tests: what can be held is that it says to Java what the other says. */
  @Test
  void theLauncherForWindowsHandsTheSameToJava() throws Exception {
    Path bin = Archive.unpack(folder).resolve("bin");
    String windows = Files.readString(bin.resolve("nasreplay.bat"));
    assertThat(options(windows)).isEqualTo(options(Files.readString(bin.resolve("nasreplay"))));
    assertThat(windows.lines().count()).isEqualTo(windows.split("\r\n", -1).length - 1);
  }

  private static TreeSet<String> options(String launcher) {
    TreeSet<String> options = new TreeSet<>();
    var option = Pattern.compile("-(?:XX:\\+\\w+|XX:\\w+=\\d+|Xm[sx]\\d+m|Djava\\.awt\\S+|cp\\b)");
    option.matcher(launcher).results().forEach(found -> options.add(found.group()));
    assertThat(options).hasSizeGreaterThan(4);
    return options;
  }
}
