package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.FolderLock;
import org.nasreplay.io.InputException;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.Tables;

/** A replay that stops half-way, and what is left of it; results, and what may replace them. */
class ResultFolderTest {
  private static final Map<String, String> ID = Map.of("seed", "1", "table", "ab");
  private static final Map<String, String> OTHER_SEED = Map.of("seed", "2", "table", "ab");
  private static final ReplayProvenance.Table TABLE =
      new ReplayProvenance.Table("t.h5", "ab", "size");

  @TempDir private Path folder;

  private static Replay replay() {
    return new Replay(
        Suites.read(Suites.SMALL), new TableBenchmark(Tables.complete()), new SearcherRegistry());
  }

  private void interruptAfterTheFirstCell() throws Exception {
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      int runsOfACell = replay().suite().runs();
      opened.journal().write(0, replay().run(1, done -> {}).subList(0, runsOfACell));
    }
  }

  private void finish() throws Exception {
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      opened.write(results());
    }
  }

  private static Results results() throws Exception {
    return replay().results(replay().run(1, done -> {}), Suites.SMALL, TABLE);
  }

  private static List<Run> firstCell(ResultFolder opened) {
    return opened.journal().read(0, "cifar10", "random");
  }

  private void assertRefused(Map<String, String> identity, String reason) {
    assertThatThrownBy(() -> ResultFolder.open(folder, identity, false))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder + ": holds ")
        .hasMessageContaining(reason)
        .hasMessageEndingWith(
            "; give --out another folder, or --overwrite to replace what nasreplay wrote there, or"
                + " remove it");
  }

  @Test
  void whatWasFinishedIsTakenOverAndTheResultIsTheSame() throws Exception {
    List<Run> whole = replay().run(1, done -> {});
    interruptAfterTheFirstCell();
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThat(firstCell(opened)).isEqualTo(whole.subList(0, replay().suite().runs()));
      var reported = new AtomicInteger();
      assertThat(replay().run(new ThreadPool(2), opened.journal(), reported::addAndGet))
          .isEqualTo(whole);
      assertThat(reported.get()).isEqualTo(whole.size());
    }
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) { // and so is the rest
      assertThat(opened.journal().read(1, "cifar10", "regularized-evolution"))
          .isEqualTo(whole.subList(replay().suite().runs(), whole.size()));
    }
  }

  @Test
  void whatFinishedRunsTookOfAProcessorIsTakenOverWithThem() throws Exception {
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      replay().run(new ThreadPool(1), opened.journal(), done -> {});
    }
    Replay again = replay();
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      Files.writeString(
          folder.resolve("journal/0000-processor.csv"),
          "protocol,searcher,evaluations,seconds\ncifar10,random,8,2.0\n");
      Files.writeString(folder.resolve("journal/0001-processor.csv"), "torn");
      List<Run> runs = again.run(new ThreadPool(1), opened.journal(), done -> {});
      assertThat(again.results(runs, Suites.SMALL, TABLE).processorTimes())
          .containsExactly(new ProcessorTime("cifar10", "random", 8, 2));
    }
  }

  @Test
  void aCellThatIsNotWhatWasWrittenIsRunAgain() throws Exception {
    interruptAfterTheFirstCell();
    Path runs = folder.resolve("journal/0000-runs.csv");
    String text = Files.readString(runs);
    for (String damaged :
        List.of(
            text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1), // a row short
            text.replaceFirst(",[0-9.]+\n", ",12.5\n"),
            "")) {
      Files.writeString(runs, damaged);
      try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
        assertThat(firstCell(opened)).isEmpty();
      }
    }
    Files.writeString(runs, text);
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThat(firstCell(opened)).isNotEmpty();
      // nor is it the cell of another pair
      assertThat(opened.journal().read(0, "cifar10", "regularized-evolution")).isEmpty();
      assertThat(opened.journal().read(1, "cifar10", "random")).isEmpty();
    }
  }

  @Test
  void anUnfinishedReplayOfSomethingElseIsNeitherResumedNorLost() throws Exception {
    interruptAfterTheFirstCell();
    assertRefused(OTHER_SEED, "holds an unfinished replay with other seed;");
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThat(firstCell(opened)).isNotEmpty();
    }
  }

  @Test
  void finishedResultsLeaveNoJournalAndSayWhatTheyAre() throws Exception {
    finish();
    try (var left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder(
              "complete.json",
              "runs.csv",
              "trajectories.csv",
              "optima.csv",
              "space.csv",
              "provenance.json",
              "processor.csv",
              WrittenFiles.LIST,
              FolderLock.NAME);
    }
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      Results before = Objects.requireNonNull(opened.finished());
      assertThat(before.runs()).isEqualTo(results().runs());
    }
    assertThat(ResultFiles.read(folder, "").runs()).hasSize(6);
  }

  @Test
  void finishedResultsOfSomethingElseAreReplacedOnDemandOnly() throws Exception {
    finish();
    assertRefused(OTHER_SEED, "holds results with other seed;");
    assertRefused(Map.of("seed", "1", "table", "cd", "code", "new"), "with other ");
    try (ResultFolder opened = ResultFolder.open(folder, OTHER_SEED, true)) {
      assertThat(opened.finished()).isNull();
      // until the new ones are there
      assertThat(ResultFiles.read(folder, "").runs()).hasSize(6);
      opened.write(results());
    }
    assertRefused(ID, "holds results with other seed;");
  }

  @Test
  void aReplayThatWasToReplaceOthersGoesOnAfterAnInterrupt() throws Exception {
    finish();
    try (ResultFolder opened = ResultFolder.open(folder, OTHER_SEED, true)) {
      opened.journal().write(0, replay().run(1, done -> {}).subList(0, 3));
    }
    try (ResultFolder opened = ResultFolder.open(folder, OTHER_SEED, false)) {
      assertThat(firstCell(opened)).hasSize(3);
    }
  }

  @Test
  void resultsAreMadeAnewOnDemand() throws Exception {
    finish();
    try (ResultFolder opened = ResultFolder.open(folder, ID, true)) {
      assertThat(opened.finished()).isNull();
    }
  }

  @Test
  void aPageLeavesWithTheResultsThatItShows() throws Exception {
    finish();
    WrittenFiles.in(folder).add(List.of("report.html"));
    Files.writeString(folder.resolve("report.html"), "of the old results");
    try (ResultFolder opened = ResultFolder.open(folder, OTHER_SEED, true)) {
      assertThat(folder.resolve("report.html")).exists();
      opened.write(results());
    }
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  @Test
  void resultsOfAnEarlierVersionAreNeverReplaced() throws Exception {
    ResultFiles.write(results(), folder); // without the lists
    for (boolean overwrite : new boolean[] {false, true}) {
      assertThatThrownBy(() -> ResultFolder.open(folder, ID, overwrite))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(folder + ": holds results of an earlier version");
    }
    assertThatThrownBy(() -> ResultFiles.read(folder, ""))
        .hasMessageContaining("or of an earlier version; nasreplay replay makes them anew");
    assertThatThrownBy(() -> ResultFiles.read(folder.resolve("elsewhere"), ""))
        .hasMessageEndingWith("no such file; results are written by nasreplay replay");
  }

  @Test
  void notesBesideAJournalOrResultsAreWelcome() throws Exception {
    interruptAfterTheFirstCell();
    Files.writeString(folder.resolve("notes.txt"), "mine");
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThat(firstCell(opened)).isNotEmpty();
      opened.write(results());
    }
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThat(opened.finished()).isNotNull();
    }
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void whatTellsOfOldResultsMayBeDamagedWhereTheyAreReplaced() throws Exception {
    finish();
    Files.writeString(folder.resolve(ResultFolder.COMPLETE), "{");
    assertThatThrownBy(() -> ResultFolder.open(folder, ID, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("complete.json");
    Path identity = Files.createDirectory(folder.resolve("journal")).resolve("identity.json");
    Files.writeString(identity, "");
    try (ResultFolder opened = ResultFolder.open(folder, ID, true)) {
      opened.write(results());
    }
    assertThat(ResultFiles.read(folder, "").runs()).hasSize(6);
  }

  @Test
  void cellsThatNobodyKnowsTheReplayOfAreNotTakenOver() throws Exception {
    interruptAfterTheFirstCell();
    Files.delete(folder.resolve("journal/identity.json"));
    try (ResultFolder opened = ResultFolder.open(folder, OTHER_SEED, false)) {
      assertThat(firstCell(opened)).isEmpty();
    }
  }

  @Test
  void aProcessThatIsKilledAfterTheLastFileHasFinished() throws Exception {
    finish();
    Path journal = Files.createDirectory(folder.resolve("journal"));
    Files.writeString(
        journal.resolve("identity.json"), Files.readString(folder.resolve(ResultFolder.COMPLETE)));
    Files.writeString(journal.resolve("0000-runs.csv"), "not yet deleted");
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThat(opened.finished()).isNotNull();
    }
    assertThat(journal).doesNotExist();
  }

  @Test
  void whileResultsAreReplacedThereAreNone() throws Exception {
    finish();
    Files.delete(folder.resolve(ResultFolder.COMPLETE)); // as a process killed in between leaves it
    assertThatThrownBy(() -> ResultFiles.read(folder, ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("complete.json: no such file, so these results are not whole");
    assertRefused(OTHER_SEED, "holds results that are not whole;");
  }

  @Test
  void anEditThatStaysWithinItsRangeIsToldByTheDigestAndARowByItsLine() throws Exception {
    finish();
    Path space = folder.resolve(ResultFiles.SPACE);
    String text = Files.readString(space);
    long lines = text.lines().count();
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    Files.writeString(space, text.substring(0, last) + "1,2,3\n");
    assertChanged(space + ": a line of it was changed since it was written; way out");
    Files.writeString(space, text + "1,2,3\n");
    assertChanged(
        space
            + ": "
            + (lines + 1)
            + " lines, expected "
            + lines
            + " since it was written; way out");
  }

  private void assertChanged(String message) {
    assertThatThrownBy(() -> ResultFiles.read(folder, "way out"))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void aListThatLeavesOutAFileHoldsNothing() throws Exception {
    finish();
    Path complete = folder.resolve(ResultFolder.COMPLETE);
    String text = Files.readString(complete);
    for (String files : List.of("[]", "[{\"name\":\"../\\u0000\",\"lines\":1,\"sha256\":\"\"}]")) {
      Files.writeString(
          complete,
          text.replaceAll(
              "(?s)(\"files\"\\s*:\\s*)\\[.*\\]", "$1" + Matcher.quoteReplacement(files)));
      assertThatThrownBy(() -> ResultFiles.read(folder, "--overwrite makes it anew"))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(folder + ": its list names (")
          .hasMessageEndingWith(
              "), expected runs.csv, trajectories.csv, optima.csv, space.csv,"
                  + " provenance.json; --overwrite makes it anew");
    }
  }

  @Test
  void aNameThatNoFileCanHaveIsNotListed() throws Exception {
    Files.writeString(folder.resolve(WrittenFiles.LIST), "runs.csv\na\u0000b\n../x\n");
    WrittenFiles written = WrittenFiles.in(folder);
    assertThat(written.lists("runs.csv")).isTrue();
    assertThat(written.lists("a\u0000b")).isFalse();
    assertThat(written.lists("../x")).isFalse();
  }

  @Test
  void onlyOneProcessWritesIntoAFolder() throws Exception {
    try (ResultFolder opened = ResultFolder.open(folder, ID, false)) {
      assertThatThrownBy(() -> ResultFolder.open(folder, ID, false))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("another nasreplay is writing into it");
    }
    ResultFolder.open(folder, ID, false).close();
  }

  @Test
  void aFolderOfOtherFilesIsRefusedAndNothingIsMadeInIt() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertRefused(ID, "holds something else than results (notes.txt);");
    assertThat(folder.toFile().list()).containsExactly("notes.txt");
  }

  @Test
  void whatSomebodyElseWroteIsNeverReplaced() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Path journal = Files.createDirectory(folder.resolve("journal"));
    Files.writeString(journal.resolve("2026-11-26.md"), "dear diary");
    try (ResultFolder opened = ResultFolder.open(folder, ID, true)) {
      opened.write(results());
    }
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
    assertThat(journal.resolve("2026-11-26.md")).hasContent("dear diary");
    assertThat(journal.toFile().list()).containsExactly("2026-11-26.md");
  }

  @Test
  void aFileOfSomebodyElseUnderANameOfOursIsInTheWay() throws Exception {
    Files.writeString(folder.resolve("runs.csv"), "kilometres,minutes\n10,55\n");
    assertThatThrownBy(() -> ResultFolder.open(folder, ID, true))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("runs.csv") + ": is not listed in written.txt");
    assertThat(folder.resolve("runs.csv")).hasContent("kilometres,minutes\n10,55\n");
  }

  @Test
  void aKilledProcessMayLeaveNothingButItsJournalsFolder() throws Exception {
    Files.createDirectory(folder.resolve("journal"));
    ResultFolder.open(folder, ID, false).close();
  }

  @Test
  void theIdentityChangesWithEverythingThatDecidesTheRuns() throws Exception {
    Map<String, String> identity = replay().identity(TABLE);
    assertThat(identity).containsKey("code");
    assertThat(replay().identity(new ReplayProvenance.Table("t.h5", "cd", "size")))
        .isNotEqualTo(identity);
    Suite suite = Suites.read(Suites.SMALL);
    for (Suite other : List.of(suite.withRuns(9), suite.withSeed(9))) {
      assertThat(
              new Replay(other, new TableBenchmark(Tables.complete()), new SearcherRegistry())
                  .identity(TABLE))
          .isNotEqualTo(identity);
    }
    for (String[] change :
        new String[][] {
          {"population: 10", "population: 11"},
          {"seconds: 20000", "seconds: 20001"},
          {"dataset: cifar10", "dataset: cifar100"},
          {"title: small", "title: other"},
          {"searchers:", "published: {paper: P, table: '1', methods: {}}\nsearchers:"}
        }) {
      assertThat(Suites.SMALL).contains(change[0]);
      Suite changed = Suites.read(Suites.SMALL.replace(change[0], change[1]));
      assertThat(
              new Replay(changed, new TableBenchmark(Tables.complete()), new SearcherRegistry())
                  .identity(TABLE))
          .as(change[1])
          .isNotEqualTo(identity);
    }
    assertThat(replay().identity(new ReplayProvenance.Table("renamed.h5", "ab", "size")))
        .isEqualTo(identity);
  }
}
