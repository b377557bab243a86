package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ListedCostTest {
  private static final UniformRandomProvider RANDOM = RandomSource.XO_RO_SHI_RO_128_PP.create(7L);

  private static CostRange byHand(EnumerableSpace space, double[] costs, int[] choices) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < costs.length; i++) {
      Architecture a = space.architecture(i);
      boolean agrees = space.valid(a);
      for (int p = 0; p < choices.length; p++) {
        agrees &= choices[p] < 0 || choices[p] == a.choice(p);
      }
      if (!agrees) continue;
      least = Math.min(least, costs[i]);
      greatest = Math.max(greatest, costs[i]);
    }
    return least > greatest ? CostRange.NONE : new CostRange(least, greatest);
  }

  /** Every pattern, open positions anywhere. */
  private static void assertBoundsOfEveryPattern(EnumerableSpace space, double[] costs) {
    var cost = new ListedCost("pixel2", "ms", space, costs);
    var pattern = new int[space.positions()];
    Arrays.fill(pattern, -1);
    int at = 0;
    while (at < pattern.length) {
      assertThat(cost.bounds(pattern))
          .as(Arrays.toString(pattern))
          .isEqualTo(byHand(space, costs, pattern));
      at = 0;
      while (at < pattern.length && ++pattern[at] == space.choices(at)) pattern[at++] = -1;
    }
  }

  @Test
  void boundsAreTheExtremesOfAllThatAgree() {
    var space = new ToySpace(3, 2, 4);
    assertBoundsOfEveryPattern(space, RANDOM.doubles(space.size()).toArray());
  }

  @Test
  void whatIsNoNetworkBoundsNothing() {
    var space =
        new ToySpace(2, 3, 2) {
          @Override
          public boolean valid(Architecture architecture) {
            return architecture.choice(0) == 1 && architecture.choice(1) > 0;
          }
        };
    double[] costs = RANDOM.doubles(space.size()).toArray();
    assertBoundsOfEveryPattern(space, costs);
    assertThat(new ListedCost("c", "", space, costs).bounds(new int[] {0, -1, -1}))
        .isEqualTo(CostRange.NONE);
  }

  @Test
  void aSpaceOfTooManyPatternsHasCostsButNoBounds() {
    var space = new ToySpace(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2); // 3^14 patterns
    var costs = new double[space.size()];
    Arrays.setAll(costs, i -> i);
    var cost = new ListedCost("c", "", space, costs);
    assertThat(cost.bounded()).isFalse();
    assertThat(cost.cost(space.architecture(77))).isEqualTo(77);
    assertThatThrownBy(() -> cost.bounds(new int[14]))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
