package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @TempDir private Path folder;

  @Test
  void whatActsOnATerminalIsEscaped() {
    assertThat(Text.printable("\u001b[2J\r\n\t\u0000\u009b\u0085")) //
        .isEqualTo("\\u001b[2J\\u000d\\u000a\\u0009\\u0000\\u009b\\u0085");
    assertThat(Text.printable("a\u202eb\u2066c\u200fd\u2028e\ud800f"))
        .isEqualTo("a\\u202eb\\u2066c\\u200fd\\u2028e\\ud800f");
    assertThat(Text.printable("Größe 尺寸 𝛽 ½ \\u001b")).isEqualTo("Größe 尺寸 𝛽 ½ \\u001b");
  }

  @Test
  void aFileIsReadWithOrWithoutAMark() throws Exception {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "\uFEFFGröße\n");
    assertThat(Text.read(file, 100)).isEqualTo("Größe\n");
    Files.writeString(file, "");
    assertThat(Text.read(file, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252"})
  void otherEncodingsAreRefusedWithTheLine(String charset) throws Exception {
    Path file = folder.resolve("a.txt");
    boolean wide = charset.startsWith("UTF-16");
    byte[] bytes = "# plain\n# Größe\n".getBytes(Charset.forName(charset));
    Files.write(file, bytes);
    assertThatThrownBy(() -> Text.read(file, 100))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + (wide && charset.equals("UTF-16") ? ":1" : ":2")
                + ": not UTF-8, as it should be");
  }

  @Test
  void whatIsCutInsideACharacterIsNotUtf8() throws Exception {
    Path file = folder.resolve("a.txt");
    byte[] whole = "ö".getBytes(StandardCharsets.UTF_8);
    Files.write(file, new byte[] {'a', '\n', whole[0]});
    assertThatThrownBy(() -> Text.read(file, 100)).hasMessageStartingWith(file + ":2: not UTF-8");
  }

  @Test
  void whatIsMissingOrAFolderOrTooLongIsRefused() throws Exception {
    Path file = folder.resolve("a.txt");
    assertThatThrownBy(() -> Text.read(file, 100)).hasMessage(file + ": no such file");
    assertThatThrownBy(() -> Text.read(folder, 100))
        .hasMessage(folder + ": is a folder, expected a file");
    Files.writeString(file, "x".repeat(101));
    assertThatThrownBy(() -> Text.read(file, 100)).hasMessage(file + ": is longer than 100 bytes");
  }
}
