package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;
import static org.nasreplay.io.Digests.digests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Folders;

/** Results that are there: what may replace them, and what a report believes of them. */
class KeptResultsIT {
  /** Results that were made once, of which each test has its copy. */
  @TempDir private static Path made;

  @TempDir private Path folder;
  private Path out;
  private Path suite;

  @BeforeAll
  static void replayOnce() throws IOException {
    Path suite = suite(made, "[random, largest]");
    assertThat(run("replay", suite, "--out", made.resolve("out")).exitCode()).isZero();
  }

  @BeforeEach
  void copyResults() throws IOException {
    out = folder.resolve("out");
    suite = suite("[random, largest]");
    Folders.copy(made.resolve("out"), out);
  }

  private Path suite(String searchers) throws IOException {
    return suite(folder, searchers);
  }

  private static Path suite(Path folder, String searchers) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"),
        """
        name: small
        runs: 3
        table: data/nats-size-surrogate.h5
        protocols:
          - dataset: cifar10
            reward: {epochs: 12}
            budget: {evaluations: 20}
            report: {epochs: 90}
        searchers: SEARCHERS
        """
            .replace("SEARCHERS", searchers));
  }

  @Test
  void theSameReplayAgainRunsNothingAndLeavesTheSameFiles() throws IOException {
    Map<String, String> before = digests(out);
    Outcome again = run("replay", suite, "--out", out);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("finished before");
    assertThat(digests(out)).isEqualTo(before);
    assertThat(run("replay", suite, "--out", out, "--resume").exitCode()).isZero();
    assertThat(run("replay", suite, "--out", out, "--overwrite").out()).contains("6 runs, ");
    assertThat(digests(out)).isEqualTo(before);
  }

  @Test
  void theWatchedPageOfAKilledReplayIsNoResultAndGoes() throws IOException {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    leaveWatchedPage(killed);
    assertRefused(run("report", killed), killed.toString());

    Map<String, String> before = digests(out);
    leaveWatchedPage(out);
    assertThat(run("replay", suite, "--out", out).exitCode()).isZero();
    assertThat(digests(out)).isEqualTo(before);
    leaveWatchedPage(out);
    assertThat(run("replay", suite, "--out", out, "--overwrite").exitCode()).isZero();
    assertThat(digests(out)).isEqualTo(before);
  }

  private static void leaveWatchedPage(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("written.txt"),
        "running.html\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("running.html"), "still running");
  }

  @Test
  void aWatchedReplayLeavesTheSameFiles() throws IOException {
    Map<String, String> before = digests(out);
    Outcome watched = run("replay", suite, "--out", out, "--overwrite", "--watch");
    assertThat(watched.exitCode()).isZero();
    assertThat(watched.err()).contains("what is finished: " + out.resolve("running.html"));
    assertThat(digests(out)).isEqualTo(before);
  }

  @Test
  void somebodysOwnRunningPageIsNotReplaced() throws IOException {
    Path own = Files.writeString(out.resolve("running.html"), "mine");
    assertRefused(
        run("replay", suite, "--out", out, "--overwrite", "--watch"),
        "running.html: is not listed");
    assertThat(own).hasContent("mine");
  }

  @Test
  void resultsOfAnotherReplayAreReplacedOnDemandOnly() throws IOException {
    Map<String, String> before = digests(out);
    assertRefused(
        run("replay", suite, "--out", out, "--runs", 2),
        out + ": holds results with other runs; give --out another folder, or --overwrite");
    assertRefused(run("replay", suite, "--out", out, "--seed", 2), "results with other seed");
    Path other = suite("[random]");
    assertRefused(run("replay", other, "--out", out), "results with other searchers");
    assertThat(digests(out)).isEqualTo(before);
    assertThat(run("replay", other, "--out", out, "--overwrite").exitCode()).isZero();
    assertThat(Files.readString(out.resolve("runs.csv"))).doesNotContain("largest");
    assertThat(run("report", out).exitCode()).isZero();
  }

  @Test
  void aFolderOfSomebodysIsLeftAsItIs() throws IOException {
    Path thesis = Files.createDirectory(folder.resolve("thesis"));
    Files.writeString(thesis.resolve("chapter1.tex"), "precious");
    assertRefused(run("replay", suite, "--out", thesis), "something else than results (chapter1");
    assertThat(thesis.toFile().list()).containsExactly("chapter1.tex");
    assertThat(run("replay", suite, "--out", thesis, "--overwrite").exitCode()).isZero();
    assertThat(thesis.resolve("chapter1.tex")).hasContent("precious");
  }

  @Test
  void aFileIsNoFolderForResults() throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), "mine");
    assertRefused(run("replay", suite, "--out", file), file + ": not a folder");
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/charts"), "a file, not a folder");
    Outcome outcome = run("replay", suite, "--out", folder.resolve("b"), "--overwrite");
    assertRefused(outcome, folder.resolve("b/charts").toString());
    assertThat(folder.resolve("b/charts")).hasContent("a file, not a folder");
  }

  @Test
  void resultsAreComparedOnceEach() throws IOException {
    Path both = folder.resolve("both");
    assertRefused(run("compare", out, out, "--out", both), out + ": is given twice");
    assertRefused(run("compare", out, out.resolve("../out"), "--out", both), "out: is given twice");
    assertThat(both).doesNotExist();
  }

  /** Changes a result file, and says what {@code report} and {@code compare} answer. */
  private void assertNotBelieved(String name, UnaryOperator<String> change, String... parts)
      throws IOException {
    Path file = out.resolve(name);
    String text = Files.readString(file);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
    assertRefused(run("report", out), parts);
    assertRefused(run("compare", out, folder, "--out", folder.resolve("both")), parts);
    Files.writeString(file, text);
  }

  private static String lines(String text, int... wanted) {
    List<String> all = text.lines().toList();
    return Stream.of(wanted)
        .flatMap(numbers -> java.util.Arrays.stream(numbers).mapToObj(all::get))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void rowsThatAreMissingDoubledOrSwappedAreNamed() throws IOException {
    String header = "runs.csv";
    assertNotBelieved(
        header,
        text -> text + lines(text, 1, 2, 3, 4, 5, 6), // as two files joined
        "runs.csv:8: run 0 of random under cifar10, expected the end");
    assertNotBelieved(
        header, text -> lines(text, 0, 1, 2, 3), "runs.csv:5: the end, expected run 0 of largest");
    assertNotBelieved(
        header, text -> lines(text, 0, 1, 3, 4, 5, 6), "runs.csv:3: run 2 of random", "run 1");
    assertNotBelieved(header, text -> lines(text, 0, 2, 1, 3, 4, 5, 6), "runs.csv:2: run 1");
    assertNotBelieved("trajectories.csv", text -> lines(text, 0), "runs.csv:2: an answer without");
    assertNotBelieved("optima.csv", text -> lines(text, 0, 1), "optima.csv: rows of [cifar10");
    assertNotBelieved(
        "space.csv", text -> text.substring(0, text.length() / 2), "space.csv:", "expected");
  }

  @Test
  void aNumberThatWasEditedIsNoticedAndReadOnDemand() throws IOException {
    Path runs = out.resolve("runs.csv");
    String text = Files.readString(runs);
    assertNotBelieved(
        "runs.csv", t -> t.replaceFirst(",9[0-9.]+\n", ",930\n"), "runs.csv:2: (930)");
    // in range, and nothing else disagrees: only the digest knows
    String edited = text.replaceFirst(",9[0-9.]+\n", ",99.9\n");
    assertNotBelieved("runs.csv", t -> edited, "runs.csv: a line of it was changed", "--unchecked");
    Files.writeString(runs, edited);
    assertThat(run("report", out, "--unchecked").exitCode()).isZero();
    assertThat(Files.readString(out.resolve("report.html"))).contains("Read unchecked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "complete.json",
        "runs.csv",
        "trajectories.csv",
        "optima.csv",
        "space.csv",
        "provenance.json"
      })
  void aFileThatIsNotThereIsNamed(String name) throws IOException {
    Files.delete(out.resolve(name));
    assertRefused(run("report", out), name);
  }

  @Test
  void resultsOfAnEarlierVersionAreRefusedWithWhatMakesThemAnew() throws IOException {
    Files.delete(out.resolve("complete.json"));
    Files.delete(out.resolve("written.txt"));
    assertRefused(run("report", out), "or of an earlier version; nasreplay replay makes them");
    assertRefused(run("replay", suite, "--out", out), "holds results of an earlier version");
    assertRefused(run("replay", suite, "--out", out, "--overwrite"), "or remove it");
  }

  @Test
  void whatTheCodeWasIsPartOfAResult() throws IOException {
    String provenance = Files.readString(out.resolve("provenance.json"));
    assertThat(provenance).contains("\"sha256\"", "\"commit\"");
    String commit = provenance.replaceFirst("(?s).*\"commit\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    assertThat(Files.readString(out.resolve("report.html"))).contains("commit " + commit + ",");
    Path complete = out.resolve("complete.json");
    String text = Files.readString(complete);
    Files.writeString(complete, text.replaceFirst("SHA-256 [0-9a-f]{8}", "SHA-256 00000000"));
    assertRefused(run("replay", suite, "--out", out), "results with other code");
    assertThat(run("report", out).exitCode()).isZero();
  }
}
