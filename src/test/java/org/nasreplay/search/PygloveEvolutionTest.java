package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nasreplay.space.ToySpace;

class PygloveEvolutionTest {

  @Test
  void theBestOfATournamentBreedsByRedrawingAPositionOrAll() {
    // The reward is the index. Founders 0-1, 1-2, 0-0.
    var random =
        new ScriptedRandom(
            1,
            5,
            0, //
            // members 2 and then 1 of the rest: 1-2 wins; not the root; its second choice to 0
            2,
            0,
            2,
            1,
            0,
            // the shuffle has left the members as 2, 1, 0; the first two compete again, but it is
            // the root that is redrawn: 0-2
            0,
            0,
            0,
            2);
    var session = new ToySession(new ToySpace(2, 3), 5, random);
    new PygloveEvolution(new PygloveEvolution.Settings(3, 2)).search(session);
    assertThat(session.evaluated()).containsExactly("0-1", "1-2", "0-0", "1-0", "0-2");
    assertThat(random.isSpent()).isTrue();
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new PygloveEvolution.Settings(10, 11))
        .hasMessage("tournament (11), expected a whole number from 1 to 10");
  }
}
