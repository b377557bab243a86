package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.Tables;

/** A replay that stops half-way, and what is left of it. */
class ResultFolderTest {
  private static final String ID = "one replay";

  @TempDir private Path folder;

  private static Replay replay() {
    return new Replay(Suites.read(Suites.SMALL), Tables.complete(), new SearcherRegistry());
  }

  private void interruptAfterTheFirstCell() throws Exception {
    RunJournal journal = ResultFolder.open(folder, ID, false, false).journal();
    int runsOfACell = replay().suite().runs();
    journal.write(0, replay().run(1, done -> {}).subList(0, runsOfACell));
  }

  @Test
  void whatWasFinishedIsTakenOverAndTheResultIsTheSame() throws Exception {
    List<Run> whole = replay().run(1, done -> {});
    interruptAfterTheFirstCell();

    RunJournal journal = ResultFolder.open(folder, ID, true, false).journal();
    assertThat(journal.read(0)).isEqualTo(whole.subList(0, replay().suite().runs()));
    var reported = new AtomicInteger();
    assertThat(replay().run(2, journal, reported::addAndGet)).isEqualTo(whole);
    assertThat(reported.get()).isEqualTo(whole.size());
  }

  @Test
  void withoutResumeTheReplayStartsAnew() throws Exception {
    interruptAfterTheFirstCell();
    assertThat(ResultFolder.open(folder, ID, false, false).journal().read(0)).isEmpty();
  }

  @Test
  void anotherReplayIsNotResumed() throws Exception {
    interruptAfterTheFirstCell();
    assertThatThrownBy(() -> ResultFolder.open(folder, "another replay", true, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is of another suite, table, seed or version");
  }

  @Test
  void finishedResultsLeaveNoJournal() throws Exception {
    ResultFolder opened = ResultFolder.open(folder, ID, false, false);
    opened.journal().write(0, replay().run(1, done -> {}));
    opened.finished();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFolderOfOtherFilesIsRefusedUnlessItIsOverwritten() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> ResultFolder.open(folder, ID, false, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--overwrite");
    ResultFolder.open(folder, ID, false, true);
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void theIdentityChangesWithEverythingThatDecidesTheRuns() throws Exception {
    var table = new Description.Table("t.h5", "ab", "size");
    String identity = replay().identity(table);
    assertThat(replay().identity(new Description.Table("t.h5", "cd", "size")))
        .isNotEqualTo(identity);
    Suite suite = Suites.read(Suites.SMALL);
    for (Suite other : List.of(suite.withRuns(9), suite.withSeed(9))) {
      assertThat(new Replay(other, Tables.complete(), new SearcherRegistry()).identity(table))
          .isNotEqualTo(identity);
    }
    assertThat(replay().identity(new Description.Table("renamed.h5", "ab", "size")))
        .isEqualTo(identity);
  }
}
