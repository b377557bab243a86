package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.run;

import example.Annealing;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.replay.Task;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.ForwardingSession;
import org.nasreplay.search.Searcher;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;
import org.nasreplay.table.file.TableFormats;

/**
 * One algorithm as a process in Python, in a jar, and as evaluations that are imported: each with
 * random numbers of its own, all with the same distribution of what they find. {@code
 * -Dannealing.runs=500} makes as many runs as the published comparisons.
 */
class AnnealingThriceIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int RUNS = Integer.getInteger("annealing.runs", 60);

  @TempDir private Path folder;

  private Map<String, double[]> results(String out) throws IOException {
    return byProtocol(ResultFiles.read(folder.resolve(out), "").runs(), "random");
  }

  /** The test accuracies at the budget, without those of one searcher. */
  private static Map<String, double[]> byProtocol(List<Run> runs, String without) {
    Map<String, double[]> values = new TreeMap<>();
    for (Run run : runs) {
      if (run.searcher().equals(without)) continue;
      values.computeIfAbsent(run.protocol(), key -> new double[RUNS])[run.number()] =
          run.testAtBudget();
    }
    return values;
  }

  private static void write(BufferedWriter csv, Object... cells) {
    try {
      for (int i = 0; i < cells.length; i++) csv.write((i == 0 ? "" : ",") + cells[i]);
      csv.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Session written(Session session, String protocol, int run, BufferedWriter csv) {
    return new ForwardingSession(session) {
      @Override
      public double evaluate(Architecture architecture) {
        double reward = super.evaluate(architecture);
        write(csv, protocol, run, space().format(architecture), reward);
        return reward;
      }
    };
  }

  @Test
  void thePlaceThatAnAlgorithmRunsInDoesNotChangeWhatItFinds() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "needs " + PYTHON);
    for (String name : List.of("nasreplay.py", "annealing.py")) {
      Files.copy(Path.of("scripts", name), folder.resolve(name));
    }
    String text =
        Files.readString(Path.of("scripts/annealing.yaml"))
            .replace("python3", PYTHON.toString())
            .replace("runs: 500", "runs: " + RUNS);
    Path suite = Files.writeString(folder.resolve("annealing.yaml"), text);
    Outcome python = run("replay", suite, "--out", folder.resolve("python"), "--allow-processes");
    assertThat(python.exitCode()).as(python.err()).isZero();

    String without = text.replaceAll("(?s)\n  - process:.*", "\n");
    Path jar =
        Jars.pack(
            folder.resolve("annealing.jar"), Path.of("target/test-classes"), "example.Annealing");
    Path suiteOfJar =
        Files.writeString(folder.resolve("java.yaml"), without + "  - annealing-in-java\n");
    Outcome inAJar =
        Shell.run(
            folder,
            Map.of(
                "NASREPLAY_CLASSPATH", jar.toString(),
                "HOME_OF_IT", Archive.unpack(folder).toString(),
                "SUITE", suiteOfJar.toString()),
            "\"$HOME_OF_IT/bin/nasreplay\" replay \"$SUITE\" --out ../java");
    assertThat(inAJar.exitCode()).as(inAJar.err()).isZero();

    Suite rules = Suite.of("rules.yaml", without);
    Benchmark benchmark = new TableBenchmark(TableFormats.open(Path.of(Commands.TABLE)).table());
    List<Task> tasks = new Replay(rules, benchmark, new SearcherRegistry()).tasks();
    Path csv = folder.resolve("elsewhere.csv");
    try (BufferedWriter elsewhere = Files.newBufferedWriter(csv)) {
      write(elsewhere, "protocol", "run", "architecture", "reward");
      for (Task task : tasks) {
        String protocol = task.protocol().name();
        for (int i = 0; i < RUNS; i++) {
          int number = i;
          task.run(
              "elsewhere",
              searcher(session -> Annealing.search(written(session, protocol, number, elsewhere))),
              i,
              500_000 + i);
        }
      }
    }
    Outcome imported =
        run(
            "import",
            csv,
            "--suite",
            suite,
            "--label",
            "annealing",
            "-o",
            folder.resolve("imported"));
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(imported.out()).contains(", 0 behind the budget cut, 0 runs end before it");
    assertThat(Files.readString(folder.resolve("imported/report.html")))
        .contains("annealing (imported)");

    Map<String, double[]> inJava = results("java");
    Map<String, double[]> inPython = results("python");
    Map<String, double[]> elsewhere = results("imported");
    assertThat(inPython.keySet()).containsExactly("ImageNet16-120", "cifar10", "cifar100");
    var said = new StringBuilder();
    for (String protocol : inPython.keySet()) {
      double[] one = inPython.get(protocol);
      for (double[] other : List.of(inJava.get(protocol), elsewhere.get(protocol))) {
        double p = KolmogorovSmirnovTest.withDefaults().test(one, other).getPValue();
        said.append(Text.format("%s p = %.3f%n", protocol, p));
        assertThat(p).as(said.toString()).isGreaterThan(0.01);
      }
    }
    if (RUNS > 60) Files.writeString(Path.of("target/annealing-thrice.txt"), said);
    Outcome compared =
        run(
            "compare",
            folder.resolve("python"),
            folder.resolve("imported"),
            "--out",
            folder.resolve("compared"));
    assertThat(compared.exitCode()).as(compared.err()).isZero();
  }

  private static ConfiguredSearcher searcher(Searcher searcher) {
    return new ConfiguredSearcher("annealing", "{}", () -> searcher);
  }
}
