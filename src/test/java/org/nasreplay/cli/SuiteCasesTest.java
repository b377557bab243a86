package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suites that were taken for what they are not, from beside the project. */
class SuiteCasesTest {
  private static final Path CASES = Path.of("../shared/cases");

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  private int replay(String name) {
    Path suite = CASES.resolve(name);
    assumeTrue(Files.exists(suite), () -> "no " + suite);
    return NasReplay.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute("replay", suite.toString(), "--out", folder.resolve("out").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          11-text-not-utf8/latin1.yaml         | :1: not UTF-8
          11-text-not-utf8/utf16.yaml          | :1: not UTF-8
          12-suite-numbers-cut/runs-float.yaml | :2: runs (2.9), expected a whole number
          12-suite-numbers-cut/epochs-float.yaml | :6: epochs (12.7), expected a whole number
          12-suite-numbers-cut/seed-float.yaml | :2: seed (1.5), expected a whole number
          12-suite-numbers-cut/runs-empty.yaml | :2: runs (nothing), expected a whole number
          12-suite-numbers-cut/empty.yaml      | :1: is empty, expected keys and values
          12-suite-numbers-cut/scalar.yaml     | :1: (hello), expected keys and values: name, protocols,
          12-suite-numbers-cut/twodocs.yaml    | :11: a second document, expected one
          13-cannot-write/long-protocol-name.yaml | :6: name (pppp
          30-suite-values/at_most-1e400.yaml   | :11: at_most (1e400), expected a number whose size is 0 or
          30-suite-values/buckets.yaml         | :15: settings of searcher layernas: buckets (2147483647), expected a whole number from 1 to 100,000
          30-suite-values/dataset-null.yaml    | :8: dataset (), expected 1 to 40 letters, digits,
          30-suite-values/flops-null.yaml      | :11: flops (nothing), expected keys and values: at_least,
          30-suite-values/name-250.yaml        | :6: name (pppp
          30-suite-values/runsmax.yaml         | :3: runs (2147483647), expected a whole number from 1 to 1,000,000
          30-suite-values/runsoct.yaml         | :3: runs (010), expected a whole number that does not start with 0, as 10
          30-suite-values/table-null.yaml      | :5: table (nothing), expected text
          """)
  void isRefusedInOneLineBeforeAnythingRuns(String name, String reason) {
    assertThat(replay(name)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("nasreplay: " + CASES.resolve(name) + reason);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"anchor, cifar10, cifar100", "mergekey, cifar10, cifar100"})
  void aliasesAndMergeKeysAreRead(String name, String one, String other) throws Exception {
    assertThat(replay("12-suite-numbers-cut/" + name + ".yaml")).isZero();
    assertThat(Files.readString(folder.resolve("out/runs.csv")))
        .contains("\n" + one + ",random,1,")
        .contains("\n" + other + ",random,1,");
  }
}
