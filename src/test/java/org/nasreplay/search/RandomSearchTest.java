package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class RandomSearchTest {
  private static final ToySpace SPACE = new ToySpace(2, 3);

  @Test
  void architecturesAreDrawnWithReplacementUntilTheTrialIsExhausted() {
    var random = new ScriptedRandom(5, 0, 5, 2);
    var session = new ToySession(SPACE, 4, random);
    new RandomSearch().search(session);
    assertThat(session.evaluated()).containsExactly("1-2", "0-0", "1-2", "0-2");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void drawsThatTheConstraintDoesNotAdmitAreNotEvaluated() {
    // the sum of the choices must be 1 or 2: 0-0 and 1-2 are redrawn
    var random = new ScriptedRandom(0, 5, 3, 0, 2);
    var session = new ToySession(SPACE, 2, random, a -> 0, new CostRange(1, 2));
    new RandomSearch().search(session);
    assertThat(session.evaluated()).containsExactly("1-0", "0-2");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void anExhaustedTrialIsLeftAlone() {
    var session = new ToySession(SPACE, 0, new ScriptedRandom());
    new RandomSearch().search(session);
    assertThat(session.evaluated()).isEmpty();
  }
}
