package org.nasreplay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.Tables;

/** Whatever a process does, its searcher has one line, and the other searchers have their runs. */
class MisbehavingProcessTest {
  private static final TableBenchmark BENCHMARK = new TableBenchmark(Tables.complete());

  private static final String MEETS =
      "read -r hello; echo '{\"hello\":{\"protocol\":1}}'; read -r start\n";

  @TempDir private Path folder;

  private record Outcome(List<Run> runs, List<InputException> failures) {}

  private Outcome replay(String searchers, int threads) throws IOException, InterruptedException {
    Suite suite =
        Suite.of(
            "suite.yaml",
            """
            name: processes
            runs: 3
            table: table.h5
            protocols:
              - dataset: cifar10
                reward: {epochs: 12}
                budget: {evaluations: 5}
                constraint: {flops: {at_most: 140M}}
                report: {epochs: 90}
            searchers:
            """
                + searchers);
    try (var processes = new ProcessSearchers(folder)) {
      var replay = new Replay(suite, BENCHMARK, new SearcherRegistry(processes::configure));
      processes.logTo(name -> folder.resolve(name + ".log"));
      List<Run> runs = replay.run(threads, done -> {});
      return new Outcome(runs, replay.failures());
    }
  }

  private String process(String name, String script) throws IOException {
    Files.writeString(folder.resolve(name + ".sh"), script + "\n");
    return "  - process: {name: N, command: [sh, N.sh], limit: 0.6}\n".replace("N", name);
  }

