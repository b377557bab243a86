package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void missingFoldersAreMade() throws IOException {
    Path target = folder.resolve("a/b/results.csv");
    AtomicFile.write(target, "π\n");
    assertThat(target).hasContent("π\n");
    assertThat(target.getParent()).isDirectoryContaining(target::equals);
    assertThat(Files.list(target.getParent())).containsExactly(target);
  }

  @Test
  void aFailureLeavesNothingBehind() {
    Path target = folder.resolve("results.csv");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessage(target + ": the disk is full");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailureLeavesTheOldFileAsItWas() throws IOException {
    Path target = Files.writeString(folder.resolve("results.csv"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IllegalStateException("a bug");
                    }))
        .hasMessage("a bug");
    assertThat(Files.list(folder)).containsExactly(target);
    assertThat(target).hasContent("old");
  }

  @Test
  void anOldFileIsReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("results.csv"), "old");
    AtomicFile.write(target, "new");
    assertThat(Files.list(folder)).containsExactly(target);
    assertThat(target).hasContent("new");
  }

  @Test
  void whatAKilledProcessLeftIsTakenAwayByTheNextOne() throws IOException {
    long noProcess = 99_999_999; // above what systems give
    Files.writeString(folder.resolve(AtomicFile.name(noProcess)), "abandoned");
    Path own = Files.writeString(folder.resolve(".nasreplay-notes"), "not one of ours");
    Path live = folder.resolve(AtomicFile.name(ProcessHandle.current().pid()));
    Files.writeString(live, "under way in another thread");
    Path target = folder.resolve("results.csv");
    AtomicFile.write(target, "new");
    assertThat(Files.list(folder)).containsExactlyInAnyOrder(target, own, live);
  }

  @Test
  void aNameThatIsTooLongIsRefusedByItsOwnNameAndNotTheTemporaryOne() {
    Path target = folder.resolve("n".repeat(300));
    assertThatThrownBy(() -> AtomicFile.write(target, "text"))
        .isInstanceOf(InputException.class)
        .hasMessage(target + ": file name too long");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("charts"), "a file");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("a.svg"), "text"))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": a file is in the way");
  }

  @Test
  void writersOfOneFileAtATimeLeaveOneOfThemWhole() throws Exception {
    Path target = folder.resolve("results.csv");
    List<String> texts = IntStream.range(0, 200).mapToObj(i -> "text " + i + "\n").toList();
    texts.parallelStream().forEach(text -> AtomicFile.writeUnforced(target, text));
    assertThat(texts).contains(Files.readString(target));
    assertThat(Files.list(folder)).containsExactly(target);
  }
}
