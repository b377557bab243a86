package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    new Asha(Rungs.DEFAULT)
        .search(
            new ForwardingSession(new ToySession(space, 14, random)) {
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

  @ParameterizedTest
  @CsvSource({"2, 1000", "3, 1000", "3, 3", "4, 2"})
  void whatIsPromotedIsTheFirstOfTheSortedRungThatWasNot(int eta, int rewards) {
    // the definition, with a sort at every step, beside what was trained; few rewards are many ties
    var space = new ToySpace(30, 30);
    var steps = new ArrayList<Step>();
    new Asha(new Rungs(eta, 1))
        .search(
            new ForwardingSession(
                new ToySession(space, 500, RandomSource.SPLIT_MIX_64.create(rewards))) {
              @Override
              public double evaluate(Architecture architecture, int epochs) {
                super.evaluate(architecture, epochs);
                double reward = architecture.index() * 7 % rewards;
                steps.add(new Step(architecture, epochs, reward));
                return reward;
              }
            });
    int[] epochs = new Rungs(eta, 1).of(12);
    var trained = new ArrayList<List<Step>>();
    for (int i = 0; i < epochs.length; i++) trained.add(new ArrayList<>());
    Set<Step> promoted = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Step step : steps) {
      int rung = 0;
      for (int from = epochs.length - 2; from >= 0 && rung == 0; from--) {
        List<Step> sorted = new ArrayList<>(trained.get(from));
        sorted.sort(Comparator.comparingDouble(Step::reward).reversed()); // stable
        List<Step> free =
            sorted.subList(0, sorted.size() / eta).stream()
                .filter(s -> !promoted.contains(s))
                .toList();
        if (free.isEmpty()) continue;
        rung = from + 1;
        promoted.add(free.get(0));
        assertThat(step.architecture()).isSameAs(free.get(0).architecture());
      }
      assertThat(step.epochs()).isEqualTo(epochs[rung]);
      trained.get(rung).add(step);
    }
    assertThat(promoted).hasSizeGreaterThan(50);
  }

  private record Step(Architecture architecture, int epochs, double reward) {}
}
