package org.nasreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Text;

/** What people's own spaces and tables look like, as their programs and countries write them. */
class OddImportTest {
  private static final String SPACE =
      """
      name: four
      positions: [{name: a, choices: [x, y]}, {name: b, choices: [x, y]}]
      notation: concatenated
      costs: {flops: multiply-adds}
      datasets: [toys]
      """;
  private static final String CSV =
      """
      architecture,toys/3/test_accuracy/1,flops
      yy,80,4e6
      xx,50,1e6
      xy,60,2e6
      yx,70,3e6
      """;

  @TempDir private Path folder;
  private Path space;
  private Path csv;
  private Path table;

  @BeforeEach
  void write() throws IOException {
    space = Files.writeString(folder.resolve("space.yaml"), SPACE);
    csv = Files.writeString(folder.resolve("four.csv"), CSV);
    table = folder.resolve("four.h5");
  }

  private Outcome imported() {
    return run("table", "import", "csv", csv, "--space", space, "-o", table);
  }

  private void assertImported() {
    Outcome outcome = imported();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(
            run("table best TABLE --metric test_accuracy --epochs 3 --at-most flops=2M"
                    .replace("TABLE", table.toString())
                    .split(" "))
                .out())
        .contains("60.00  xy  2.00 MFLOPs");
  }

