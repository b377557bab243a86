package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.ToySpace;

class BananasTest {

  private static ToySession searched(ToySpace space, int evaluations) {
    var session =
        new ToySession(
            space,
            evaluations,
            RandomSource.XO_RO_SHI_RO_128_PP.create(2),
            a -> space.cost("flops", NatsBench.CIFAR10).cost(a),
            CostRange.ANY);
    new Bananas(Bananas.Settings.DEFAULT).search(session);
    return session;
  }

  @Test
  void noArchitectureIsTrainedTwiceAfterTheRandomStart() {
    var evaluated = searched(new ToySpace(8, 8, 8, 8, 8), 300).evaluated();
    assertThat(evaluated).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void theEnsembleLeadsToTheTop() {
    assertThat(searched(new ToySpace(8, 8, 8, 8, 8), 200).evaluated()).contains("7-7-7-7-7");
  }

  @Test
  void aSpaceWithNothingNewIsTrainedAgainUntilTheBudgetIsSpent() {
    assertThat(searched(new ToySpace(3, 4), 50).evaluated()).hasSize(50);
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new Bananas.Settings(10, 101, 100, 5, 5, 32, 1))
        .hasMessageContaining("batch (101)");
    assertThatThrownBy(() -> new Bananas.Settings(10, 10, 100, 5, 1, 32, 1))
        .hasMessageContaining("predictors (1)");
  }
}
