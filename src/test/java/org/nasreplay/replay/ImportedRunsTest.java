package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.table.Tables;

/**
 * On two networks by hand: 8:8:8:8:8 has 70, 71 and 72 after trainings of 40 s, 8:8:8:8:16 has 80
 * and 82 after 60 s, and one seed less. Every validation takes 5 s.
 */
class ImportedRunsTest {
  private static final TableBenchmark BENCHMARK =
      new TableBenchmark(
          Tables.of(
              Tables.column("cifar10-valid/12/valid_accuracy/1", 70, 80.25),
              Tables.column("cifar10-valid/12/valid_accuracy/2", 71, 82),
              Tables.column("cifar10-valid/12/valid_accuracy/3", 72),
              Tables.column("cifar10-valid/12/valid_accuracy@4/1", 40, 50),
              Tables.column("cifar10-valid/12/valid_accuracy@4/2", 41, 51),
              Tables.column("cifar10-valid/12/valid_accuracy@4/3", 42),
              Tables.column("cifar10-valid/12/train_seconds/mean", 40, 60),
              Tables.column("cifar10-valid/12/valid_seconds/mean", 5, 5),
              Tables.column("cifar10-valid/90/valid_accuracy/1", 75, 85),
              Tables.column("cifar10/90/test_accuracy/1", 74, 84)));

  private static final String A = "8:8:8:8:8";
  private static final String B = "8:8:8:8:16";

  @TempDir private Path folder;