  /** One line that names searcher, protocol and run and goes on with {@code received}. */
  private void assertFails(String script, String received) throws Exception {
    List<Run> alone = replay("  - random\n", 1).runs();
    Outcome outcome = replay("  - random\n" + process("bad", script), 1);
    assertThat(outcome.runs()).isEqualTo(alone);
    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().get(0).line())
        .startsWith("searcher bad, protocol cifar10, run 0: " + received)
        .doesNotContain("\n", "jackson", "java.", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "exit 3                                | received nothing more: it ended with exit code 3",
        "echo said of it >&2; exit 4           | received nothing more: it ended with exit code 4 (what it said of it: ",
        "kill -9 $$                            | received nothing more: it was ended by signal 9",
        "sleep 60                              | received nothing more: it went on for 0.6 seconds without an evaluation",
        "exec 1>&-; sleep 60                   | received nothing more: it closed its output and goes on",
        "echo hello                            | received (hello), expected one line of JSON",
        "echo '[1]'                            | received ([1]), expected an object",
        "echo '{}'                             | received ({}), expected one of hello",
        "echo '{\"hello\":{\"protocol\":2}}'   | received ({\"hello\":{\"protocol\":2}}), expected hello in protocol 1",
        "echo '{\"hello\":{}}'                 | received ({\"hello\":{}}), expected hello in protocol 1",
      })
  void whereItDoesNotMeet(String script, String received) throws Exception {
    assertFails(script, received);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "exit 3                               | received nothing more: it ended with exit code 3",
        "printf '{\"evaluate\"'               | received ({\"evaluate\") without an end of line: it ended with exit code 0",
        "sleep 60                             | received nothing more: it went on for 0.6 seconds",
        "while true; do echo '{\"sample\":{}}'; read -r a; done | received nothing more: it went on for 0.6 seconds without",
        "head -c 3000000 /dev/zero            | received (\\u0000\\u0000",
        "printf '\\377\\n'                    | received (�), expected one line of JSON",
        "printf '{\"sample\":\"\\377\"}\\n'   | received ({\"sample\":\"�\"}), expected one line of JSON",
        "echo ''                              | received (), expected an object",
        "echo '{\"done\":{}} {\"done\":{}}'   | received ({\"done\":{}} {\"done\":{}}), expected one line of JSON",
        "echo '{\"done\":{},\"done\":{}}'     | received ({\"done\":{},\"done\":{}}), expected one line of JSON",
        "echo '{\"evaluate\":[NaN]}'          | received ({\"evaluate\":[NaN]}), expected one line of JSON",
        "echo '{\"stop\":{}}'                 | received ({\"stop\":{}}), expected one of evaluate, sample, mutate, cost, bounds, done",
        "echo '{\"done\":{},\"sample\":{}}'   | received ({\"done\":{},\"sample\":{}}), expected one of",
        "echo '{\"evaluate\":[1,2,3,4,5]}'    | received (architecture 1), expected a list of 5 choices",
        "echo '{\"evaluate\":{}}'             | received (evaluate {}), expected a list of architectures",
        "echo '{\"evaluate\":[[1,2,3]]}'      | received (architecture [1,2,3]), expected a list of 5 choices",
        "echo '{\"evaluate\":[[1,2,8,4,5]]}'  | received (architecture [1,2,8,4,5]), expected a whole number from 0 to 7 at position 2",
        "echo '{\"evaluate\":[[1,2,1.5,4,5]]}' | received (architecture [1,2,1.5,4,5]), expected a whole number from 0 to 7",
        "echo '{\"evaluate\":[[1,2,99999999999,4,5]]}' | received (architecture [1,2,99999999999,4,5]), expected a whole number",
        "echo '{\"evaluate\":[[1,2,true,4,5]]}' | received (architecture [1,2,true,4,5]), expected a whole number",
        "echo '{\"evaluate\":[\"8:8:8\"]}'    | unknown architecture (8:8:8), expected five channel counts",
        "echo '{\"evaluate\":[[0,0,0,0,0]],\"epochs\":13}' | received (epochs 13), expected a whole number from 1 to 12",
        "echo '{\"evaluate\":[[0,0,0,0,0]],\"epochs\":5}' | the table has no column",
        "echo '{\"cost\":[[0,0,0,0,0]],\"name\":\"joules\"}' | received (cost \"joules\"), expected one of flops, params",
        "echo '{\"bounds\":[0,0,0,0,-2]}'     | received (architecture [0,0,0,0,-2]), expected a whole number from -1 to 7 at position 4",
        "echo '{\"mutate\":[7,7,7,7,7]}'      | received (mutate [7,7,7,7,7]), expected what the constraint admits",
      })
  void whereItHasMet(String script, String received) throws Exception {
    assertFails(MEETS + script, received);
  }

  @Test
  void whereItEvaluatesAfterTheBudget() throws Exception {
    String one = "echo '{\"evaluate\":[[0,0,0,0,0]]}'; read -r answer\n";
    assertFails(MEETS + one.repeat(6), "received (an evaluation after the budget), expected done");
  }

  @Test
  void whereItAsksAndDoesNotReadTheAnswer() throws Exception {
    String costs = "[0,0,0,0,0],".repeat(60_000);
    Files.writeString(folder.resolve("asks"), "{\"cost\":[" + costs + "[0,0,0,0,0]]}\n");
    assertFails(MEETS + "cat asks; sleep 60", "received nothing more: it went on for 0.6 seconds");
  }

  @Test
  void whereThereIsNoSuchProgram() throws Exception {
    Outcome outcome =
        replay(
            "  - random\n  - process: {name: bad, command: [./no-such], files: [x]}\n"
                .replace("[x]", file()),
            1);
    assertThat(outcome.runs()).hasSize(3);
    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().get(0).line())
        .isEqualTo(
            "searcher bad, protocol cifar10, run 0: command (./no-such) cannot be started: No such"
                + " file or directory");
  }

  private String file() throws IOException {
    Files.writeString(folder.resolve("x"), "");
    return "[x]";
  }

  @Test
  void itsRunsAreAllLostAndThoseOfAllOthersAreThere() throws Exception {
    // the third start is one too many, whichever thread's it is
    String third =
        "read -r hello; echo '{\"hello\":{\"protocol\":1}}'\n"
            + "for i in 1 2; do read -r start; echo '{\"done\":{}}'; done\nread -r start; exit 1";
    String good =
        "read -r h; echo '{\"hello\":{\"protocol\":1}}'\nwhile read -r s; do echo '{\"done\":{}}'; done";
    for (int threads = 1; threads < 3; threads++) {
      Outcome outcome =
          replay(process("third", third) + process("good", good) + "  - random\n", threads);
      assertThat(outcome.runs())
          .extracting(Run::searcher)
          .containsExactly("good", "good", "good", "random", "random", "random");
      assertThat(outcome.failures()).hasSize(1);
      assertThat(outcome.failures().get(0).line())
          .startsWith("searcher third, protocol cifar10, run 2: ");
    }
  }

  @Test
  void nothingThatItStartedOutlivesIt() throws Exception {
    String starts = MEETS + "sleep 77 & echo $! > child; wait";
    assertFails(starts, "received nothing more: it went on for 0.6 seconds");
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    // one that has ended and that nobody has asked for yet has no command any more
    assertThat(ProcessHandle.of(child).flatMap(each -> each.info().command())).isEmpty();
  }

  @Test
  @Timeout(20)
  void theEndOfOneWhoseChildKeepsItsOutputOpenIsNoticedLongBeforeTheLimit() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "needs a /proc that names pipes");
    String dies = MEETS + "sleep 78 & echo $! > child; kill -9 $$";
    Outcome outcome = replay(process("bad", dies).replace("0.6", "60"), 1);
    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().get(0).line())
        .endsWith("run 0: received nothing more: it was ended by signal 9");
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    assertThat(ProcessHandle.of(child).flatMap(each -> each.info().command())).isEmpty();
  }

  @Test
  void theLastWordsOfOneThatSaysTooMuchAreKept() throws Exception {
    String talks = "head -c 20000000 /dev/zero | tr '\\0' x >&2; echo its last words >&2; exit 3";
    Outcome outcome = replay(process("bad", talks).replace("0.6", "60"), 1);
    assertThat(outcome.failures()).hasSize(1);
    Path log = folder.resolve("bad.log");
    assertThat(Files.size(log)).isBetween(1L << 20, Log.LONGEST + 100L);
    assertThat(Files.readString(log))
        .matches(text -> text.matches("(?s)\\[nasreplay dropped [0-9,]+ bytes before this\\].*"))
        .endsWith("xits last words\n");
  }
}
