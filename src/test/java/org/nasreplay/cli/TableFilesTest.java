package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Checksums;
import org.nasreplay.io.Sha256;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;
import org.nasreplay.table.file.TableFormats;

/** Where commands find tables, what holds these together, and what is said about them. */
class TableFilesTest {
  private static final Path DEFAULT = Path.of("data/nats-size-surrogate.h5");
  private static final Path CASES = Path.of("../shared/cases");
  private static final BenchmarkTable SMALL =
      Tables.of(
          Tables.column("cifar10-valid/12/valid_accuracy/777", i -> 50 + i % 400 / 10.0),
          Tables.column("cifar10-valid/12/train_seconds/777", i -> 60 + i % 7),
          Tables.column("cifar10-valid/12/valid_seconds/777", i -> 5),
          Tables.column("cifar10-valid/90/valid_accuracy/777", i -> 60 + i % 300 / 10.0),
          Tables.column("cifar10/90/test_accuracy/777", i -> 55 + i % 350 / 10.0));

  @TempDir private Path folder;

  /** A suite of one run on the table of this name, beside it. */
  private Path suite(String table) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"), Commands.suite("small", 1, table, "random"));
  }

  private Outcome replay(Path suite) {
    return run("replay", suite, "--out", folder.resolve("out"), "--overwrite");
  }

  private static Outcome search(Path suite) {
    return run("search", "random", "--dataset", "cifar10", "--suite", suite);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.csv.gz", "t.h5"})
  void aFlippedBitAnywhereIsNoticedByVerifyAndReplayAndSearch(String name) throws IOException {
    Path file = folder.resolve(name);
    TableFormats.write(SMALL, file);
    Path suite = suite(name);
    byte[] whole = Files.readAllBytes(file);
    assertThat(run("table", "verify", file).err()).isEmpty();
    assertThat(search(suite))
        .matches(outcome -> outcome.exitCode() == 0 && outcome.err().isEmpty());
    var random = new SplittableRandom(2023);
    for (int i = 0; i < 24; i++) {
      byte[] damaged = whole.clone();
      // the last bytes, too, where a seal lies, and a last line that may be cut inside its number
      int at = i % 6 == 0 ? whole.length - 1 - i : random.nextInt(whole.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      Outcome outcome =
          switch (i % 3) {
            case 0 -> run("table", "verify", file);
            case 1 -> replay(suite);
            default -> search(suite);
          };
      assertRefused(outcome, file.toString());
    }
  }

  @Test
  void theDefaultTableIsHeldByItsSealAndByTheListBesideIt() {
    assertThat(run("table", "verify", DEFAULT).out())
        .contains("72 columns, 2,359,296 values in range, 0 empty")
        .contains("as the file's own seal says, as in data/SHA256SUMS");
  }

  @Test
  void emptyCellsAreCountedApart() throws IOException {
    Path file = folder.resolve("t.h5");
    TableFormats.write(Tables.of(Tables.column("cifar10/90/test_accuracy/777", 50, 60)), file);
    assertThat(run("table", "verify", file).out())
        .contains("1 columns, 2 values in range, 32,766 empty");
  }

  @Test
  void aChecksumIsWrittenBesideACsvTableAndGoesWhereTheTableGoes() throws IOException {
    Path csv = folder.resolve("t.csv");
    Path companion = Checksums.companion(csv);
    Path other = folder.resolve("other.h5");
    TableFormats.write(SMALL, other);
    assertThat(run("table", "convert", other, csv)).matches(outcome -> outcome.err().isEmpty());
    assertThat(companion).hasContent(Sha256.of(csv) + "  t.csv");
    TableFormats.write(SMALL, csv);
    assertThat(companion).hasContent(Sha256.of(csv) + "  t.csv");
    assertThat(run("table", "verify", csv).out()).contains("as in " + companion);
    // what an interruption between the two would leave: no checksum, but none of another table
    Files.delete(companion);
    assertThat(run("table", "verify", csv).exitCode()).isZero();

    Path sealed = folder.resolve("t.h5");
    Files.writeString(Checksums.companion(sealed), "0".repeat(64) + "  t.h5\n");
    TableFormats.write(SMALL, sealed);
    assertThat(Checksums.companion(sealed)).doesNotExist();
    assertThat(run("table", "verify", sealed).exitCode()).isZero();
  }

  @Test
  void aForeignTableIsReadWithOneNotice() throws IOException {
    Path csv = folder.resolve("t.csv");
    TableFormats.write(SMALL, csv);
    Files.delete(Checksums.companion(csv));
    for (Outcome outcome :
        new Outcome[] {
          run("table", "verify", csv),
          run("table", "info", csv),
          replay(suite("t.csv")),
          run("search", "random", "--dataset", "cifar10", "--suite", suite("t.csv"), "--trace"),
          run("study", "retention", "--table", csv, "--out", folder.resolve("study"))
        }) {
      assertThat(outcome.exitCode()).isZero();
      assertThat(outcome.err().lines().filter(line -> line.startsWith("nasreplay: " + csv)))
          .singleElement()
          .asString()
          .endsWith("keep one with: (cd " + folder + " && sha256sum t.csv > t.csv.sha256)");
    }
    assertRefused(run("table", "query", csv, "8:8"), "unknown architecture (8:8)");
  }

  @Test
  void aListOfChecksumsThatIsNotTextIsOneLine() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "the cases are not here: " + CASES);
    Path file = CASES.resolve("11-text-not-utf8/t.csv.gz");
    assertRefused(run("table", "verify", file), "SHA256SUMS: is not UTF-8 text");
  }

  @Test
  void accuraciesThatLookLikeFractionsGetAHint() throws IOException {
    Path file = folder.resolve("t.h5");
    Column fractions = Tables.column("cifar10/90/test_accuracy/777", i -> i % 100 / 100.0);
    Column percent = SMALL.column(ColumnKey.parse("cifar10-valid/12/valid_accuracy/777"));
    Column seconds = Tables.column("cifar10-valid/12/valid_seconds/777", i -> 0.5);
    TableFormats.write(Tables.of(fractions, percent, seconds), file);
    String hint = "no accuracy above 1 in 1 of the columns read, as in " + fractions.key();
    assertThat(run("table", "verify", file).out()).contains("hint: " + file + ": " + hint);
    assertThat(run("table", "info", file).out()).contains(hint);
    Outcome best = run("table", "best", file, "--metric", "test_accuracy", "--epochs", 90);
    assertThat(best.out()).doesNotContain("hint");
    assertThat(best.err()).contains(hint);
    TableFormats.write(Tables.of(percent, seconds), file);
    assertThat(run("table", "verify", file).out()).doesNotContain("hint");
  }

  @Test
  void aTableIsLookedForBesideTheSuiteFirst() throws IOException {
    TableFormats.write(SMALL, folder.resolve("beside.csv.gz"));
    Outcome outcome = replay(suite("beside.csv.gz"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(search(suite("data/nats-size-surrogate.h5")).exitCode()).isZero();
    assertRefused(
        replay(suite("nowhere.h5")),
        "nowhere.h5: no such file, looked for in "
            + folder.toAbsolutePath()
            + ", "
            + Path.of("").toAbsolutePath());
    assertRefused(
        run("table", "info", "nowhere.h5"), "looked for in " + Path.of("").toAbsolutePath());
  }

  @Test
  void aNameThatNoFileCanHaveIsRefused() {
    assertRefused(run("table", "info", "a\0.h5"), "a\\u0000.h5: not the name of a file");
  }

  @Test
  void theCaseOfATableBesideItsSuiteRuns() {
    assumeTrue(Files.isDirectory(CASES), "the cases are not here: " + CASES);
    Path suite = CASES.resolve("19-table-beside-the-suite/suite.yaml");
    assertThat(replay(suite).exitCode()).isZero();
  }

  @Tag("anywhere") // in a Java of its own, which is in no country
  @Test
  void tablesOfTheProjectAreFoundFromAnyFolder() throws Exception {
    Path project = Path.of("").toAbsolutePath();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    for (String command : new String[] {"info", "verify"}) {
      Process process =
          new ProcessBuilder(
                  java,
                  "-Dnasreplay.home=" + project,
                  "-cp",
                  path,
                  NasReplay.class.getName(),
                  "table",
                  command,
                  DEFAULT.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out.txt").toFile())
              .start();
      assertThat(process.waitFor()).as(Files.readString(folder.resolve("out.txt"))).isZero();
      assertThat(folder.resolve("out.txt")).content().contains("72 columns");
    }
  }

  @Test
  void controlCharactersOfASourceDoNotReachTheTerminal() throws IOException {
    Column plain = SMALL.column(ColumnKey.parse("cifar10/90/test_accuracy/777"));
    var provenance = Provenance.measured("\u001b[2J\u202egp\u009b", "");
    for (String name : new String[] {"t.h5", "t.csv"}) {
      Path file = folder.resolve(name);
      TableFormats.write(Tables.of(new Column(plain.key(), provenance, plain.values())), file);
      assertThat(TableFormats.read(file).column(plain.key()).provenance()).isEqualTo(provenance);
      for (Outcome outcome :
          new Outcome[] {run("table", "info", file), run("table", "query", file, "8:8:8:8:8")}) {
        assertThat(outcome.out())
            .contains("measured (\\u001b[2J\\u202egp\\u009b)")
            .doesNotContain("\u001b", "\u202e", "\u009b");
      }
    }
  }
}
