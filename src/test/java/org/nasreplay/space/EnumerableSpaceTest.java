package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class EnumerableSpaceTest {
  private static final EnumerableSpace LEXICOGRAPHIC = new ToySpace(2, 3);
  // 1-2, 0-0, 1-0, 0-2, 1-1, 0-1
  private static final EnumerableSpace PERMUTED =
      new ToySpace(new int[] {2, 3}, new int[] {5, 0, 3, 2, 4, 1});

  @Test
  void theFirstPositionIsTheMostSignificant() {
    assertThat(LEXICOGRAPHIC.size()).isEqualTo(6);
    assertThat(LEXICOGRAPHIC.architecture(0).choices()).containsExactly(0, 0);
    assertThat(LEXICOGRAPHIC.architecture(2).choices()).containsExactly(0, 2);
    assertThat(LEXICOGRAPHIC.architecture(3).choices()).containsExactly(1, 0);
    assertThat(LEXICOGRAPHIC.architecture(5).choices()).containsExactly(1, 2);
  }

  @Test
  void aSpaceMayNumberItsArchitecturesInAnOrderOfItsOwn() {
    assertThat(PERMUTED.architecture(0).choices()).containsExactly(1, 2);
    assertThat(PERMUTED.architecture(1).choices()).containsExactly(0, 0);
    assertThat(PERMUTED.architecture(5).choices()).containsExactly(0, 1);
    for (int index = 0; index < 6; index++) {
      Architecture architecture = PERMUTED.architecture(index);
      assertThat(architecture.index()).isEqualTo(index);
      assertThat(PERMUTED.architecture(architecture.choices())).isSameAs(architecture);
    }
  }

  @Test
  void replacingAChoiceGivesTheArchitectureThatHasIt() {
    for (EnumerableSpace space : new EnumerableSpace[] {LEXICOGRAPHIC, PERMUTED}) {
      for (int index = 0; index < space.size(); index++) {
        Architecture architecture = space.architecture(index);
        for (int position = 0; position < 2; position++) {
          for (int choice = 0; choice < space.choices(position); choice++) {
            int[] expected = architecture.choices();
            expected[position] = choice;
            assertThat(space.with(architecture, position, choice))
                .isSameAs(space.architecture(expected));
          }
        }
      }
    }
  }

  @Test
  void anOrderMustBeAPermutation() {
    assertThatThrownBy(() -> new ToySpace(new int[] {2, 2}, new int[] {0, 1, 1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank 1 appears twice");
    assertThatThrownBy(() -> new ToySpace(new int[] {2, 2}, new int[] {0, 1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an order of 3 ranks for 4 architectures");
  }

  @Test
  void choicesThatDoNotFitTheSpaceAreRejected() {
    assertThatThrownBy(() -> LEXICOGRAPHIC.architecture(new int[] {0}))
        .hasMessage("1 choices for the 2 positions of toy");
    assertThatThrownBy(() -> LEXICOGRAPHIC.architecture(0, 3))
        .hasMessage("choice 3 at position 1 is outside 0..2");
    assertThatThrownBy(() -> LEXICOGRAPHIC.architecture(-1, 0))
        .hasMessage("choice -1 at position 0 is outside 0..1");
  }

  @Test
  void samplesReachEveryArchitecture() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    var drawn = new HashSet<Architecture>();
    for (int i = 0; i < 200; i++) drawn.add(PERMUTED.sample(random));
    assertThat(drawn).hasSize(6);
  }

  @Test
  void architecturesAreEqualWhereTheirChoicesAre() {
    Architecture numbered = LEXICOGRAPHIC.architecture(1, 2);
    Architecture unnumbered = Architecture.of(new byte[] {1, 2});
    assertThat(unnumbered).isEqualTo(numbered).hasSameHashCodeAs(numbered);
    assertThat(unnumbered.index()).isEqualTo(-1);
    assertThat(unnumbered).isNotEqualTo(LEXICOGRAPHIC.architecture(0, 2)).hasToString("[1, 2]");
  }

  @Test
  void anArchitectureCannotBeChanged() {
    var choices = new byte[] {1, 2};
    Architecture architecture = Architecture.of(choices);
    choices[0] = 0;
    architecture.choices()[1] = 0;
    assertThat(architecture.choices()).containsExactly(1, 2);
  }
}
