package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class AshaTest {

  @Test
  void anArchitecturePromotesAsSoonAsItIsAmongTheBestThirdOfItsRung() {
    // An architecture's reward is its index, however long it trains. Of 3, 5, 1 the 5 goes on. It
    // stays the best third of up to five; with 2, 4, 0 there are six, and 4 goes on. 9 is at once
    // among the best two of seven, and then the best third of 5, 4, 9; 8 is among two of eight.
    var trained = new ArrayList<String>();
    var random = new ScriptedRandom(3, 5, 1, 2, 4, 0, 9, 8, 7);
    var space = new ToySpace(2, 5);
    new Asha(Asha.Settings.DEFAULT)
        .search(
            new ForwardingTrial(new ToyTrial(space, 14, random)) {
              @Override
              public double evaluate(Architecture architecture, int epochs) {
                trained.add(Text.format("%d@%d", architecture.index(), epochs));
                super.evaluate(architecture, epochs);
                return architecture.index();
              }
            });
    assertThat(trained)
        .containsExactly(
            "3@1", "5@1", "1@1", "5@4", "2@1", "4@1", "0@1", "4@4", "9@1", "9@4", "9@12", "8@1",
            "8@4", "7@1");
    assertThat(random.isSpent()).isTrue();
  }
}
