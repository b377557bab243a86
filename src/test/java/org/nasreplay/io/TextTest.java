package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
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
}
