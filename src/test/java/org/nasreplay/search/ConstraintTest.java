package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.ToySpace;

class ConstraintTest {
  private static final ToySpace SPACE = new ToySpace(3, 3);
  private static final Constraint SUM_OF_TWO =
      new Constraint(SPACE.cost("flops", NatsBench.CIFAR10), new CostRange(2, 2));

  @Test
  void onlyCostsInTheRangeAreAdmitted() {
    assertThat(SUM_OF_TWO.admits(SPACE.parse("1-1"))).isTrue();
    assertThat(SUM_OF_TWO.admits(SPACE.parse("1-0"))).isFalse();
    assertThat(SUM_OF_TWO.admits(SPACE.parse("2-1"))).isFalse();
  }

  @Test
  void aPatternCanMeetItWhereOneOfItsCompletionsMay() {
    assertThat(SUM_OF_TWO.canBeMet(new int[] {-1, -1})).isTrue();
    assertThat(SUM_OF_TWO.canBeMet(new int[] {0, -1})).isTrue();
    assertThat(SUM_OF_TWO.canBeMet(new int[] {2, 1})).isFalse();
  }

  @Test
  void noConstraintAdmitsEverything() {
    assertThat(Constraint.NONE.admits(SPACE.parse("2-2"))).isTrue();
    assertThat(Constraint.NONE.canBeMet(new int[] {2, -1})).isTrue();
  }
}
