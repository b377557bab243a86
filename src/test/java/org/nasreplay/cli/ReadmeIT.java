package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.nats.ReleaseMaker;

/**
 * What the README promises. Its commands on tables of one's own are run by {@link OwnTableIT}, its
 * searcher by {@link SearcherInAJarIT}, what it says to a shell by {@link LauncherIT}.
 */
class ReadmeIT {
  private static final Path README = Path.of("README.md");

  @TempDir private Path folder;

  /** All commands of the project in a text, in blocks or in its lines, in their order. */
  private static List<String> commands(String text) {
    Matcher command = Pattern.compile("(?m)(?:^|`)scripts/nasreplay ([^`\n]+)").matcher(text);
    List<String> commands = new ArrayList<>();
    while (command.find()) commands.add(command.group(1));
    return commands;
  }

  private static String withoutOwnTables(String text) {
    int from = text.indexOf("### Bring your own table");
    return text.substring(0, from) + text.substring(text.indexOf("\n## ", from));
  }

  @Test
  void everyCommandRuns() throws Exception {
    List<String> commands = commands(withoutOwnTables(Files.readString(README)));
    assertThat(commands).hasSizeGreaterThan(8);
    Commands.csv(folder.resolve("measured.csv"), "cifar10/90/test_accuracy/777");
    for (String command : commands) {
      Outcome outcome = run(prepared(command));
      assertThat(outcome.exitCode()).as(command + "\n" + outcome.err()).isZero();
      standIn();
    }
    Path page = folder.resolve("results/natsbench-topology--nats-topology/report.html");
    assertThat(page).content().contains("nats-topology.h5 (topology space)");
  }

  /** On files of this test, few runs, and a release of three networks. */
  private Object[] prepared(String command) throws Exception {
    List<Object> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      boolean own = word.matches("[^/]+\\.(csv|h5|tar)");
      words.add(own ? folder.resolve(word) : word);
    }
    if (command.startsWith("table import nats")) {
      Path release = folder.resolve(command.split(" ", -1)[3]);
      ReleaseMaker.madeUp(release, 3);
      words.add("--allow-missing");
    }
    if (command.startsWith("replay")) {
      int runs = words.indexOf("--runs");
      if (runs > 0) words.subList(runs, runs + 2).clear();
      String named = command.replaceFirst("replay", "").strip().replaceAll(" .*", "");
      String suite = named.isEmpty() || named.startsWith("-") ? "natsbench-size" : named;
      String table = command.contains("--table") ? "--" + command.replaceAll(".* |\\.h5", "") : "";
      words.addAll(List.of("--runs", 2, "--overwrite"));
      words.addAll(List.of("--out", folder.resolve("results").resolve(suite + table)));
    }
    if (command.startsWith("reproduce")) {
      words.addAll(List.of("--runs", 2, "--out", folder.resolve("reproduced")));
    }
    if (command.startsWith("study")) words.addAll(List.of("--out", folder.resolve("study")));
    return words.toArray();
  }

  /** Of a release of three networks nothing can be replayed. */
  private void standIn() throws IOException {
    if (Files.exists(folder.resolve("nats-size.h5"))) {
      Files.copy(
          Path.of(TABLE),
          folder.resolve("nats-size.h5"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    Path topology = folder.resolve("nats-topology.h5");
    if (Files.exists(topology)) {
      Files.delete(topology);
      assertThat(run("table", "convert", madeUpTopology(), topology).exitCode()).isZero();
    }
  }

  private Path madeUpTopology() throws IOException {
    var text =
        new StringBuilder(
            """
            architecture,cifar10-valid/12/valid_accuracy/1,cifar10-valid/200/valid_accuracy/1,\
            cifar10/200/test_accuracy/1,cifar100/12/valid_accuracy/1,cifar100/200/valid_accuracy/1,\
            cifar100/200/test_accuracy/1,ImageNet16-120/12/valid_accuracy/1,\
            ImageNet16-120/200/valid_accuracy/1,ImageNet16-120/200/test_accuracy/1
            """);
    var space = TopologySpace.instance();
    for (int i = 0; i < space.size(); i++) {
      text.append(space.format(space.architecture(i)));
      for (int column = 0; column < 9; column++) text.append(',').append(i % (91 + column));
      text.append('\n');
    }
    return Files.writeString(folder.resolve("topology.csv"), text);
  }

  /** The numbers of its first report are those that the default suite gives. */
  @Test
  void theTableOfTheFirstReportIsWhatTheDefaultSuiteGives() throws IOException {
    Path out = folder.resolve("first");
    assertThat(run("replay", "--out", out).exitCode()).isZero();
    List<String> summary = Files.readAllLines(out.resolve("tables/summary.md"));
    List<String> shown =
        Files.readAllLines(README).stream().filter(line -> line.startsWith("| ")).toList();
    assertThat(shown).hasSizeGreaterThan(4).isSubsetOf(summary);
  }

  @Test
  void itIsReadInFiveMinutes() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(165);
  }

  /** Files and headings that the documents link to. */
  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (String document :
        List.of(
            "README.md",
            "data/README.md",
            "data/suites/README.md",
            "data/suites/PROTOCOL.md",
            "data/suites/SPARK.md",
            "reports/README.md")) {
      Matcher link =
          Pattern.compile("\\]\\(([^)]+)\\)|src=\"([^\"]+)\"")
              .matcher(Files.readString(Path.of(document)));
      while (link.find()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        if (target.startsWith("https://")) continue;
        String[] parts = target.split("#", 2);
        Path file = Path.of(document).resolveSibling(parts[0]);
        assertThat(file).as("%s in %s", target, document).exists();
        if (parts.length == 1) continue;
        assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("#")))
            .extracting(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
            .extracting(heading -> heading.replace(' ', '-'))
            .contains(parts[1]);
      }
    }
  }
}
