package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .hasMessage("the disk is full");
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
  void anOldFileIsReplacedAndAnAbandonedTemporaryOneTakenAway() throws IOException {
    Path target = Files.writeString(folder.resolve("results.csv"), "old");
    Files.writeString(folder.resolve("results.csv.tmp"), "abandoned");
    AtomicFile.write(target, "new");
    assertThat(Files.list(folder)).containsExactly(target);
    assertThat(target).hasContent("new");
  }
}
