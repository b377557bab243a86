package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.search.RegularizedEvolution.Settings;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

/** In a space of 2 positions with 3 choices: architecture a-b has the number and reward 3a + b. */
class RegularizedEvolutionTest {
  private static final ToySpace SPACE = new ToySpace(3, 3);

  private static void evolve(Settings settings, ToySession session) {
    new RegularizedEvolution(settings).search(session);
  }

  @Test
  void aRunWorkedThroughByHand() {
    var random =
        new ScriptedRandom(
            // the first three are random: 1-1, 2-2, 0-0, with rewards 4, 8, 0
            4,
            8,
            0,
            // members 0 and 2 compete, 1-1 wins; position 1 becomes 0; 1-0 takes the place of 1-1
            0,
            2,
            1,
            0,
            // members 0 and 1 compete, 2-2 wins; position 0 becomes 2, which it was: a duplicate
            0,
            1,
            0,
            2,
            // member 2 competes with itself; 0-0 becomes 1-0
            2,
            2,
            0,
            1,
            // members 2 (1-0) and 1 (2-2): 2-2 wins and becomes 2-1
            2,
            1,
            1,
            1);
    var session = new ToySession(SPACE, 7, random);
    evolve(new Settings(3, 2), session);
    assertThat(session.evaluated())
        .containsExactly("1-1", "2-2", "0-0", "1-0", "2-2", "1-0", "2-1");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void theOldestMemberLeavesEvenIfItIsTheBest() {
    var random =
        new ScriptedRandom(
            // 2-2 (reward 8) and 0-0 (reward 0)
            8,
            0,
            // 2-2 wins and becomes 2-0, which takes its place
            0,
            1,
            1,
            0,
            // 2-0 (6) beats 0-0; its child 1-0 takes the place of 0-0
            0,
            1,
            0,
            1,
            // 2-0 (6) beats 1-0 (3): 2-2 (8) is gone
            0,
            1,
            1,
            1);
    var session = new ToySession(SPACE, 5, random);
    evolve(new Settings(2, 2), session);
    assertThat(session.evaluated()).containsExactly("2-2", "0-0", "2-0", "1-0", "2-1");
  }

  @Test
  void theFirstDrawnWinsATie() {
    var random =
        new ScriptedRandom(
            // 0-0 and 2-2, both with reward 1
            0,
            8,
            // member 1 is drawn first, so 2-2 breeds
            1,
            0,
            0,
            1);
    var session = new ToySession(SPACE, 3, random, a -> 1, CostRange.ANY);
    evolve(new Settings(2, 2), session);
    assertThat(session.evaluated()).containsExactly("0-0", "2-2", "1-2");
  }

  @Test
  void aMutationIsRedrawnUntilTheConstraintAdmitsIt() {
    var random =
        new ScriptedRandom(
            // 2-2 costs 4, too much; 0-1 costs 1
            8,
            1,
            // the only member breeds; 2-1 costs 3, 0-2 costs 2
            0,
            0,
            2,
            1,
            2);
    var session = new ToySession(SPACE, 2, random, a -> 1, new CostRange(0, 2));
    evolve(new Settings(1, 1), session);
    assertThat(session.evaluated()).containsExactly("0-1", "0-2");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void aBudgetSmallerThanThePopulationEndsTheRun() {
    var session = new ToySession(SPACE, 2, new ScriptedRandom(4, 8));
    evolve(Settings.NATS_BENCH, session);
    assertThat(session.evaluated()).containsExactly("1-1", "2-2");
  }

  @Test
  void aPopulationNeedsMembersAndATournamentRivals() {
    assertThatThrownBy(() -> new Settings(0, 3))
        .isInstanceOf(InputException.class)
        .hasMessage("population (0), expected a whole number from 1 to 100,000");
    assertThatThrownBy(() -> new Settings(10, 0)).isInstanceOf(InputException.class);
  }
}
