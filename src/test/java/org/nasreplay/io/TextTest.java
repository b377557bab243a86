package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "ne-NP", "th-TH-u-nu-thai", "de-DE", "en-IN"})
  void numbersAreWrittenTheSameInEveryCountry(String country) {
    Locale before =
        new Locale.Builder()
            .setLanguage(System.getProperty("user.language", "en"))
            .setRegion(System.getProperty("user.country", ""))
            .build();
    Locale.setDefault(Locale.forLanguageTag(country));
    try {
      assertThat(Text.format("%d %,d %.2f %s %06d", 2023, 32768, -1.5, 12, 284))
          .isEqualTo("2023 32,768 -1.50 12 000284");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a\u001b[31mb', a\\u001b[31mb",
    "'a\u0007\u007f\u009bb', a\\u0007\\u007f\\u009bb",
    "'a\nb\tc\rd', a\\u000ab\\u0009c\\u000dd",
    "'a\u202egpj.exe\u2066', a\\u202egpj.exe\\u2066",
    "'a\u2028b', a\\u2028b",
    "'é 𝒙 §−', é 𝒙 §−",
  })
  void whatActsOnATerminalIsEscaped(String text, String shown) {
    assertThat(Text.printable(text)).isEqualTo(shown);
  }

  @Test
  void halfACharacterIsEscaped() {
    assertThat(Text.printable("a" + (char) 0xd835 + "b")).isEqualTo("a\\ud835b");
  }

  @Test
  void linesAndTabsOfATextStayButALoneReturnDoesNot() {
    assertThat(Text.printableLines("a\n\tb\r\nc\rd\u001b")).isEqualTo("a\n\tb\r\nc\\u000dd\\u001b");
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
