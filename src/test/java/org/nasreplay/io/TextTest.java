package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(
      chars = {
        0, 7, 8, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9b, 0x061c, 0x200e, 0x2028, 0x202e, 0x2066
      })
  void whatSteersATerminalIsShownAsItsNumber(char steering) {
    assertThat(Text.printable("a" + steering + "b"))
        .isEqualTo("a\\u" + String.format(Locale.ROOT, "%04x", (int) steering) + "b");
  }

  @Test
  void allOtherTextIsShownAsItIs() {
    String text = "größe 例 \uD83D\uDE00 $1 \\ – 93.65 %";
    assertThat(Text.printable(text)).isEqualTo(text);
  }

  @Test
  void anExcerptEndsWhereALineShould() {
    assertThat(Text.excerpt("\u001b[31m")).isEqualTo("\\u001b[31m");
    assertThat(Text.excerpt("x".repeat(5_000_000))).isEqualTo("x".repeat(120) + "…");
  }

  @Test
  void numbersAreWrittenAsTheProgramWritesThem() {
    assertThat(Text.format("%,d of %.1f", 2023, 0.5)).isEqualTo("2,023 of 0.5");
  }
}
