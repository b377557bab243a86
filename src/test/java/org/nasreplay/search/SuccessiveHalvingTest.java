package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class SuccessiveHalvingTest {
  private static final ToySpace SPACE = new ToySpace(3, 4);

  @Test
  void rungsAreTheLengthsDividedByPowersOfEta() {
    assertThat(new Rungs(3, 1).of(12)).containsExactly(1, 4, 12);
    assertThat(new Rungs(3, 1).of(81)).containsExactly(1, 3, 9, 27, 81);
    assertThat(new Rungs(2, 12).of(200)).containsExactly(12, 25, 50, 100, 200);
    assertThat(new Rungs(3, 5).of(12)).containsExactly(12);
    assertThat(new Rungs(3, 1).of(1)).containsExactly(1);
  }

  @Test
  void theBestThirdOfEachRungGoesOnInTheOrderInWhichTheyStand() {
    // nine for 1 epoch, the rewards 5, 0, 7, 7, 1, 2, 7, 3, 4 make the third, fourth and seventh
    // go on for 4 epochs; there the fourth and the seventh are equal, and the first of them wins
    double[][] rewards = {{5, 0, 7, 7, 1, 2, 7, 3, 4}, {10, 30, 30}, {50}};
    var trained = new ArrayList<String>();
    var session = new ScriptedTrial(rewards, trained);
    int[] proposed = {0};
    SuccessiveHalving.bracket(
        session, new int[] {1, 4, 12}, 0, 9, 3, () -> SPACE.architecture(proposed[0]++));
    assertThat(trained)
        .containsExactly(
            "0@1", "1@1", "2@1", "3@1", "4@1", "5@1", "6@1", "7@1", "8@1", //
            "2@4", "3@4", "6@4", "3@12");
  }

  @Test
  void theProposerLearnsOfEveryTrainingAtItsRung() {
    double[][] rewards = {{2, 3, 1}, {4}};
    var observed = new ArrayList<String>();
    int[] proposed = {0};
    SuccessiveHalving.bracket(
        new ScriptedTrial(rewards, new ArrayList<>()),
        new int[] {1, 4, 12},
        1,
        3,
        3,
        new SuccessiveHalving.Proposer() {
          @Override
          public Architecture propose() {
            return SPACE.architecture(proposed[0]++);
          }

          @Override
          public void observe(Architecture architecture, int rung, double reward) {
            observed.add(Text.format("%d: %d %s", rung, architecture.index(), reward));
          }
        });
    assertThat(observed).containsExactly("1: 0 2.0", "1: 1 3.0", "1: 2 1.0", "2: 1 4.0");
  }

  @Test
  void whereShortTrainingsRankAsTheWholeOneTheBestOfABracketIsTrainedToTheEnd() {
    // the last of 9 + 3 + 1 trainings of the first bracket, on random rewards that rise with epochs
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(5);
    for (int i = 0; i < 300; i++) {
      int[] choices = random.ints(1 + random.nextInt(4), 1, 6).toArray();
      var space = new ToySpace(choices);
      double[] value = random.doubles(space.size()).toArray();
      var session = new ToySession(space, 13, random, a -> value[a.index()], CostRange.ANY);
      new SuccessiveHalving(SuccessiveHalving.Settings.DEFAULT).search(session);
      List<Integer> trained =
          session.evaluated().stream().map(text -> space.parse(text).index()).toList();
      double best = trained.stream().limit(9).mapToDouble(a -> value[a]).max().orElseThrow();
      assertThat(value[trained.get(12)]).isEqualTo(best);
    }
  }

  @Test
  void aBracketEndsWithTheTrial() {
    var trained = new ArrayList<String>();
    int[] proposed = {0};
    SuccessiveHalving.bracket(
        new ScriptedTrial(new double[][] {{1, 2}}, trained),
        new int[] {1, 4, 12},
        0,
        9,
        3,
        () -> SPACE.architecture(proposed[0]++));
    assertThat(trained).containsExactly("0@1", "1@1");
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new SuccessiveHalving.Settings(1, 1, 9))
        .hasMessage("eta (1), expected a whole number from 2 to 1,000");
    assertThatThrownBy(() -> new SuccessiveHalving.Settings(3, 0, 9))
        .hasMessage("min_epochs (0), expected a whole number from 1 to 999,999");
    assertThatThrownBy(() -> new SuccessiveHalving.Settings(3, 1, 0))
        .hasMessage("candidates (0), expected a whole number from 1 to 10,000");
  }

  /** Rewards in the order of a script, which is over when it has no more. */
  static final class ScriptedTrial extends ForwardingSession {
    private final List<Double> rewards = new ArrayList<>();
    private final List<String> trained;

    ScriptedTrial(double[][] rewards, List<String> trained) {
      super(new ToySession(SPACE, Integer.MAX_VALUE, new ScriptedRandom()));
      for (double[] rung : rewards) for (double reward : rung) this.rewards.add(reward);
      this.trained = trained;
    }

    @Override
    public boolean exhausted() {
      return rewards.isEmpty();
    }

    @Override
    public double evaluate(Architecture architecture, int epochs) {
      trained.add(Text.format("%d@%d", architecture.index(), epochs));
      return rewards.remove(0);
    }
  }
}