  /** As a spreadsheet, an editor elsewhere, or R writes the same. */
  @ParameterizedTest
  @ValueSource(strings = {"mark", "returns", "mark returns", "quotes", "sorted", "blank lines"})
  void theSameInAnotherDressIsTheSame(String dress) throws IOException {
    String yaml = SPACE;
    String text = CSV;
    if (dress.contains("mark")) {
      yaml = "\uFEFF" + yaml;
      text = "\uFEFF" + text;
    }
    if (dress.contains("returns")) {
      yaml = yaml.replace("\n", "\r\n");
      text = text.replace("\n", "\r\n");
    }
    if (dress.equals("quotes")) {
      yaml = yaml.replaceAll("\\b(x|y|four|toys|flops)\\b", "\"$1\"");
      text = text.replaceAll("([^,\n]+)", "\"$1\"");
    }
    if (dress.equals("sorted")) {
      text = text.lines().sorted().collect(joining("\n", "", "\n")); // architecture comes first
    }
    if (dress.equals("blank lines")) text = text.replace("\n", "\n\n");
    Files.writeString(space, yaml);
    Files.writeString(csv, text);
    assertImported();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "xy,60,2e6      | zz,60,2e6       | four.csv:4: unknown architecture (zz) in space four, expected 2 choices like yy",
        "xy,60,2e6      | xyx,60,2e6      | four.csv:4: unknown architecture (xyx) in space four",
        "xy,60,2e6      | XY,60,2e6       | four.csv:4: unknown architecture (XY) in space four",
        "xy,60,2e6      | yy,60,2e6       | four.csv:4: architecture yy appears a second time, first in line 2",
        "xy,60,2e6      | ``              | four.csv: 3 rows, expected 4; the first architecture without one is xy",
        "xy,60,2e6      | xy,60           | four.csv:4: 2 cells, expected 3",
        "xy,60,2e6      | xy,60,1,2e6     | four.csv:4: 4 cells, expected 3",
        "xy,60,2e6      | xy,NaN,2e6      | four.csv:4: (NaN) in column toys/3/test_accuracy/1 is not a number; a missing value is an empty cell",
        "xy,60,2e6      | xy,60,NaN       | four.csv:4: (NaN) in column flops [multiply-adds] is not a number",
        "xy,60,2e6      | xy,60,inf       | four.csv:4: (inf) in column flops [multiply-adds] is not a number",
        "xy,60,2e6      | xy,60,1e400     | four.csv:4: cost Infinity in column flops [multiply-adds] is outside 0 to infinity",
        "xy,60,2e6      | xy,60,-1        | four.csv:4: cost -1.0 in column flops [multiply-adds] is outside 0 to infinity",
        "xy,60,2e6      | xy,60,2M        | four.csv:4: (2M) in column flops [multiply-adds] is not a number",
        "xy,60,2e6      | xy,160,2e6      | four.csv:4: accuracy 160.0 in column toys/3/test_accuracy/1 is outside 0..100",
        "xy,60,2e6      | xy,\"60,5\",2e6 | four.csv:4: (60,5) in column toys/3/test_accuracy/1 is not a number",
        "xy,60,2e6      | xy,60 %,2e6     | four.csv:4: (60 %) in column toys/3/test_accuracy/1 is not a number",
        "xy,60,2e6      | xy,٦٠,2e6       | four.csv:4: (٦٠) in column toys/3/test_accuracy/1 is not a number",
        "xy,60,2e6      | xy;60;2e6       | four.csv:4: 1 cells, expected 3",
        "xy,60,2e6      | xy,\"60,2e6     | four.csv:4: quoting: a quote is open at the end of the line",
        ",flops         | ,flop           | four.csv:1: column name (flop) is not of the form dataset/epochs/metric/seed, nor a cost",
        ",flops         | ,energy         | four.csv:1: column name (energy) is not of the form dataset/epochs/metric/seed, nor a cost",
        ",flops         | ,flops [ms]     | four.csv: cost flops is in (ms), expected multiply-adds, as space four has it",
        ",flops         | ,toys/3/test_loss/1 | four.csv: no column flops, a cost of space four",
        ",flops         | ,toys/3/test_accuracy/1 | four.csv:1: column toys/3/test_accuracy/1 appears twice",
        "toys/3/        | cifar10/3/      | four.csv: column cifar10/3/test_accuracy/1: dataset (cifar10) is none of space four",
        "toys/3/test_accuracy/1 | toys/3/accuracy/1 | four.csv:1: column name (toys/3/accuracy/1): unknown metric (accuracy), expected one of",
        "architecture,  | name,           | four.csv:1: first column (name), expected architecture",
        "name: four | nom: four             | space.yaml:1: unknown key (nom), expected one of",
        "name: four | name: <b>four</b>     | space.yaml:1: name (<b>four</b>), expected 1 to 100 of",
        "[x, y]}]   | [x, <i>]}]            | space.yaml:2: choices (<i>), expected 1 to 40 letters",
        "[x, y]}]   | [x, x]}]              | space.yaml:2: choices (x), expected each of them once",
        "name: b    | name: a               | space.yaml:2: positions (a), expected each of them once",
        "[x, y]}]   | !!set [x, y]}]        | space.yaml:2: a tag (!), expected a value without one",
        "[x, y]}]   | *names }]             | space.yaml:2: alias (*names), expected the name of a value above",
        "multiply-adds | ``                 | space.yaml:4: flops (), expected a unit",
        "multiply-adds | 1e999              | space.yaml:4: flops (1e999), expected a unit",
        "datasets:  | <<: [1]               | space.yaml:5: << (1), expected an alias of keys and values",
        "[toys]     | [<script>]            | space.yaml:5: dataset (<script>), expected 1 to 40",
      })
  void whatCannotBeMeantIsOneLineWithItsPlace(String from, String to, String reason)
      throws IOException {
    Path file = folder.resolve(reason.replaceFirst(":.*", ""));
    String right = Files.readString(file);
    assertThat(right).contains(from);
    Files.writeString(file, right.replace(from, to));
    assertRefused(imported(), "nasreplay: " + folder + "/" + reason);
    assertThat(table).doesNotExist();
  }

  /** Nine names, each of nine of the one before: 387 million values in 200 characters. */
  @Test
  void anAliasBombInASpaceIsRefusedBeforeItGrows() throws IOException {
    var bomb = new StringBuilder("a0: &a0 x\n");
    for (int i = 1; i < 10; i++) {
      bomb.append(
          Text.format("a%d: &a%d [%s*a%d]%n", i, i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
    }
    Files.writeString(space, bomb + SPACE);
    assertRefused(imported(), space + ":", "more than 100,000 values, aliases included");
  }

  @Test
  void aFileThatIsNoTextOrNoTableIsOneLine() throws IOException {
    Files.write(csv, CSV.getBytes(UTF_16LE));
    assertRefused(imported(), csv + ":1: ");
    Files.write(csv, new byte[0]);
    assertRefused(imported(), csv + ":1: no header, expected architecture,column,…");
    Files.write(space, SPACE.replace("four", "vier\u00fc").getBytes(UTF_8));
    assertRefused(imported(), space + ":1: name (vier\u00fc), expected 1 to 100 of");
    Files.write(space, new byte[0]);
    assertRefused(imported(), space + ":1: is empty, expected keys and values");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(space, csv);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flops: {at_most: 2M}",
        "flops: {at_most: 2e6}",
        "flops: {at_most: 2 MFLOPs}",
        "flops: {at_most: 0.002 GMACs}",
      })
  void anAmountInASuiteMayHaveAUnit(String constraint) throws IOException {
    imported();
    Outcome outcome = run("replay", suite("four", constraint), "--out", folder.resolve("out"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(folder.resolve("out/runs.csv")).content().contains(",xy,").doesNotContain(",yy,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flops: {at_most: 2 ms}      | suite.yaml: constraint on flops: at_most (2 ms) is not in multiply-adds",
        "flops: {at_most: 2 MB}      | is not in multiply-adds",
        "flops: {at_most: 2 Mparams} | is not in multiply-adds",
        "flops: {at_most: many}      | :9: at_most (many), expected a number, as 140e6, 140M",
        "flops: {at_most: 1e400}     | :9: at_most (1e400), expected a number whose size is",
        "flops: {at_most: '2,5M'}    | :9: at_most (2,5M), expected a number, as 140e6, 140M",
        "params: {at_most: 2M}       | unknown cost (params), expected one of flops",
        "flops: {at_mots: 2M}        | :9: unknown key (at_mots)",
      })
  void anAmountInASuiteThatCannotBeMeantIsOneLine(String constraint, String reason)
      throws IOException {
    imported();
    assertRefused(run("replay", suite("four", constraint), "--out", folder.resolve("out")), reason);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** What is free text, and the name of a file, stand in the page as they are. */
  @Test
  void aNameThatIsMarkupIsShownInThePageAndDoesNothing() throws IOException {
    csv = Files.move(csv, folder.resolve("<img src=x onerror=alert(1)>&amp;.csv"));
    imported();
    Path suite = suite("<script>alert(1)</script> &lt; \"four\"", "flops: {at_most: 2M}");
    Outcome outcome = run("replay", suite, "--out", folder.resolve("out"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(folder.resolve("out/report.html"))
        .content()
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; ")
        .contains("&lt;img src=x onerror=alert(1)&gt;&amp;amp;.csv")
        .doesNotContain("<script>alert", "<img src=x", ">&amp;.csv");
  }

  private Path suite(String title, String constraint) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"),
        """
        name: four
        title: 'TITLE'
        runs: 2
        table: four.h5
        protocols:
          - dataset: toys
            reward: {metric: test_accuracy, epochs: 3}
            budget: {evaluations: 4}
            constraint: {CONSTRAINT}
            report: {epochs: 3}
        searchers: [random, local-search]
        """
            .replace("TITLE", title)
            .replace("CONSTRAINT", constraint));
  }
}
