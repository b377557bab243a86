package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.space.ToySpace;

class RankedChoicesTest {

  @ParameterizedTest
  @ValueSource(ints = {5, 8, 9, 17})
  void theOrderIsThatOfRankedArchitectures(int positions) {
    var choices = new int[positions];
    Arrays.fill(choices, 2);
    var space = new ToySpace(choices);
    var random = RandomSource.SPLIT_MIX_64.create(2);
    var ranked = new RankedChoices(positions);
    var expected = new RankedArchitectures();
    for (int i = 0; i < 300; i++) { // past two growths, with many equals
      var architecture = space.architecture(random.nextInt(space.size()));
      double reward = random.nextInt(40);
      ranked.add(architecture, reward);
      expected.add(architecture, reward);
    }
    assertThat(ranked.size()).isEqualTo(300);
    for (int from : new int[] {0, 7, 299}) {
      long[][] words = ranked.words(from, 300);
      assertThat(words).hasDimensions((positions + 7) / 8, 300 - from);
      for (int i = from; i < 300; i++) {
        for (int p = 0; p < positions; p++) {
          assertThat(PackedChoices.choice(words[p / 8][i - from], p % 8))
              .isEqualTo(expected.architecture(i).choice(p));
        }
      }
    }
  }

  @Test
  void everyPositionThatDiffersIsOneBit() {
    var space = new ToySpace(128, 2, 128);
    long a = PackedChoices.word(space.architecture(0, 1, 127), 0);
    long b = PackedChoices.word(space.architecture(127, 1, 126), 0);
    assertThat(PackedChoices.differences(a, b)).isEqualTo(0x010001);
    assertThat(PackedChoices.mask(PackedChoices.differences(a, b))).isEqualTo(0b101);
    assertThat(PackedChoices.differences(a, a)).isZero();
  }
}