  private ImportedRuns imported(String csv, String constraint) throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), csv);
    String protocol =
        """
          - name: NAME
            dataset: cifar10
            reward: {epochs: 12}
            budget: {seconds: 100}
            report: {epochs: 90}
        """
            + constraint;
    Suite suite =
        Suites.read(
            "name: s\nruns: 7\ntable: t\nsearchers: [random]\nprotocols:\n"
                + protocol.replace("NAME", "one")
                + protocol.replace("NAME", "two"));
    return ImportedRuns.read(file, suite, BENCHMARK, "mine");
  }

  private ImportedRuns imported(String csv) throws IOException {
    return imported(csv, "");
  }

  @Test
  void whatIsReportedComesFromTheTableAndEvaluationsBehindTheBudgetAreCut() throws Exception {
    ImportedRuns imported =
        imported(
            "protocol,run,architecture,reward\n"
                + ("one,0," + A + ",71\n") // 45 s
                + ("one,1," + B + ",82\n") // 65 s
                + ("one,0," + B + ",80.25\n") // 110 s: crosses, and counts
                + ("one,0," + A + ",72\n")); // behind
    assertThat(imported.cut()).isEqualTo(1);
    assertThat(imported.unspent()).isEqualTo(1);
    assertThat(imported.replay().tasks())
        .extracting(t -> t.protocol().name())
        .containsExactly("one");
    assertThat(imported.replay().suite().runs()).isEqualTo(2);
    assertThat(imported.runs()).extracting(Run::searcher).containsOnly("mine (imported)");
    Run first = imported.runs().get(0);
    assertThat(first.evaluations()).isEqualTo(2);
    assertThat(first.seconds()).isEqualTo(110);
    assertThat(first.architecture()).isEqualTo(B);
    assertThat(first.trajectory()).extracting(Run.Step::reward).containsExactly(71.0, 80.25);
    assertThat(first.testAccuracy()).isEqualTo(84);
    assertThat(imported.runs().get(1).reward()).isEqualTo(82);
  }

  @Test
  void aRewardIsWhatItIsInTheDigitsThatItHas() throws Exception {
    String header = "protocol,run,architecture,reward,seconds,epochs\n";
    for (String row : new String[] {"80.3,,", "80.25,65,12", ",65.0,", "50,25,4", "8.025e1,,"}) {
      ImportedRuns imported = imported(header + "two,0," + B + "," + row + "\n");
      assertThat(imported.runs().get(0).evaluations()).isEqualTo(1);
    }
    // 4 of 12 epochs take a third of 60 s, and 5 s
    assertThat(imported(header + "two,0," + B + ",51,,4\n").runs().get(0).seconds()).isEqualTo(25);
  }

  @Test
  void whereNoRewardIsGivenAStoredTrainingIsDrawn() throws Exception {
    var rows = new StringBuilder("\uFEFFprotocol,run,architecture\r\n");
    for (int run = 0; run < 200; run++)
      rows.append("one,").append(run).append(",").append(A).append("\r\n");
    assertThat(imported(rows.toString()).runs())
        .extracting(Run::reward)
        .contains(70.0, 71.0, 72.0)
        .isSubsetOf(70.0, 71.0, 72.0);
  }

  @Test
  void aPenalisedRewardIsTheOneThatItsSearcherSaw() throws Exception {
    // 4,481,114 multiply-adds of a target of twice as many are penalised by half of 10 points
    String penalty =
        "    constraint: {flops: {at_most: 8962228, penalty: {shape: absolute_value}}}\n";
    String header = "protocol,run,architecture,reward\n";
    assertThat(imported(header + "one,0," + A + ",66\n", penalty).runs().get(0).reward())
        .isEqualTo(71);
    assertThatThrownBy(() -> imported(header + "one,0," + A + ",71\n", penalty))
        .hasMessageContaining("expected reward 65.0, reward 66.0, reward 67.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "protocol,run,architecture,reward | one,0,8:8:8:8:8,99.9 | 2: reward (99.9) of 8:8:8:8:8, which the table does not have, expected reward 70.0, reward 71.0, reward 72.0",
        "protocol,run,architecture,reward | one,0,8:8:8:8:8,82 | 2: reward (82) of 8:8:8:8:8",
        "protocol,run,architecture,seconds | one,0,8:8:8:8:8,44 | 2: seconds (44) of 8:8:8:8:8, which the table does not have, expected 45.0 seconds",
        "protocol,run,architecture,reward,seconds | one,0,8:8:8:8:8,70,44 | 2: reward (70) and seconds (44)",
        "protocol,run,architecture,reward | one,0,8:8:8:8:8,seventy | 2: reward (seventy), expected a number",
        "protocol,run,architecture,reward | one,0,8:8:8:8:8,NaN | 2: reward (NaN), expected a number",
        "protocol,run,architecture | three,0,8:8:8:8:8 | 2: protocol (three), expected one of one, two",
        "protocol,run,architecture | one,-1,8:8:8:8:8 | 2: run (-1), expected a whole number from 0 to 999999",
        "protocol,run,architecture | one,1.0,8:8:8:8:8 | 2: run (1.0), expected a whole number",
        "protocol,run,architecture | one,0,8:8:8 | 2: unknown architecture (8:8:8)",
        "protocol,run,architecture | one,0,64:64:64:64:64 | 2: column cifar10-valid/12/valid_accuracy/",
        "protocol,run,architecture | one,0 | 2: 2 cells, expected 3",
        "protocol,run,architecture,epochs | one,0,8:8:8:8:8,13 | 2: epochs (13), expected a whole number from 1 to 12",
        "protocol,run,architecture,epochs | one,0,8:8:8:8:8,5 | 2: the table has no column",
        "protocol,run,architecture,test | one,0,8:8:8:8:8,9 | 1: column (test), expected each of protocol, run",
        "protocol,run,run | one,0,0 | 1: column (run), expected each of",
        "protocol,run | one,0 | 1: no column architecture",
        "protocol,run,architecture | none | 1: no evaluation, expected at least one",
        "none | none | 1: is empty, expected protocol,run,architecture",
      })
  void whatContradictsSuiteOrTableIsNamedWithItsLine(String header, String row, String message) {
    String csv = (header == null ? "" : header + "\n") + (row == null ? "" : row + "\n");
    assertThatThrownBy(() -> imported(csv))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("r.csv") + ":" + message);
  }

  @Test
  void theLineIsTheOneThatAnEditorCounts() {
    assertThatThrownBy(
            () -> imported("protocol,run,architecture\n\n\none,0," + A + "\n\none,0,x\n"))
        .hasMessageStartingWith(folder.resolve("r.csv") + ":6: unknown architecture (x)");
  }

  @Test
  void allProtocolsHaveAllRuns() {
    String header = "protocol,run,architecture\n";
    assertThatThrownBy(() -> imported(header + "one,0," + A + "\none,2," + A + "\n"))
        .hasMessage(
            folder.resolve("r.csv") + ": protocol one has no run 1, expected all from 0 to 2");
    assertThatThrownBy(
            () -> imported(header + "one,0," + A + "\none,1," + A + "\ntwo,0," + A + "\n"))
        .hasMessage(folder.resolve("r.csv") + ": protocol two has 1 runs, expected 2 as of one");
  }

  @Test
  void whatIsNoTextIsNamed() throws Exception {
    Path file = folder.resolve("r.csv");
    assertThatThrownBy(
            () ->
                ImportedRuns.read(
                    file, Suites.read(Suites.SMALL), new TableBenchmark(Tables.complete()), "m"))
        .hasMessage(file + ": no such file or folder");
    Files.write(file, new byte[] {'p', (byte) 0xff, '\n'});
    assertThatThrownBy(
            () ->
                ImportedRuns.read(
                    file, Suites.read(Suites.SMALL), new TableBenchmark(Tables.complete()), "m"))
        .hasMessageContaining("not UTF-8");
  }
}
