package org.nasreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;

/** Searchers that are programs of their own, from the suite to the report. */
class SearcherInAProcessIT {
  private static final JsonMapper JSON = new JsonMapper();

  /** The system's own where there is one: what a version manager puts before it starts slowly. */
  private static final String PYTHON =
      Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

  private static final String MEETS = "read -r hello; echo '{\"hello\":{\"protocol\":1}}'\n";

  @TempDir private Path folder;

  private static void needPython(String... modules) throws Exception {
    String imports =
        "import sys" + Stream.of(modules).map(m -> ", " + m).reduce("", String::concat);
    boolean there;
    try {
      there =
          new ProcessBuilder(PYTHON, "-c", imports)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "needs " + PYTHON + " with " + List.of(modules));
  }

  private Path suite(int runs, String... searchers) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"), Commands.suite("s", runs, Commands.TABLE, searchers));
  }

  private String script(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".sh"), text + "\n");
    return Text.format("process: {name: %s, command: [sh, %s.sh], limit: 20}", name, name);
  }

  private Outcome replay(Path suite, String out, Object... more) {
    Object[] words =
        Stream.concat(
                Stream.of("replay", suite, "--out", folder.resolve(out), "--allow-processes"),
                Stream.of(more))
            .toArray();
    return run(words);
  }

  private String result(String out, String file) throws IOException {
    return Files.readString(folder.resolve(out).resolve(file));
  }

  private void copyScripts(String... names) throws IOException {
    for (String name : names) Files.copy(Path.of("scripts", name), folder.resolve(name));
  }

  /** Twelve networks: the wider and the deeper, the slower and the better. */
  private void writePets() throws IOException {
    Files.writeString(
        folder.resolve("pets.yaml"),
        """
        name: pets
        positions: [{name: width, choices: [s, m, l]}, {name: depth, choices: ["2", "3", "4", "5"]}]
        notation: {separated: "-"}
        costs: {latency: ms}
        datasets: [pets37]
        """);
    var rows =
        new StringBuilder(
            "architecture,latency,pets37/30/valid_accuracy@10/1,pets37/30/valid_accuracy/1,"
                + "pets37/30/test_accuracy/1,pets37/30/train_seconds/1,pets37/30/valid_seconds/1\n");
    for (int width = 0; width < 3; width++) {
      for (int depth = 2; depth < 6; depth++) {
        int better = 3 * width + depth;
        rows.append(
            Text.format(
                "%s-%d,%s,%d,%d,%d,%d,5\n",
                "sml".charAt(width),
                depth,
                1 + better / 2.0,
                50 + better,
                60 + better,
                59 + better,
                100 + 10 * better));
      }
    }
    Files.writeString(folder.resolve("pets.csv"), rows);
    Outcome made =
        run(
            "table",
            "import",
            "csv",
            folder.resolve("pets.csv"),
            "--space",
            folder.resolve("pets.yaml"),
            "-o",
            folder.resolve("pets.h5"));
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  @Test
  void theConversationOfThePageIsTheOneThatTakesPlace() throws Exception {
    String page = Files.readString(Path.of("data/suites/PROTOCOL.md"));
    Matcher block = Pattern.compile("```\n(→.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    var speaks = new StringBuilder();
    for (String line : block.group(1).lines().toList()) {
      speaks.append(
          line.startsWith("→ ")
              ? "IFS= read -r line; printf '%s\\n' \"$line\" >> received\n"
              : "printf '%s\\n' '" + line.substring(2) + "'\n");
    }
    Files.writeString(folder.resolve("speaks.sh"), speaks);
    writePets();
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            name: pets
            runs: 2
            table: pets.h5
            protocols:
              - dataset: pets37
                reward: {epochs: 30}
                budget: {seconds: 400}
                constraint: {latency: {at_most: 5 ms}}
                report: {epochs: 30}
            searchers:
              - process: {name: speaks, command: [sh, speaks.sh], settings: {t0: 3}}
            """);
    Outcome outcome = replay(suite, "out");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("received")))
        .isEqualTo(
            block
                .group(1)
                .lines()
                .filter(l -> l.startsWith("→ "))
                .map(l -> l.substring(2))
                .toList());
    // m-4 of 67 % after 175 s is the best of the admitted; the last crosses the budget and counts
    assertThat(result("out", "runs.csv"))
        .contains("pets37,speaks,0,")
        .contains(",4,416.6666666666667,m-4,67.0,67.0,66.0,4.5,");
  }

  @Test
  void aSearcherIsToldOfAFrontWhereThereIsOne() throws Exception {
    needPython();
    copyScripts("nasreplay.py");
    Files.writeString(
        folder.resolve("tells.py"),
        """
        import nasreplay
        for session in nasreplay.sessions():
            print(session.front)
            while not session.exhausted:
                session.evaluate(session.sample())
        """);
    Path suite = suite(1, Text.format("process: {name: tells, command: [%s, tells.py]}", PYTHON));
    assertThat(replay(suite, "answer").exitCode()).isZero();
    assertThat(result("answer", "log/tells.log")).isEqualTo("()\n");
    String text = Files.readString(suite);
    Files.writeString(
        suite, text.replace("    report:", "    front: {cost: [params, flops]}\n    report:"));
    assertThat(replay(suite, "front").exitCode()).isZero();
    assertThat(result("front", "log/tells.log")).isEqualTo("('params', 'flops')\n");
  }

  @Test
  void thePythonOfTheReadmeIsASearcherOfASuite() throws Exception {
    needPython();
    Matcher example =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    assertThat(example.group(1).lines().count()).isLessThanOrEqualTo(15);
    Files.writeString(folder.resolve("greedy.py"), example.group(1));
    copyScripts("nasreplay.py");
    String entry =
        Text.format(
            "process: {name: greedy, command: [%s, greedy.py], settings: {draws: 40}}", PYTHON);
    Path suite = suite(3, "random", entry);
    Outcome outcome = replay(suite, "out");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    // the most expensive of 40 networks begins wide
    assertThat(result("out", "trajectories.csv"))
        .containsPattern(
            "greedy,0,1,[0-9.]+,64:(?s:.*)greedy,1,1,[0-9.]+,64:(?s:.*)greedy,2,1,[0-9.]+,64:")
        .doesNotContainPattern("random,[012],1,[0-9.]+,64:");
    assertThat(folder.resolve("out/log")).doesNotExist();
    assertThat(result("out", "provenance.json"))
        .contains(
            "greedy.py\\\":\\\"", Sha256.of(folder.resolve("greedy.py")), "{\\\"draws\\\":40}");
    // with another script it is another result
    Files.writeString(folder.resolve("greedy.py"), example.group(1) + "\n# another\n");
    assertRefused(replay(suite, "out"), "holds results with other searchers");
  }

  @Test
  void theSameBytesForAnyNumberOfThreads() throws Exception {
    needPython();
    copyScripts("nasreplay.py", "annealing.py");
    Path suite =
        Files.writeString(
            folder.resolve("annealing.yaml"),
            Files.readString(Path.of("scripts/annealing.yaml"))
                .replace("python3", PYTHON)
                .replace("runs: 500", "runs: 50")
                .replace("seconds: 20000", "seconds: 2000"));
    for (int threads = 1; threads <= 2; threads++) {
      Outcome outcome = replay(suite, "by" + threads, "--threads", threads);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
    for (String file : List.of("runs.csv", "trajectories.csv", "complete.json")) {
      assertThat(result("by2", file)).isEqualTo(result("by1", file));
    }
  }

  @Test
  void aSuiteThatStartsProgramsShowsThemAndDoesNot() throws Exception {
    Path suite =
        suite(
            2,
            "random",
            script("touches", "touch touched"),
            "process: {name: other, command: [sh, touches.sh, 'two words', $HOME]}");
    assertRefused(
        run("replay", suite, "--out", folder.resolve("out")),
        suite.toString(),
        "starts (sh touches.sh), (sh touches.sh 'two words' '$HOME')",
        "--allow-processes permits it");
    assertThat(folder.resolve("touched")).doesNotExist();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void noShellTakesPartAndTheEnvironmentIsPassedOnByName() throws Exception {
    Files.writeString(
        folder.resolve("tells.sh"),
        "printf '%s\\n' \"$@\" > arguments; env > environment; exit 7\n");
    String home = System.getenv().containsKey("HOME") ? "HOME" : "PATH";
    Path suite =
        suite(
            1,
            "process: {name: tells, command: [sh, tells.sh, $(id), '*', a b], environment: ["
                + home
                + "]}");
    assertRefused(replay(suite, "out"), "it ended with exit code 7");
    assertThat(Files.readAllLines(folder.resolve("arguments")))
        .containsExactly("$(id)", "*", "a b");
    assertThat(Files.readAllLines(folder.resolve("environment")))
        .extracting(line -> line.replaceFirst("=.*", ""))
        // the last three are the shell's own
        .isSubsetOf("PATH", home, "PWD", "OLDPWD", "_", "SHLVL")
        .contains("PATH", home);
  }

  @Test
  void whereOneFailsTheResultsOfTheOthersStayAndTheReplayGoesOnWhereItWas() throws Exception {
    // it fails in its second run until somebody has put right what it needs
    String fails =
        MEETS
            + "while read -r start; do n=$((n+1))\n"
            + "[ $n = 1 ] || [ -e mended ] || { echo 'no such thing' >&2; exit 1; }\n"
            + "echo '{\"evaluate\":[[1,2,3,4,5]]}'; read -r answer; echo '{\"done\":{}}'; done";
    Path suite = suite(3, "random", script("fails", fails), "largest");
    Outcome outcome = replay(suite, "out", "--threads", 1);
    assertRefused(
        outcome,
        "searcher fails, protocol cifar10, run 1: received nothing more: it ended with exit code 1",
        folder.resolve("out/log/fails.log").toString());
    assertThat(result("out", "log/fails.log")).isEqualTo("no such thing\n");
    assertThat(result("out", "written.txt")).contains("log/fails.log\n");
    Path others =
        Files.writeString(
            folder.resolve("o.yaml"), Commands.suite("s", 3, Commands.TABLE, "random", "largest"));
    assertThat(replay(others, "others").exitCode()).isZero();
    assertThat(result("out", "runs.csv")).isEqualTo(result("others", "runs.csv"));
    assertThat(result("out", "report.html")).contains("largest").doesNotContain("<dt>fails</dt>");
    assertThat(run("report", folder.resolve("out")).exitCode()).isZero();
    assertThat(result("out", "report.html"))
        .contains(
            "<p class=\"surrogate\">fails is missing, as its process failed. searcher fails, protocol"
                + " cifar10, run 1: received nothing more: it ended with exit code 1");
    for (String table : List.of("tables/summary.md", "tables/summary.tex")) {
      assertThat(result("out", table))
          .contains(
              "fails is missing, as its process failed (searcher fails, protocol cifar10, run 1).");
    }
    assertThat(
            run(
                    "compare",
                    folder.resolve("out"),
                    folder.resolve("others"),
                    "--out",
                    folder.resolve("both"))
                .exitCode())
        .isZero();
    assertThat(result("both", "report.html")).contains("fails is missing, as its process failed.");

    Files.createFile(folder.resolve("mended"));
    Outcome again = replay(suite, "out");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(result("out", "runs.csv")).contains("cifar10,fails,2,");
    assertThat(result("out", "report.html")).doesNotContain("is missing, as its process");
    assertThat(folder.resolve("out/journal")).doesNotExist();
    assertThat(replay(suite, "out").out()).startsWith("finished before");
    assertThat(replay(suite, "undisturbed").exitCode()).isZero();
    assertThat(result("out", "runs.csv")).isEqualTo(result("undisturbed", "runs.csv"));
    assertThat(result("out", "log/fails.log")).isEqualTo("no such thing\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process: {command: [sh, x.sh]} | missing key (name)",
        "process: {name: x} | missing key (command)",
        "process: {name: Xx, command: [sh, x.sh]} | name (Xx), expected 1 to 64 lower-case letters",
        "process: {name: x, command: sh x.sh} | command (sh x.sh), expected a list",
        "process: {name: x, command: []} | command is empty, expected a program",
        "process: {name: x, command: [sh, y.sh]} | expected one that names a file beside the suite",
        "process: {name: x, command: [sh, x.sh], files: [y]} | files (y), expected a file beside the suite",
        "process: {name: x, command: [sh, x.sh], limit: 0} | limit (0), expected a number from 0.1",
        "process: {name: x, command: [sh, x.sh], settings: 3} | settings (3), expected keys",
        "process: {name: x, command: [sh, x.sh], settings: {a: 010}} | settings (010), expected a number that",
        "process: {name: x, command: [sh, x.sh], shell: true} | unknown key (shell)",
        "process: {name: random, command: [sh, x.sh]} | name (random) of a process is that of another",
        "process | missing key (name)",
      })
  void aDescriptionThatIsNoneIsRefusedWithItsLine(String entryAndReason) throws Exception {
    Files.writeString(folder.resolve("x.sh"), "");
    String[] parts = entryAndReason.split(" \\| ", 2);
    Path suite = suite(1, "largest", parts[0]);
    assertRefused(replay(suite, "out"), suite + ":11: ", parts[1]);
  }

  @Test
  void twoProcessesHaveTwoNames() throws Exception {
    assertRefused(
        replay(suite(1, script("x", ""), script("x", "")), "out"), "two processes are named x");
  }

  @Test
  void optunaSearches() throws Exception {
    needPython("optuna");
    assertSearches("optuna_tpe.py");
  }

  /** Of Nevergrad's calls, those that an optimizer of discrete choices needs. */
  @Test
  void whatHasNevergradsCallsSearches() throws Exception {
    needPython();
    Files.writeString(
        folder.resolve("nevergrad.py"),
        """
        import random

        class Candidate:
            def __init__(self, value):
                self.value = value

        class p:
            class Choice:
                def __init__(self, choices):
                    self.choices = list(choices)

            class Tuple:
                def __init__(self, *parts):
                    self.parts = parts
                    self.random_state = random.Random()

        class optimizers:
            class DiscreteOnePlusOne:
                def __init__(self, parametrization, budget=None, num_workers=1):
                    self.space, self.best, self.loss = parametrization, None, float("inf")

                def ask(self):
                    draw = [self.space.random_state.choice(c.choices) for c in self.space.parts]
                    if self.best:
                        kept = self.space.random_state.randrange(len(draw))
                        draw = [d if i == kept else b for i, (d, b) in enumerate(zip(draw, self.best))]
                    return Candidate(tuple(draw))

                def tell(self, candidate, loss):
                    if loss <= self.loss:
                        self.best, self.loss = candidate.value, loss
        """);
    assertSearches("nevergrad_oneplusone.py");
  }

  /** It spends its budget, and two replays of one seed are equal. */
  private void assertSearches(String script) throws IOException {
    copyScripts("nasreplay.py", script);
    Path suite =
        suite(3, "random", Text.format("process: {name: it, command: [%s, %s]}", PYTHON, script));
    for (int threads = 1; threads <= 2; threads++) {
      Outcome outcome = replay(suite, "by" + threads, "--threads", threads);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
    assertThat(result("by1", "runs.csv")).containsPattern("cifar10,it,2,-?[0-9]+,10,");
    assertThat(result("by2", "runs.csv")).isEqualTo(result("by1", "runs.csv"));
  }

  private static ProcessBuilder program(Object... arguments) {
    assumeTrue(Program.isPackaged(), "needs the packaged " + Program.JAR);
    return new ProcessBuilder(Program.command(Program.options(), arguments));
  }

  /** A searcher that is long at work in the middle of a run. */
  private Process replayInAProcessOfItsOwn(Path suite) throws IOException {
    return program(
            "replay", suite, "--threads", 1, "--allow-processes", "--out", folder.resolve("out"))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("printed").toFile())
        .start();
  }

  private long writtenPid() throws Exception {
    Path pid = folder.resolve("pid");
    for (int i = 0; i < 600 && (!Files.exists(pid) || Files.size(pid) == 0); i++) Thread.sleep(100);
    return Long.parseLong(Files.readString(pid).strip());
  }

  /** One that has ended and that nobody has asked for yet has no command any more. */
  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).flatMap(each -> each.info().command()).isPresent();
  }

  private static void assertEnds(long pid) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (lives(pid) && System.nanoTime() < until) Thread.sleep(50);
    assertThat(lives(pid)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-KILL", "-TERM"})
  void whereTheReplayIsKilledItsProcessesEnd(String signal) throws Exception {
    needPython();
    copyScripts("nasreplay.py");
    Files.writeString(
        folder.resolve("long.py"),
        """
        import nasreplay, os
        with open("pid", "w") as file:
            file.write(str(os.getpid()))
        for session in nasreplay.sessions():
            while True:
                session.sample()
        """);
    Process replay =
        replayInAProcessOfItsOwn(
            suite(1, Text.format("process: {name: long, command: [%s, long.py]}", PYTHON)));
    long child = writtenPid();
    assertThat(lives(child)).isTrue();
    new ProcessBuilder("kill", signal, Long.toString(replay.pid())).start().waitFor();
    assertThat(replay.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertEnds(child);
  }

  @Test
  void whereAProcessIsKilledItsSearcherHasOneLine() throws Exception {
    Process replay =
        replayInAProcessOfItsOwn(
            suite(
                1,
                "random",
                script("long", "echo $$ > pid; " + MEETS + "read -r s; exec sleep 60")));
    long child = writtenPid();
    new ProcessBuilder("kill", "-KILL", Long.toString(child)).start().waitFor();
    assertThat(replay.waitFor()).isEqualTo(2);
    assertThat(Files.readAllLines(folder.resolve("printed")))
        .anyMatch(
            line ->
                line.equals(
                    "nasreplay: searcher long, protocol cifar10, run 0: received nothing more: it"
                        + " was ended by signal 9"))
        .anyMatch(line -> line.startsWith("1 runs, 10 evaluations in "));
  }

  @Test
  void aTableAnswersLineByLine() throws Exception {
    Path asked =
        Files.writeString(
            folder.resolve("asked"),
            """
            {"hello":{"protocol":1}}
            {"evaluate":["8:8:16:32:64"]}
            {"start":{"dataset":"cifar10","reward":{"epochs":12,"seeds":"mean"},"budget":{"evaluations":3},"seed":7}}
            {"evaluate":["8:8:16:32:64",[0,0,1,3,7]]}
            no JSON
            {"evaluate":[[0,0,1,3,7],[0,0,1,3,7]]}
            {"evaluate":[[0,0,1,3,7]]}
            {"done":{}}
            {"info":["8:8:16:32:64"],"dataset":"cifar10","epochs":90}
            {"start":{"dataset":"cifar11","reward":{"epochs":12}}}
            """);
    Process serve =
        program("serve", Commands.TABLE)
            .redirectInput(asked.toFile())
            .redirectOutput(folder.resolve("answers").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(serve.waitFor()).isZero();
    List<String> answers = Files.readAllLines(folder.resolve("answers"));
    assertThat(answers).hasSize(10);
    assertThat(answers.get(0)).startsWith("{\"hello\":{\"protocol\":1,\"space\":\"size\"");
    assertThat(answers.get(1))
        .isEqualTo("{\"error\":\"received (evaluate), expected start before it\"}");
    assertThat(answers.get(2)).startsWith("{\"start\":{\"seed\":");
    JsonNode rewards = JSON.readTree(answers.get(3)).get("rewards");
    assertThat(rewards).hasSize(2);
    assertThat(rewards.get(0)).isEqualTo(rewards.get(1));
    assertThat(answers.get(4))
        .isEqualTo("{\"error\":\"received (no JSON), expected one line of JSON\"}");
    assertThat(answers.get(5))
        .contains("\"rewards\":[" + rewards.get(0) + "]", "\"exhausted\":true");
    assertThat(answers.get(6)).startsWith("{\"error\":\"received (an evaluation after the budget)");
    assertThat(answers.get(7)).isEqualTo("{\"done\":{}}");
    Outcome query =
        run(
            "table",
            "query",
            Commands.TABLE,
            "8:8:16:32:64",
            "--dataset",
            "cifar10",
            "--epochs",
            90,
            "--json");
    JsonNode official = JSON.readTree(query.out());
    JsonNode info = JSON.readTree(answers.get(8)).get("infos").get(0);
    for (String part : List.of("more_info", "cost_info")) {
      assertThat(info.get(part)).isEqualTo(official.get(part));
    }
    assertThat(answers.get(9))
        .contains("{\"error\":\"", "cifar11", "cifar10-valid, cifar10, cifar100");
  }

  @Test
  void aTableAnswersOnAPortOfThisMachineAlone() throws Exception {
    Process serve =
        program("serve", Commands.TABLE, "--port", 0)
            .redirectError(ProcessBuilder.Redirect.PIPE)
            .start();
    try (var err = serve.errorReader()) {
      Matcher listens =
          Pattern.compile("listening on (127\\.0\\.0\\.1):(\\d+)").matcher(err.readLine());
      assertThat(listens.matches()).isTrue();
      for (int client = 0; client < 2; client++) {
        try (var socket = new Socket(listens.group(1), Integer.parseInt(listens.group(2)));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
          socket.getOutputStream().write("{\"hello\":{}}\n".getBytes(UTF_8));
          assertThat(in.readLine()).startsWith("{\"hello\":{\"protocol\":1,");
        }
      }
    } finally {
      serve.destroyForcibly().waitFor();
    }
  }
}
