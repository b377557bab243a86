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
          new Description(
              "0.1.0",
              "small",
              "A \"title\", with all: sorts",
              Suites.SMALL,
              2,
              1,
              new Description.Table("table.h5", "ab".repeat(32), "size"),
              Suites.read(Suites.SMALL).protocols(),
              List.of(new Description.Searcher("random", "random", "{}")),
              List.of(
                  new Description.UsedColumn(
                      "cifar10", "reward", "cifar10/12/valid_accuracy/777", "modelled", "m", "")),
              new Suite.Published("NATS-Bench", "5", Map.of("random", "RANDOM")),
              new Description.Machine("Linux amd64", "a JVM", 2),
              List.of()),
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
                  4_481_114,
                  11_714,
                  List.of(
                      new Run.Step(1, 0.1 + 0.2, "8:8:8:8:16", 0.1, NONE, 90),
                      new Run.Step(2_999_999_999L, 20_000, "8:8:8:8:8", 1 / 3.0, 84, 93.65))),
              new Run(
                  "cifar10", "random", 1, -1, 2, 20_000.5, "", NONE, NONE, NONE, NONE, NONE,
                  List.of())),
          List.of(
              new Optimum("cifar10", "validation", "8:8:8:8:8", 85, NONE, 93.65, 4_481_114, 11_714),
              new Optimum("cifar10", "test", "8:8:8:8:8", 85, 90, 93.65, 4_481_114, 11_714)),
          Map.of(
              "cifar10",
              new Results.Landscape(
                  new double[] {4_481_114, 274_399_882},
                  new double[] {NONE, 85.5},
                  new double[] {93.65, NONE})));

  @BeforeEach
  void write() throws IOException {
    ResultFiles.write(RESULTS, folder);
  }

  @Test
  void whatIsReadIsWhatWasWrittenBitForBit() throws IOException {
    assertThat(ResultFiles.read(folder))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(RESULTS);
  }

  @Test
  void whatIsWrittenTwiceIsTheSame() throws IOException {
    ResultFiles.write(ResultFiles.read(folder), folder.resolve("again"));
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
            protocol,searcher,run,seed,evaluations,seconds,architecture,reward,valid_accuracy,test_accuracy,flops,params
            cifar10,"evolution{sample=5, population=10}",0,-9223372036854775808,3000000000,20011.1,8:8:8:8:8,0.3333333333333333,84.00000000000001,93.65,4481114.0,11714.0
            cifar10,random,1,-1,2,20000.5,,,,,,
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"provenance.json", "runs.csv", "trajectories.csv", "optima.csv", "space.csv"})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertThatThrownBy(() -> ResultFiles.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve(name) + ": no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runs.csv | protocol, | dataset, | :1: header (dataset,searcher,
          runs.csv | 20000.5 | soon | :3: (soon) in column 6 is not a number
          runs.csv | ,-1, | ,-1.5, | :3: (-1.5) in column 4 is not a number
          runs.csv | ,,,,,, | ,, | :3: 8 cells, expected 12
          runs.csv | "evolution{sample=5 | "evolution"{sample=5 | : Invalid character between encapsulated token and delimiter at line: 2
          trajectories.csv | 0.1, | O.1, | :2: (O.1) in column 7 is not a number
          optima.csv | validation, | validation | :2: 7 cells, expected 8
          space.csv | cifar10/flops | cifar100/flops | :1: header (cifar100/flops,cifar10/reward,cifar10/test_accuracy), expected cifar10/flops,cifar10/reward,cifar10/test_accuracy
          provenance.json | "runs" : 2 | "runs" : "two" | :6: runs ("two"), expected a whole number
          provenance.json | "runs" : 2 | "rums" : 2 | :6: unknown key (rums), expected one of columns, machine, protocols,
          """)
  void aChangedFileIsReportedWithItsLine(String name, String right, String wrong, String message)
      throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
    assertThatThrownBy(() -> ResultFiles.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs.csv", "space.csv", "provenance.json"})
  void anEmptyFileIsRejected(String name) throws IOException {
    Files.writeString(folder.resolve(name), "");
    assertThatThrownBy(() -> ResultFiles.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve(name) + ":1: ");
  }
}
