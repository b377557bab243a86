package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.replay.Json;
import picocli.CommandLine;

/** Commands as a user gives them: exit code, what is printed where, what is left behind. */
class CommandLineTest {
  private static final Path MEASURED = Path.of("../shared/data/nats-size/size-test-90.csv");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replay --runs 2.9              | '--runs': (2.9), expected a whole number
          replay --runs 010              | '--runs': (010), expected a whole number that does not start with 0, as 10
          replay --runs 99999999999      | '--runs': (99999999999), expected a whole number from
          replay --runs 2000000000       | runs (2000000000), expected a whole number from 1 to 1,000,000
          replay data/suites/natsbench-size-all.yaml --runs 1000000 | runs (1000000) of 15 searchers under 3 protocols are 45,000,000, expected at most 10,000,000
          replay --runs 0                | runs (0), expected a whole number from 1
          replay --seed 1.5              | '--seed': (1.5), expected a whole number
          replay --seed 0x10             | '--seed': (0x10), expected a whole number
          replay --threads 0             | --threads (0), expected a whole number from 1 to 1,024
          replay --threads 2000000000    | --threads (2000000000), expected a whole number from 1 to 1,024
          study power --runs 2000000000  | runs (2000000000), expected a whole number from 1 to 1,000,000
          search random --dataset cifar10 --budget NaN   | '--budget': (NaN), expected a number
          search random --dataset cifar10 --budget 1e400 | '--budget': (1e400), expected a number
          search random --dataset cifar10 --budget 5d    | '--budget': (5d), expected a number
          search random --dataset cifar10 --budget 0     | seconds (0), expected a positive number
          search random --dataset cifar10 --seed one     | '--seed': (one), expected a whole number
          search layernas --dataset cifar10 --set buckets=2147483647 | settings of searcher layernas: buckets (2147483647), expected a whole number from 1 to 100,000
          search layernas --dataset cifar10 --set keep=010 | settings of searcher layernas: keep (010), expected a whole number that does not start with 0
          search layernas --dataset cifar10 --set keep=  | settings of searcher layernas: keep (nothing), expected a whole number
          table best TABLE --metric test_accuracy --epochs 0  | --epochs (0), expected a whole number from 1 to 999,999
          table query TABLE 8:8:8:8:8 --dataset cifar10 --epochs -1 | --epochs (-1), expected a whole number
          study retention --epochs 0     | --epochs (0), expected a whole number from 1
          study complexity --buckets 2147483647 | buckets (2147483647), expected a whole number from 1 to 100,000
          """)
  void aNumberOfAnOptionIsReadAsInASuite(String command, String reason) {
    Object[] words = command.replace("TABLE", TABLE).split(" ");
    Path out = folder.resolve("out");
    if (!command.matches("(search|table).*")) {
      words = Stream.concat(Stream.of(words), Stream.of("--out", out)).toArray();
    }
    assertRefused(run(words), reason);
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs: 3        | runs: 0          | suite.yaml:2: runs (0), expected a whole number from 1 to 1,000,000",
        "runs: 3        | runz: 3          | :2: unknown key (runz), expected one of",
        "cifar10        | cifar11          | unknown dataset (cifar11), expected one of cifar10-valid, cifar10",
        "- random       | - rendom         | unknown searcher (rendom), expected one of",
        "- random       | - random: {a: 1} | suite.yaml:10: settings of searcher random: unknown key (a), expected none",
        "seconds: 20000 | seconds: -5      | suite.yaml:7: seconds (-5), expected a positive number",
        "seconds: 20000 | minutes: 5       | unknown key (minutes) of budget, expected one of",
        "epochs: 12     | epochs: 13       | suite.yaml: the table has no column cifar10-valid/13/valid_accuracy/mean",
        "table: data    | table: nowhere   | nowhere/nats-size-surrogate.h5: no such file",
        "- random       | '- layernas: {keep: 0}' | suite.yaml:10: settings of searcher layernas: keep (0), expected a whole number from 1 to",
        "- random       | '- layernas: {edges: round}' | of searcher layernas",
      })
  void aWrongSuiteIsRefusedWithOneLineAndNothingIsWritten(String from, String to, String reason)
      throws IOException {
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            name: small
            runs: 3
            table: data/nats-size-surrogate.h5
            protocols:
              - dataset: cifar10
                reward: {epochs: 12}
                budget: {seconds: 20000}
                report: {epochs: 90}
            searchers:
              - random
            """
                .replace(from, to));
    Outcome outcome = run("replay", suite, "--out", folder.resolve("out"));
    assertRefused(outcome, reason);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void unknownCommandsAndOptionsAreRefusedWithOneLine() {
    assertRefused(run("repley"), "repley");
    assertRefused(run("replay", "--speed", "11"), "--speed");
    assertRefused(run("replay", "--runs", "many"), "many");
    assertRefused(run("replay", "--resume", "--overwrite"), "--resume");
    assertRefused(run("table", "best", TABLE), "--metric");
    assertRefused(run("table", "best", TABLE, "--metric", "beauty", "--epochs", 90), "beauty");
    assertRefused(
        run("search", "random", "--dataset", "mnist"),
        "has no protocol for dataset mnist, only for cifar10, cifar100, ImageNet16-120");
  }

  @Test
  void aSearchUnderOneOfManyProtocolsOfADatasetNamesTheProtocol() {
    String suite = "data/suites/layernas-settings-noisy.yaml";
    Outcome small = run("search", "largest", "--suite", suite, "--dataset", "cifar10-40M");
    Outcome large = run("search", "largest", "--suite", suite, "--dataset", "cifar10-260M");
    assertThat(small.exitCode()).as(small.err()).isZero();
    assertThat(best(small)).isNotEqualTo(best(large));
  }

  /** The best network that a search could have found. */
  private static String best(Outcome search) {
    return search.out().replaceFirst("(?s).*the table's best is ", "");
  }

  @Test
  void infoNamesEveryColumnWithItsProvenance() {
    Outcome outcome = run("table", "info", TABLE);
    assertThat(outcome.out())
        .contains("space size, 32,768 architectures, 72 columns")
        .contains("cifar10/90/test_accuracy/777")
        .contains("modelled (NAS Replay size surrogate 2, seed 2023)");
  }

  @Test
  void verifyComparesWithTheListedChecksum() throws IOException {
    assertThat(run("table", "verify", TABLE).out()).contains("as in data/SHA256SUMS");
    Path copy = Files.copy(Path.of(TABLE), folder.resolve("t.h5"));
    assertThat(run("table", "verify", copy).out()).contains("no SHA256SUMS lists this file");
    Files.writeString(folder.resolve("SHA256SUMS"), "0".repeat(64) + "  t.h5\n");
    assertRefused(run("table", "verify", copy), "expected 0000");
  }

  @Test
  void queryPrintsCostsAndColumnsOfOneArchitecture() {
    assertThat(run("table", "query", TABLE, "8:8:40:32:40").out())
        .contains("index 284")
        .containsPattern("cifar10/flops +21,827,994")
        .containsPattern("cifar10/params +144,834");
    assertRefused(run("table", "query", TABLE, "8:8"), "unknown architecture (8:8)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "regularized-evolution", "layernas"})
  void searchShowsOneRunStepByStep(String searcher) {
    Outcome outcome = run("search", searcher, "--dataset", "cifar10", "--seed", 3);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("evaluations").contains("the table's best is");
    // one row an incumbent: evaluations, simulated and real seconds, three accuracies, the network
    assertThat(outcome.out().lines().skip(2).findFirst())
        .get()
        .asString()
        .matches(" +1 +\\d+ +\\d+\\.\\d{3}( +\\d+\\.\\d{2}){3} {2}\\d+(:\\d+){4}");
  }

  @Test
  void aTraceIsTheTrajectoryAsCsvAndNothingElse() {
    Outcome outcome = run("search", "random", "--dataset", "cifar10", "--trace");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("the table's best is");
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "evaluations,seconds,architecture,reward,valid_accuracy,test_accuracy,"
                + "seconds_kind,reward_kind,valid_accuracy_kind,test_accuracy_kind");
    assertThat(lines).hasSizeGreaterThan(2);
    double reward = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      assertThat(cells).hasSize(10);
      assertThat(line).endsWith(",modelled,modelled,modelled,modelled");
      assertThat(Double.parseDouble(cells[3])).isGreaterThan(reward);
      reward = Double.parseDouble(cells[3]);
    }
    assertThat(run("search", "random", "--dataset", "cifar10", "--trace").out())
        .isEqualTo(outcome.out());
    assertThat(run("search", "random", "--dataset", "cifar10", "--trace", "--seed", 2).out())
        .isNotEqualTo(outcome.out());
  }

  @Test
  void explainSaysWhatLayerNasKeptAndOnlyLayerNasCan() {
    assertThat(run("search", "layernas", "--dataset", "cifar10", "--explain").out())
        .contains("layer 1: 8 candidates")
        .contains("bucket 99, cost ");
    Outcome traced = run("search", "layernas", "--dataset", "cifar10", "--explain", "--trace");
    assertThat(traced.out())
        .isEqualTo(run("search", "layernas", "--dataset", "cifar10", "--trace").out());
    assertThat(traced.err()).contains("layer 1: 8 candidates");
    assertRefused(
        run("search", "random", "--dataset", "cifar10", "--explain"), "only layernas does");
  }

  @Test
  void aDryRunSaysWhatWouldRunAndWritesNothing() throws IOException {
    String text =
        Commands.suite(
            "swept", 50, TABLE, "random", "layernas: {sweep: {keep: [1, 2], buckets: [5, 6, 7]}}");
    Path suite = Files.writeString(folder.resolve("swept.yaml"), text);
    Path out = folder.resolve("out");
    Outcome told = run("replay", suite, "--out", out, "--threads", 3, "--dry-run");
    assertThat(told.exitCode()).isZero();
    assertThat(told.out())
        .contains(
            "  protocol cifar10: 10 evaluations\n",
            "  searcher random\n  sweep layernas: 6 searchers by keep (1, 2) and buckets (5, 6, 7)\n",
            "7 searchers x 1 protocols x 50 runs = 350 runs, in 21 cells\n",
            "estimated: 3,500 evaluations, ",
            " on 3; from 350 runs of 7 of the 7 searchers",
            "nothing was written\n");
    assertThat(out).doesNotExist();
    Outcome json = run("replay", suite, "--out", out, "--dry-run", "--json");
    assertThat(json.out())
        .startsWith("{")
        .contains("\"runs\" : 350", "\"cells\" : 21", "\"evaluations\" : 3500")
        .contains("\"keep\" : [ \"1\", \"2\" ]");
    assertThat(out).doesNotExist();
    assertRefused(run("replay", suite, "--json"), "--dry-run");
    assertThat(run("replay", suite, "--out", out, "--shard", "2/3", "--dry-run").out())
        .contains("= 350 runs; shard 2 of 3 has 117, in 7 cells\n")
        .doesNotContain("processes");
    assertThat(run("replay", suite, "--shard", "2/16", "--dry-run").out())
        .contains("shard 2 of 16 has ", " in 2 cells\n")
        .doesNotContain("processes"); // it has none, and not every searcher
    Outcome shard = run("replay", suite, "--out", out, "--shard", "2/3", "--dry-run", "--json");
    assertThat(shard.out()).contains("\"shard\" : \"2/3\"", "\"runs\" : 117");
  }

  @Test
  void aDryRunExpectsNoMoreOfThreadsThanThereAreProcessors() throws IOException {
    String text = Commands.suite("small", 2, TABLE, "random", "largest");
    Path suite = Files.writeString(folder.resolve("small.yaml"), text);
    Outcome told = run("replay", suite, "--threads", 1000, "--dry-run", "--json");
    JsonNode estimate = Json.JSON.readTree(told.out()).at("/estimate");
    double most = Math.min(2, Runtime.getRuntime().availableProcessors()); // of two cells
    assertThat(estimate.at("/seconds").doubleValue())
        .isEqualTo(estimate.at("/seconds_on_one_thread").doubleValue() / most);
  }

  @Test
  void aSearcherIsNamedAsReportsNameIt() throws IOException {
    String text =
        Commands.suite("swept", 1, TABLE, "layernas: {sweep: {keep: [1, 2], buckets: [5]}}");
    Path suite = Files.writeString(folder.resolve("swept.yaml"), text);
    String names = "layernas {keep=1, buckets=5},Layernas {keep=2, buckets=5},nobody,random";
    assertRefused(
        run("replay", suite, "--out", folder.resolve("out"), "--highlight", names),
        "unknown searcher (nobody), expected one of layernas {keep=1, buckets=5}, layernas {keep=2");
  }

  /**
   * A description is filled to the width of the console; what is broken by hand is broken twice.
   */
  @Test
  void noHelpBreaksASentence() {
    requireWholeSentences(NasReplay.commandLine());
  }

  private static void requireWholeSentences(CommandLine command) {
    List<String[]> all = new ArrayList<>();
    all.add(command.getCommandSpec().usageMessage().description());
    for (var option : command.getCommandSpec().args()) all.add(option.description());
    for (String[] lines : all) {
      for (int i = 0; i + 1 < lines.length; i++) {
        assertThat(lines[i]).as(command.getCommandName()).containsPattern("[.:]$");
      }
    }
    command.getSubcommands().values().stream()
        .filter(sub -> !sub.getCommandName().equals("generate-completion")) // picocli's own
        .forEach(CommandLineTest::requireWholeSentences);
  }
}
