package org.nasreplay.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class SeedPolicyTest {
  @Test
  void aPolicyIsReadFromWhatItIsWrittenAs() {
    assertThat(SeedPolicy.parse("random")).isEqualTo(SeedPolicy.RANDOM);
    assertThat(SeedPolicy.parse("mean")).isEqualTo(SeedPolicy.MEAN);
    assertThat(SeedPolicy.parse("777")).isEqualTo(SeedPolicy.fixed("777"));
    for (String text : new String[] {"random", "mean", "777"}) {
      assertThat(SeedPolicy.parse(text)).hasToString(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Random", "-1", "7.5", "777,888"})
  void anythingElseIsRejected(String text) {
    assertThatThrownBy(() -> SeedPolicy.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessage("seeds (%s), expected random, mean or the number of a seed", text);
  }
}
