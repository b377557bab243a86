package org.nasreplay.cli;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns of all result files as {@code reports/README.md} explains them. */
class ResultColumnsIT {
  private static final Path REFERENCE = Path.of("reports/README.md");

  @TempDir private Path folder;

  @Test
  void everyColumnOfEveryFileIsExplained() throws IOException {
    Path out = folder.resolve("results");
    assertThat(run("replay", "--runs", 5, "--out", out).exitCode()).isZero();
    String reference = Files.readString(REFERENCE);
    List<Path> files;
    try (Stream<Path> all = Files.walk(out)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      String name = out.relativize(file).toString().replace('\\', '/');
      if (name.equals("summary.csv")) {
        assertThat(file).hasSameTextualContentAs(out.resolve("tables/summary.csv"));
        continue;
      }
      String header = Files.readAllLines(file).get(0).replaceAll("[^,/]+/", "<protocol>/");
      var columns = new TreeSet<>(Arrays.asList(header.split(",", -1)));
      String chapter = name.startsWith("charts/") ? chart(reference, name) : table(reference, name);
      assertThat(words(chapter)).as("columns of " + name).containsAll(columns);
      // what looks like a column is one
      assertThat(words(chapter).stream().filter(word -> word.contains("_")).toList())
          .as("words on " + name)
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

  /** The row of a chart's file; those of one protocol are explained together. */
  private static String chart(String reference, String name) {
    String file = name.replaceFirst("charts/", "").replaceFirst("-(cifar|ImageNet).*", "-*.csv");
    List<String> rows = new ArrayList<>();
    for (String line : table(reference, "charts").lines().toList()) {
      if (line.startsWith("| ") && line.contains("`" + file + "`")) rows.add(line);
    }
    assertThat(rows).as("a row on " + file).hasSize(1);
    return rows.get(0).substring(rows.get(0).indexOf("|", 2));
  }
}
