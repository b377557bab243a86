package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {
  private static final String DIGEST = Sha256.of("a table".getBytes(StandardCharsets.UTF_8));
  private static final String OTHER = "0".repeat(64);

  @TempDir private Path folder;
  private Path file = Path.of("");
  private Path list = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("t 1.csv"), "a table");
    list = folder.resolve("SHA256SUMS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEX  t 1.csv",
        "HEX *t 1.csv",
        "HEX\tt 1.csv",
        "HEX  ./t 1.csv",
        "HEX  ../FOLDER/t 1.csv",
        "HEX *.\\t 1.csv",
        "\\HEX  t 1.csv",
        "SHA256 (t 1.csv) = HEX",
        "SHA256 (./t 1.csv) = HEX",
        "SHA256(t 1.csv)= HEX",
        "SHA2-256(t 1.csv)= HEX",
        "\uFEFFHEX  t 1.csv",
        "# of our lab\n\n0000  x\nMD5 (t 1.csv) = 00ff\nHEX  t 1.csv\nHEX  another.csv",
      })
  void aListIsReadAsSha256sumBsdOpensslAndWindowsWriteIt(String text) throws IOException {
    String named = text.replace("FOLDER", String.valueOf(folder.getFileName()));
    for (String digest : new String[] {DIGEST, DIGEST.toUpperCase(Locale.ROOT)}) {
      for (String end : new String[] {"", "\n", "\r\n"}) {
        Files.writeString(list, named.replace("HEX", digest).replace("\n", "\r\n") + end);
        assertThat(Checksums.hold(file, DIGEST)).containsExactly(list);
      }
    }
    Files.writeString(list, named.replace("HEX", OTHER) + "\n");
    assertThatThrownBy(() -> Checksums.hold(file, DIGEST))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": SHA-256 " + DIGEST + ", expected 0000")
        .hasMessageContaining("as in " + list);
  }

  @Test
  void ofSeveralChecksumsEveryOneIsHeld() throws IOException {
    Files.writeString(list, DIGEST + "  t 1.csv\n" + OTHER + "  t 1.csv\n");
    assertThatThrownBy(() -> Checksums.hold(file, DIGEST)).hasMessageContaining("expected 0000");
    Files.writeString(list, DIGEST + "  t 1.csv\n");
    Files.writeString(folder.resolve("t 1.csv.sha256"), OTHER + "  t 1.csv\n");
    assertThatThrownBy(() -> Checksums.hold(file, DIGEST)).hasMessageContaining("expected 0000");
  }

  @Test
  void aFileThatNobodyListsIsHeldByNothing() throws IOException {
    assertThat(Checksums.hold(file, DIGEST)).isEmpty();
    Files.writeString(list, OTHER + "  1.csv\n" + OTHER + "  sub/t 1.csv\n");
    assertThat(Checksums.hold(file, DIGEST)).isEmpty();
  }

  @Test
  void aLineThatNamesTheFileWithoutItsDigestIsNotPassedOver() throws IOException {
    Files.writeString(list, OTHER + "  x\n" + DIGEST.substring(1) + "  t 1.csv\n");
    assertThatThrownBy(() -> Checksums.hold(file, DIGEST))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(list + ":2: (")
        .hasMessageContaining("names t 1.csv without its SHA-256, 64 hexadecimal digits");
  }

  @Test
  void aCompanionMayBeTheDigestAloneButMustNotBeOfAnotherFile() throws IOException {
    Path companion = Files.writeString(folder.resolve("t 1.csv.sha256"), DIGEST + "\r\n");
    assertThat(Checksums.hold(file, DIGEST)).containsExactly(companion);
    Files.writeString(companion, DIGEST + "  t 2.csv\n");
    assertThatThrownBy(() -> Checksums.hold(file, DIGEST))
        .hasMessage(
            companion + ": does not name t 1.csv; make it again with sha256sum, or delete it");
  }

  @Test
  void aListThatIsNotUtf8IsNamed() throws IOException {
    for (var charset : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16}) {
      Files.write(list, (DIGEST + "  größe.csv\n").getBytes(charset));
      assertThatThrownBy(() -> Checksums.hold(file, DIGEST))
          .isInstanceOf(InputException.class)
          .hasMessage(list + ": is not UTF-8 text; save it as UTF-8");
    }
  }

  @Test
  void whatIsWrittenIsHeldAndIsWhatSha256sumChecks() throws Exception {
    for (String name :
        new String[] {"plain.csv", "größe *1.csv", " (x) = y", "back\\slash", "two\nlines"}) {
      Path written = Files.writeString(folder.resolve(name), "a table");
      Checksums.write(written, DIGEST);
      assertThat(Checksums.hold(written, DIGEST)).containsExactly(Checksums.companion(written));
      assertThatThrownBy(() -> Checksums.hold(written, OTHER)).isInstanceOf(InputException.class);
    }
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/sha256sum")), "needs sha256sum");
    try (var companions = Files.newDirectoryStream(folder, "*.sha256")) {
      for (Path companion : companions) {
        var check =
            new ProcessBuilder("/usr/bin/sha256sum", "--strict", "-c", companion.toString());
        check.directory(folder.toFile()).redirectErrorStream(true);
        check.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        assertThat(check.start().waitFor()).as(companion.toString()).isZero();
      }
    }
  }
}
