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
    var trial = new ToyTrial(SPACE, 4, random);
    new RandomSearch().search(trial);
    assertThat(trial.evaluated()).containsExactly("1-2", "0-0", "1-2", "0-2");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void drawsThatTheConstraintDoesNotAdmitAreNotEvaluated() {
    // the sum of the choices must be 1 or 2: 0-0 and 1-2 are redrawn
    var random = new ScriptedRandom(0, 5, 3, 0, 2);
    var trial = new ToyTrial(SPACE, 2, random, a -> 0, new CostRange(1, 2));
    new RandomSearch().search(trial);
    assertThat(trial.evaluated()).containsExactly("1-0", "0-2");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void anExhaustedTrialIsLeftAlone() {
    var trial = new ToyTrial(SPACE, 0, new ScriptedRandom());
    new RandomSearch().search(trial);
    assertThat(trial.evaluated()).isEmpty();
  }
}
