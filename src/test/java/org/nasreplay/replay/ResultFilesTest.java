package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class ResultFilesTest {
  private static final double NONE = Double.NaN;

  @TempDir private Path folder;

  /** Two runs, one of which found nothing; two architectures, one of which was never tested. */
  private static final Results RESULTS =
      new Results(
          new ReplayProvenance(
              new Code("1", "unknown", "", Map.of()),
              "small",
              "A \"title\", with all: sorts",
              Suites.SMALL,
              1,
              1,
              new ReplayProvenance.Table("table.h5", "ab".repeat(32), "size"),
              Suites.read(Suites.SMALL).protocols(),
              List.of(
                  new ReplayProvenance.Searcher(
                      "evolution{sample=5, population=10}", "regularized-evolution", "{}"),
                  new ReplayProvenance.Searcher("random", "random", "{}")),
              List.of(
                  new ReplayProvenance.UsedColumn(
                      "cifar10", "reward", "cifar10/12/valid_accuracy/777", "modelled", "m", "")),
              Costs.NATS_BENCH,
              new ReplayProvenance.Reference(true, 32768),
              new Suite.Published("NATS-Bench", "5", Map.of("random", "RANDOM")),
              new ReplayProvenance.Machine("Linux amd64", "a JVM", 2),
              List.of(),
              false,
              null,
              null),
          List.of(
              new Run(
                  "cifar10",
                  "evolution{sample=5, population=10}",
                  0,
                  Long.MIN_VALUE,
                  3_000_000_000L,
                  20_011.1,
                  "8:8:8:8:8",
                  1 / 3.0,
                  Math.nextUp(84.0),
                  93.65,
                  Costs.of(4_481_114, 11_714),
                  83.5,
                  92.7,
                  List.of(
                      new Run.Step(1, 0.1 + 0.2, "8:8:8:8:16", 0.1, NONE, 90),
                      new Run.Step(
                          2_999_999_999L, 20_000, "8:8:8:8:8", 1 / 3.0, Math.nextUp(84.0), 93.65))),
              new Run(
                  "cifar10",
                  "random",
                  0,
                  -1,
                  2,
                  20_000.5,
                  "",
                  NONE,
                  NONE,
                  NONE,
                  Costs.of(NONE, NONE),
                  NONE,
                  NONE,
                  List.of())),
          List.of(
              new Optimum(
                  "cifar10",
                  "validation",
                  "8:8:8:8:8",
                  85,
                  NONE,
                  93.65,
                  Costs.of(4_481_114, 11_714)),
              new Optimum(
                  "cifar10", "test", "8:8:8:8:8", 85, 90, 93.65, Costs.of(4_481_114, 11_714))),
          Map.of(
              "cifar10",
              new Results.Networks(
                  new double[] {4_481_114, 274_399_882},
                  new double[] {NONE, 85.5},
                  new double[] {93.65, NONE})));

  @BeforeEach
  void write() throws IOException {
    ResultFiles.write(RESULTS, folder);
  }

  @Test
  void whatIsReadIsWhatWasWrittenBitForBit() throws IOException {
    assertThat(ResultReader.read(folder))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(RESULTS);
  }

  @Test
  void whatWasDrawnFromAModelIsKnownByProtocolAndRole() throws IOException {
    ReplayProvenance read = ResultReader.read(folder).provenance();
    assertThat(read.modelled("cifar10", "reward")).isTrue();
    assertThat(read.modelled("cifar10", "test")).isFalse();
    assertThat(read.modelled("cifar100", "reward")).isFalse();
  }

  @Test
  void whatIsWrittenTwiceIsTheSame() throws IOException {
    ResultFiles.write(ResultReader.read(folder), folder.resolve("again"));
    for (String name :
        List.of(
            ResultFiles.PROVENANCE,
            ResultFiles.RUNS,
            ResultFiles.TRAJECTORIES,
            ResultFiles.OPTIMA,
            ResultFiles.SPACE)) {
      assertThat(folder.resolve("again").resolve(name))
          .hasSameBinaryContentAs(folder.resolve(name));
    }
  }

  @Test
  void aRunIsARowAndAMissingNumberAnEmptyCell() {
    assertThat(folder.resolve(ResultFiles.RUNS))
        .hasContent(
            """
            protocol,searcher,run,seed,evaluations,seconds,architecture,reward,valid_accuracy,test_accuracy,flops,params,valid_accuracy_at_budget,test_accuracy_at_budget
            cifar10,"evolution{sample=5, population=10}",0,-9223372036854775808,3000000000,20011.1,8:8:8:8:8,0.3333333333333333,84.00000000000001,93.65,4481114.0,11714.0,83.5,92.7
            cifar10,random,0,-1,2,20000.5,,,,,,,,
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"provenance.json", "runs.csv", "trajectories.csv", "optima.csv", "space.csv"})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve(name) + ": no such file");
  }

  @Test
  void bytesThatAreNoTextAreReported() throws IOException {
    Path file = folder.resolve("runs.csv");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] = (byte) 0xe9; // as Latin-1 writes an e with an accent
    Files.write(file, bytes);
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": not UTF-8, which results are written in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runs.csv | protocol, | dataset, | :1: header (dataset,searcher,
          runs.csv | 20000.5 | soon | :3: (soon) in column 6, expected a number
          runs.csv | 20000.5 | 20000.5d | :3: (20000.5d) in column 6, expected a number
          runs.csv | 20000.5 | 0x1p3 | :3: (0x1p3) in column 6, expected a number
          runs.csv | ,-1, | ,-١, | :3: (-١) in column 4, expected a whole number
          runs.csv | ,-1, | ,-1.5, | :3: (-1.5) in column 4, expected a whole number
          runs.csv | ,,,,,,,, | ,, | :3: 8 cells, expected 14
          runs.csv | 93.65,4481114 | 930,4481114 | :2: (930) in column 10, expected 0 to 100
          runs.csv | 20011.1 | Infinity | :2: (Infinity) in column 6, expected a number
          runs.csv | ,-1,2,20000.5 | ,-1,0,20000.5 | :3: (20000.5) in column 6, expected 0, as of no training
          runs.csv | ,-1,2,20000.5 | ,-1,2,0.0 | :3: (0.0) in column 6, expected a number above 0
          runs.csv | ,3000000000, | ,-3, | :2: (-3) in column 5, expected 0 to
          runs.csv | 93.65,4481114 | 93.64,4481114 | :2: 8:8:8:8:8 with reward 0.3333333333333333, expected the last
          runs.csv | cifar10,random,0 | cifar10,random,1 | :3: run 1 of random under cifar10, expected run 0 of random
          runs.csv | cifar10,random,0 | cifar100,random,0 | :3: run 0 of random under cifar100, expected run 0 of random under cifar10
          trajectories.csv | 2999999999 | 3000000001 | :3: (3000000001) in column 4, expected 0 to 3000000000
          trajectories.csv | ,0.1, | ,0.3333333333333333, | :3: a new incumbent comes later than the one above and has a better
          trajectories.csv | 20000.0 | 20012.0 | :3: 20012.0 seconds, after the run's 20011.1
          trajectories.csv | ,1,0.30000000000000004 | ,2999999999,0.30000000000000004 | :3: a new incumbent comes later
          optima.csv | cifar10,test, | cifar10,best, | : rows of [cifar10 validation, cifar10 best], expected
          runs.csv | "evolution{sample=5 | "evolution"{sample=5 | :2: quotes inside a cell, expected around the whole of it
          trajectories.csv | 0.1, | O.1, | :2: (O.1) in column 7, expected a number
          optima.csv | validation, | validation | :2: 7 cells, expected 8
          space.csv | cifar10/flops | cifar100/flops | :1: header (cifar100/flops,cifar10/reward,cifar10/test_accuracy), expected cifar10/flops,cifar10/reward,cifar10/test_accuracy
          provenance.json | "runs" : 1 | "runs" : "two" | :11: runs ("two"), expected a whole number
          provenance.json | "runs" : 1 | "rums" : 1 | :11: unknown key (rums), expected one of code, columns, costs, failed, machine,
          """)
  void aChangedFileIsReportedWithItsLine(String name, String right, String wrong, String message)
      throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"93.65, 100.0", "93.65, 0.0", "20000.0, 20011.1", "20000.0, 0.30000000000000004"})
  void theEndsOfARangeAreInIt(String right, String other) throws IOException {
    // accuracies of none and of all images; an incumbent of the last moment, and two of the first
    for (String name : List.of("runs.csv", "trajectories.csv", "optima.csv")) {
      Path file = folder.resolve(name);
      Files.writeString(file, Files.readString(file).replace(right, other));
    }
    Run run = ResultReader.read(folder).runs().get(0);
    Run.Step last = run.trajectory().get(1);
    assertThat(List.of(run.testAccuracy(), last.seconds())).contains(Double.parseDouble(other));
  }

  /** A searcher may find nothing that can be trained. */
  @Test
  void aRunWithoutTrainingsHasTakenNoTime() throws IOException {
    Path file = folder.resolve("runs.csv");
    Files.writeString(file, Files.readString(file).replace(",-1,2,20000.5,", ",-1,0,0.0,"));
    Run run = ResultReader.read(folder).runs().get(1);
    assertThat(run.evaluations()).isZero();
    assertThat(run.seconds()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs.csv", "space.csv", "provenance.json"})
  void anEmptyFileIsRejected(String name) throws IOException {
    Files.writeString(folder.resolve(name), "");
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve(name) + ":1: ");
  }
}
