package org.nasreplay.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.Fuzzer;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Tables;

/** Damaged suites, and results in which one file is damaged. */
class SuitesAndResultsFuzzIT {
  private static final Map<String, String> ID = Map.of("seed", "1", "table", "ab");
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();
  private static final BenchmarkTable TABLE = Tables.complete();
  private static final String SUITE =
      Suites.SMALL
          + """
            - layernas: {buckets: 100, keep: 3}
            - &e successive-halving: {min_epochs: 4} # as the table has it
          published: {paper: NATS-Bench 2021, table: size, methods: {random: RANDOM}}
          """;

  private static @Nullable Results made;

  @TempDir private Path folder;

  private static Replay replay() {
    return replay(Suites.read(Suites.SMALL));
  }

  private static Replay replay(Suite suite) {
    return new Replay(suite, new TableBenchmark(TABLE), REGISTRY);
  }

  /** Of a space that is cut down to a few architectures: what is read is as long as written. */
  @BeforeAll
  static void make() throws Exception {
    Results whole =
        replay()
            .results(
                replay().run(1, done -> {}),
                Suites.SMALL,
                new ReplayProvenance.Table("t.h5", "ab", "size"));
    Map<String, Results.Networks> few = new LinkedHashMap<>();
    whole
        .networks()
        .forEach(
            (protocol, all) ->
                few.put(
                    protocol,
                    new Results.Networks(
                        Arrays.copyOf(all.cost(), 40),
                        Arrays.copyOf(all.reward(), 40),
                        Arrays.copyOf(all.testAccuracy(), 40))));
    made = new Results(whole.provenance(), whole.runs(), whole.optima(), few);
  }

  private static Results results() {
    return Objects.requireNonNull(made);
  }

  private void finish() throws Exception {
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      opened.write(results());
    }
  }

  private void interrupt() throws Exception {
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      opened.journal().write(0, results().runs().subList(0, 3));
    }
  }

  @Test
  void aDamagedSuiteIsReadyToRunOrRefused() throws Exception {
    Path file = folder.resolve("suite.yaml");
    Fuzzer.run(
        file,
        SUITE.getBytes(UTF_8),
        file,
        damaged -> {
          try {
            replay(Suite.read(damaged));
          } catch (InputException e) { // the table that lacks something knows of no suite
            throw e.in(damaged);
          }
        });
  }

  @Test
  void damagedRunsOfAnotherProgramAreTakenOverOrRefused() throws Exception {
    Path file = folder.resolve("theirs.csv");
    double reward =
        TABLE.column(ColumnKey.parse("cifar10-valid/12/valid_accuracy/888")).values()[0];
    String whole =
        "protocol,run,architecture,epochs,seconds,reward\n"
            + ("cifar10,0,8:8:8:8:8,12,65," + reward + "\n")
            + "cifar10,0,8:8:8:8:16,4,,\n"
            + "cifar10,1,64:64:64:64:64,,,\n"
            + "cifar10,1,\"8:16:24:32:40\",12,,\n";
    var benchmark = new TableBenchmark(TABLE);
    Suite suite = Suites.read(Suites.SMALL);
    Fuzzer.run(
        file,
        whole.getBytes(UTF_8),
        file,
        damaged -> ImportedRuns.read(damaged, suite, benchmark, "theirs"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs.csv",
        "trajectories.csv",
        "optima.csv",
        "space.csv",
        "provenance.json",
        "complete.json"
      })
  void finishedResultsAreWhatWasWrittenOrRefused(String name) throws Exception {
    finish();
    Path file = folder.resolve(name);
    Fuzzer.run(
        file,
        Files.readAllBytes(file),
        folder,
        damaged -> assertSame(ResultFiles.read(folder, "--overwrite makes it anew")));
  }

  private static void assertSame(Results read) {
    assertThat(read.provenance()).isEqualTo(results().provenance());
    assertThat(read.runs()).isEqualTo(results().runs());
    assertThat(read.optima()).isEqualTo(results().optima());
    assertThat(read.networks()).usingRecursiveComparison().isEqualTo(results().networks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"runs.csv", "trajectories.csv", "optima.csv", "space.csv", "provenance.json"})
  void editedResultsAreReadOrRefused(String name) throws Exception {
    finish();
    Path file = folder.resolve(name);
    Fuzzer.run(
        file, Files.readAllBytes(file), folder, damaged -> ResultFiles.readUnchecked(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete.json", "written.txt"})
  void aFolderOfDamagedResultsIsOpenedOrRefused(String name) throws Exception {
    finish();
    Path file = folder.resolve(name);
    Fuzzer.run(
        file,
        Files.readAllBytes(file),
        folder,
        damaged -> {
          try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
            opened.finished();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity.json",
        "0000-cell.json",
        "0000-runs.csv",
        "0000-trajectories.csv",
      })
  void aDamagedJournalGivesTheRunsThatWereWrittenOrNone(String name) throws Exception {
    interrupt();
    Path file = folder.resolve("journal").resolve(name);
    Map<String, byte[]> whole = contents(folder.resolve("journal"));
    Fuzzer.run(
        file,
        Files.readAllBytes(file),
        folder,
        damaged -> {
          try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
            List<Run> runs = opened.journal().read(0, "cifar10", "random");
            if (runs.isEmpty()) throw new InputException(folder.toString(), "is run again");
            assertThat(runs).isEqualTo(results().runs().subList(0, 3));
          } finally {
            for (Map.Entry<String, byte[]> each : whole.entrySet()) {
              Path other = folder.resolve("journal").resolve(each.getKey());
              if (!other.equals(file)) Files.write(other, each.getValue());
            }
          }
        });
  }

  private static Map<String, byte[]> contents(Path folder) throws Exception {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
