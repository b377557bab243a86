package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.cli.Commands.Outcome;

/** Who mistypes is led on: names in any capitals, what was meant, where else it may be. */
class LeadingTest {
  @TempDir private Path folder;

  private static Object[] words(String command) {
    return command.replace("TABLE", TABLE).split(" ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          repley                                  | did you mean replay?
          table inf                               | did you mean info?
          table                                   | expected one of generate, info, verify
          study retentoin                         | did you mean retention?
          search random --datset cifar10          | Unknown option: '--datset'; did you mean --dataset?
          replay --run 3                          | Unknown option: '--run'; did you mean --runs?
          replay --sede=3                         | Unknown option: '--sede=3'; did you mean --seed?
          replay natsbench-siz                    | did you mean natsbench-size?
          search random --dataset cifar10 --suite layernas-maco | did you mean layernas-macro?
          study power --suite layernaspower       | did you mean layernas-power?
          search layrenas --dataset cifar10       | did you mean layernas?
          search ppo --dataset cifar10 --set bach=1 | unknown key (bach), expected one of batch, clip, entropy, learning_rate, minibatch, updates; did you mean batch?
          search random --dataset cifar1000       | did you mean cifar100?
          search random --dataset cifar10-valid   | a search on cifar10 trains on it
          table best TABLE --metric test_acuracy --epochs 90 | did you mean test_accuracy?
          table best TABLE --metric test_accuracy --epochs 90 --dataset imagenet16 | did you mean ImageNet16-120?
          table best TABLE --metric test_accuracy --epochs 90 --at-most flop=1M | unknown cost (flop), expected one of flops, params; did you mean flops?
          table best TABLE --metric valid_accuracy --epochs 12 --dataset cifar10 | the valid_accuracy of cifar10 is that of cifar10-valid
          table query TABLE 8:8:8:8:8 --dataset cifar --epochs 12 | unknown dataset (cifar), expected one of cifar10-valid,
          table query TABLE 32768                 | or an index from 0 to 32,767
          network cost mobilenet-v4               | did you mean mobilenet-v
          table info data/SHA256SUMS              | not a table file, expected a name that ends with .h5
          """)
  void oneLineSaysWhatWasMeant(String command, String reason) {
    assertRefused(run(words(command)), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          search Random --dataset CIFAR10 --budget 500 --trace | search random --dataset cifar10 --budget 500 --trace
          search random --dataset imagenet16-120 --suite NATSbench-Size --budget 500 --trace | search random --dataset ImageNet16-120 --budget 500 --trace
          table best TABLE --metric TEST_ACCURACY --epochs 90 --dataset imagenet16-120 --at-most FLOPS=30M | table best TABLE --metric test_accuracy --epochs 90 --dataset ImageNet16-120 --flops-max 30M
          table query TABLE 284 --dataset Cifar100 --epochs 12 | table query TABLE 8:8:40:32:40 --dataset cifar100 --epochs 12
          network cost MobileNet-V2 | network cost mobilenet-v2
          """)
  void namesMeanTheSameInAnyCapitals(String command, String same) {
    Outcome outcome = run(words(command));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isNotEmpty().isEqualTo(run(words(same)).out());
  }

  @Test
  void aSuiteIsReplayedByNameAndAFileOfThatNameComesFirst() throws IOException {
    Path suite =
        Files.writeString(
            folder.resolve("own.yaml"), Commands.suite("own", 2, TABLE, "LayerNAS", "random"));
    assertThat(run("replay", suite, "--out", folder.resolve("own")).exitCode()).isZero();
    assertThat(folder.resolve("own/runs.csv"))
        .content()
        .contains("cifar10,layernas,0,")
        .doesNotContain("LayerNAS");
    Path lower =
        Files.writeString(
            folder.resolve("lower.yaml"), Commands.suite("own", 2, TABLE, "layernas", "random"));
    assertThat(run("replay", lower, "--out", folder.resolve("lower")).exitCode()).isZero();
    assertThat(folder.resolve("own/runs.csv"))
        .hasSameTextualContentAs(folder.resolve("lower/runs.csv"));
    assertThat(folder.resolve("own/trajectories.csv"))
        .hasSameTextualContentAs(folder.resolve("lower/trajectories.csv"));
  }

  @Test
  void theSameSearcherInOtherCapitalsIsTheSameSearcher() throws IOException {
    Path suite =
        Files.writeString(
            folder.resolve("twice.yaml"), Commands.suite("twice", 2, TABLE, "ppo", "PPO"));
    assertRefused(
        run("replay", suite, "--out", folder.resolve("out")),
        "twice.yaml:11: searcher ppo appears twice with the same settings");
  }

  /** In a suite, where a dataset is part of what is replayed, it is to be written as it is. */
  @Test
  void aSuiteIsToldWhatItsDatasetIsCalled() throws IOException {
    String text = Commands.suite("own", 2, TABLE, "random").replace("cifar10", "imagenet16-120");
    Path suite = Files.writeString(folder.resolve("own.yaml"), text);
    assertRefused(
        run("replay", suite, "--out", folder.resolve("out")), "did you mean ImageNet16-120?");
  }

  @Test
  void aTableWithoutRewardsIsToBeMerged() throws IOException {
    Path measured = Commands.csv(folder.resolve("measured.csv"), "cifar10/90/test_accuracy/777");
    assertRefused(
        run("replay", "--table", measured, "--out", folder.resolve("out")),
        "nasreplay table merge adds what another table has");
  }

  @ParameterizedTest
  @CsvSource({
    "NATS-sss-v1_0-50262-simple.tar, nats",
    "NATS-tss-v1_0-3ffb9.pickle.pbz2, nats",
    "nas-bench-macro_cifar10.json, macro or channel",
    "nasbench_only108.tfrecord, nasbench101"
  })
  void aPublishedFileIsToBeImported(String name, String kind) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "");
    assertRefused(
        run("replay", "--table", file), "nasreplay table import " + kind + " makes a table of it");
  }

  @Test
  void withoutACommandThereIsHelpAndItsFirstStepsAreCommands() {
    Outcome outcome = run();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo(run("--help").out()).contains("First steps:");
    List<String> steps =
        outcome.out().lines().filter(line -> line.startsWith("  nasreplay ")).toList();
    assertThat(steps).hasSizeGreaterThan(3);
    for (String step : steps) {
      String[] words = step.strip().replaceFirst("  .*", "").split(" ", -1);
      var arguments = List.of(words).subList(1, words.length).toArray(String[]::new);
      assertThat(NasReplay.commandLine().parseArgs(arguments).errors()).as(step).isEmpty();
    }
  }
}
