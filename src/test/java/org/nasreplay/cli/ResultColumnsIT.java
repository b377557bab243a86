package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns of all result files as {@code reports/README.md} explains them. */
class ResultColumnsIT {
  private static final Path REFERENCE = Path.of("reports/README.md");

  @TempDir private Path folder;

  /** Budgets in seconds, in evaluations, networks that are published, and sweeps. */
  @ParameterizedTest
  @ValueSource(strings = {"natsbench-size", "trainings", "layernas-mobilenet-madds", "swept"})
  void everyColumnOfEveryFileIsExplained(String name) throws IOException {
    Path out = folder.resolve("results");
    String suite = name;
    if (name.equals("trainings")) {
      String text = Commands.suite(name, 2, Commands.TABLE, "random", "layernas", "largest");
      suite = Files.writeString(folder.resolve("suite.yaml"), text).toString();
    }
    if (name.equals("swept")) {
      String text =
          Commands.suite(
              name, 2, Commands.TABLE, "layernas: {sweep: {keep: [1, 2], buckets: [5]}}");
      String other = text.lines().filter(line -> line.startsWith("    ")).collect(joining("\n"));
      text =
          text.replace(
              "searchers:", "  - name: other\n    dataset: cifar100\n" + other + "\nsearchers:");
      suite = Files.writeString(folder.resolve("suite.yaml"), text).toString();
    }
    assertThat(run("replay", suite, "--runs", 2, "--out", out).exitCode()).isZero();
    if (name.equals("trainings")) assertThat(out.resolve("tables/optimum.csv")).exists();
    if (name.equals("swept")) {
      assertThat(out.resolve("tables/importance.csv")).exists();
      assertThat(out.resolve("tables/chosen.csv")).exists();
      assertThat(out.resolve("charts/settings-other.csv")).exists();
    }
    if (name.startsWith("layernas")) assertThat(out.resolve("tables/networks.csv")).exists();
    String reference = Files.readString(REFERENCE);
    List<Path> files;
    try (Stream<Path> all = Files.walk(out)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      String at = out.relativize(file).toString().replace('\\', '/');
      if (at.equals("summary.csv")) {
        assertThat(file).hasSameTextualContentAs(out.resolve("tables/summary.csv"));
        continue;
      }
      String header = Files.readAllLines(file).get(0).replaceAll("[^,/]+/", "<protocol>/");
      var columns = new TreeSet<>(Arrays.asList(header.split(",", -1)));
      String chapter = at.startsWith("charts/") ? chart(reference, at) : table(reference, at);
      columns.remove("evaluations"); // in the place of seconds
      assertThat(words(chapter)).as("columns of " + at).containsAll(columns);
      // what looks like a column is one
      assertThat(words(chapter).stream().filter(word -> word.contains("_")).toList())
          .as("words on " + at)
          .isSubsetOf(columns);
    }
  }

  private static List<String> words(String text) {
    return Pattern.compile("`([^`]+)`")
        .matcher(text)
        .results()
        .map((MatchResult word) -> word.group(1))
        .toList();
  }

  private static String table(String reference, String name) {
    int from = reference.indexOf("\n## " + name + "\n");
    assertThat(from).as("a chapter on " + name).isPositive();
    int to = reference.indexOf("\n## ", from + 1);
    return reference.substring(from, to < 0 ? reference.length() : to);
  }

  /** The row of a chart's file; those of one kind are explained together. */
  private static String chart(String reference, String name) {
    String file = name.replaceFirst("charts/", "");
    List<String> rows = new ArrayList<>();
    for (String line : table(reference, "charts").lines().toList()) {
      String[] cells = line.split("\\|", 3);
      if (cells.length < 3 || !cells[1].contains(".csv`")) continue;
      for (String kind : words(cells[1])) {
        if (file.matches(kind.replace(".", "\\.").replace("*", ".+"))) rows.add(cells[2]);
      }
    }
    assertThat(rows).as("rows on " + file).hasSize(1);
    return rows.get(0);
  }
}
