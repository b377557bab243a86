package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;

class SizeSpaceTest {
  private static final SizeSpace SPACE = SizeSpace.instance();

  @Test
  void everyArchitectureIsReadBackFromWhatIsWritten() {
    assertThat(SPACE.size()).isEqualTo(32_768);
    for (int index = 0; index < SPACE.size(); index++) {
      Architecture architecture = SPACE.architecture(index);
      assertThat(architecture.index()).isEqualTo(index);
      assertThat(SPACE.parse(SPACE.format(architecture))).isSameAs(architecture);
      assertThat(SPACE.architecture(architecture.choices())).isSameAs(architecture);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8:8:8:8:8",
    "1, 8:8:8:8:16",
    "8, 8:8:8:16:8",
    "284, 8:8:40:32:40",
    "4096, 16:8:8:8:8",
    "32767, 64:64:64:64:64"
  })
  void indicesAreThoseOfTheBenchmark(int index, String text) {
    assertThat(SPACE.format(SPACE.architecture(index))).isEqualTo(text);
  }

  @Test
  void aChoiceIsNamedByItsChannels() {
    assertThat(SPACE.choiceName(0, 0)).isEqualTo("8");
    assertThat(SPACE.choiceName(4, 7)).isEqualTo("64");
    assertThat(SizeSpace.channels(SPACE.parse("8:16:24:32:40"), 3)).isEqualTo(32);
  }

  @Test
  void samplesAreUniform() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    var drawn = new int[5][8];
    int draws = 80_000;
    for (int i = 0; i < draws; i++) {
      Architecture architecture = SPACE.sample(random);
      for (int p = 0; p < 5; p++) drawn[p][architecture.choice(p)]++;
    }
    // 10,000 of each are expected, the standard deviation is 94
    for (int[] position : drawn) {
      for (int count : position) assertThat(count).isBetween(9_530, 10_470);
    }
  }

  @Test
  void onlyFlopsAndParamsAreKnownCosts() {
    assertThatThrownBy(() -> SPACE.cost("latency", NatsBench.CIFAR10))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown cost (latency), expected flops or params");
  }

  @Test
  void spacesAreFoundByName() {
    assertThat(SearchSpaces.named("size")).isSameAs(SPACE);
    assertThat(SearchSpaces.all()).contains(SPACE);
    assertThatThrownBy(() -> SearchSpaces.named("shape"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("unknown search space (shape), expected one of size");
  }
}
