package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class AdditiveSpaceTest {
  private static AdditiveSpace space(int layers, int options) {
    return new AdditiveSpace(layers, options, RandomSource.XO_RO_SHI_RO_128_PP.create(7));
  }

  private static List<Architecture> all(AdditiveSpace space) {
    List<Architecture> all = new ArrayList<>();
    for (int a = 0; a < space.choices(0); a++) {
      for (int b = 0; b < space.choices(1); b++) {
        for (int c = 0; c < space.choices(2); c++) all.add(space.architecture(a, b, c));
      }
    }
    return all;
  }

  @Test
  void costIsTheSumOfOneTermPerLayerAndTermsRise() {
    AdditiveSpace space = space(3, 4);
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    assertThat(cost.cost(space.architecture(3, 0, 2)))
        .isEqualTo(space.term(0, 3) + space.term(1, 0) + space.term(2, 2));
    for (int layer = 0; layer < 3; layer++) {
      for (int option = 1; option < 4; option++) {
        assertThat(space.term(layer, option)).isGreaterThanOrEqualTo(space.term(layer, option - 1));
      }
    }
  }

  @Test
  void boundsAreTheLeastAndGreatestCostOfAllCompletions() {
    AdditiveSpace space = space(3, 4);
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    for (int first = -1; first < 4; first++) {
      for (int last = -1; last < 4; last++) {
        int a = first;
        int c = last;
        double[] costs =
            all(space).stream()
                .filter(n -> a < 0 || n.choice(0) == a)
                .filter(n -> c < 0 || n.choice(2) == c)
                .mapToDouble(cost::cost)
                .sorted()
                .toArray();
        assertThat(cost.bounds(new int[] {a, -1, c}))
            .isEqualTo(new CostRange(costs[0], costs[costs.length - 1]));
      }
    }
  }

  @Test
  void everyArchitectureIsReadAsItIsWritten() {
    AdditiveSpace space = space(3, 12);
    for (Architecture network : all(space)) {
      assertThat(space.parse(space.format(network))).isEqualTo(network);
    }
    assertThat(space.format(space.architecture(11, 0, 3))).isEqualTo("11-0-3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0-1", "0-1-2-3", "0-1-4", "0--1", "a-b-c"})
  void whatIsNoArchitectureIsRefused(String text) {
    assertThatThrownBy(() -> space(3, 4).parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("(" + text + ")")
        .hasMessageContaining("3 options");
  }

  @Test
  void optionsAreAtMost127() {
    assertThat(space(1, 127).choices(0)).isEqualTo(127);
    assertThatIllegalArgumentException().isThrownBy(() -> space(1, 128));
    assertThatIllegalArgumentException().isThrownBy(() -> space(0, 2));
  }
}
