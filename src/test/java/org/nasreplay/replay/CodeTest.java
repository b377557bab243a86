package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a result says of the code that made it. */
class CodeTest {
  @Test
  void theCommitIsOneThatThisRepositoryHas() throws Exception {
    assumeTrue(Files.exists(Path.of(".git")) && succeeds("git", "--version"), "not a clone");
    String commit = Code.current().commit();
    assertThat(commit).matches("[0-9a-f]{40}(-dirty)?");
    // and not always the last one, as somebody may commit while the tests run
    String built = commit.replace("-dirty", "");
    assertThat(succeeds("git", "merge-base", "--is-ancestor", built, "HEAD")).isTrue();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theLineOfAReportNamesTheJarAndEveryPlugIn() {
    Map<String, String> plugins = new TreeMap<>(Map.of("b.jar", "22", "a.jar", "11"));
    assertThat(new Code("1.0", "abc-dirty", "00", plugins))
        .hasToString("1.0, commit abc-dirty, SHA-256 00; a.jar 11; b.jar 22");
    assertThat(new Code("1.0", "unknown", "00", Map.of()))
        .hasToString("1.0, commit unknown, SHA-256 00");
  }

  @Test
  void theDigestOfAJarIsThatOfItsBytes(@TempDir Path folder) throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "abc");
    assertThat(Code.digest(jar)) // FIPS 180-2, appendix B.1
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void classesInAFolderAreOtherCodeOnceOneIsChangedMovedOrAdded(@TempDir Path folder)
      throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path one = Files.writeString(inner.resolve("One.class"), "1");
    Set<String> digests = new HashSet<>();
    digests.add(Code.digest(folder));
    Files.writeString(one, "2");
    digests.add(Code.digest(folder));
    Path two = Files.writeString(folder.resolve("Two.class"), "3");
    digests.add(Code.digest(folder));
    Files.move(two, inner.resolve("Two.class"));
    String last = Code.digest(folder);
    digests.add(last);
    assertThat(digests).hasSize(4);
    assertThat(Code.digest(folder)).isEqualTo(last);
  }
}
