package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.nasreplay.space.SizeSpace;
import picocli.CommandLine;

/** Commands as a user gives them, and what they answer. */
final class Commands {
  static final String TABLE = "data/nats-size-surrogate.h5";

  /** How a command ended, and what it printed where. */
  record Outcome(int exitCode, String out, String err) {}

  private Commands() {}

  static Outcome run(Object... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine commandLine =
        NasReplay.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode =
        commandLine.execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** A suite of ten evaluations on cifar10, of {@code searchers} as YAML has them. */
  static String suite(String name, int runs, Object table, String... searchers) {
    return """
        name: NAME
        runs: RUNS
        table: TABLE
        protocols:
          - dataset: cifar10
            reward: {epochs: 12}
            budget: {evaluations: 10}
            report: {epochs: 90}
        searchers:
        """
            .replace("NAME", name)
            .replace("RUNS", Integer.toString(runs))
            .replace("TABLE", table.toString())
        + Arrays.stream(searchers).map(searcher -> "  - " + searcher + "\n").collect(joining());
  }

  /** A table of the size space as somebody measured it, with the same value everywhere. */
  static Path csv(Path file, String column) throws IOException {
    var text = new StringBuilder("architecture," + column + "\n");
    var space = SizeSpace.instance();
    for (int i = 0; i < space.size(); i++) {
      text.append(space.format(space.architecture(i))).append(",50\n");
    }
    return Files.writeString(file, text);
  }

  /** Ends with 2 and one line on standard error that has all {@code parts}. */
  static void assertRefused(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("nasreplay: ").contains(parts);
  }
}
