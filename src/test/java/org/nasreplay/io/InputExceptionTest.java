package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
  @Test
  void whateverAFileHoldsItIsSaidInOneLineThatATerminalShows() {
    var e = new InputException("(a\u001b[31m\u202eb\nc)").in("x.csv:3");
    assertThat(e.line()).isEqualTo("x.csv:3: (a\\u001b[31m\\u202eb c)");
    assertThat(e.reason()).isEqualTo("(a\\u001b[31m\\u202eb c)");
  }

  @Test
  void aLineIsNoPage() {
    assertThat(new InputException("x.csv", "9".repeat(100_000)).line())
        .hasSize(3_001)
        .startsWith("x.csv: 99")
        .endsWith("9…");
  }
}
