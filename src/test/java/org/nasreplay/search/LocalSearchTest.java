package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.search.LocalSearch.Move;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class LocalSearchTest {

  /** The evaluation, counted from 1, that is the only optimum of a sum of random values. */
  private static int evaluationsToTheOptimum(long seed, Move move, int evaluations, int[] choices) {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(seed);
    var value = new double[choices.length][];
    var best = new int[choices.length];
    for (int p = 0; p < choices.length; p++) {
      value[p] = random.doubles(choices[p]).toArray();
      for (int c = 0; c < choices[p]; c++) if (value[p][c] > value[p][best[p]]) best[p] = c;
    }
    var space = new ToySpace(choices);
    var session = new ToySession(space, evaluations, random, a -> sum(value, a), CostRange.ANY);
    new LocalSearch(new LocalSearch.Settings(1, move)).search(session);
    return session.evaluated().indexOf(space.format(space.architecture(best))) + 1;
  }

  private static double sum(double[][] value, Architecture a) {
    double sum = 0;
    for (int p = 0; p < value.length; p++) sum += value[p][a.choice(p)];
    return sum;
  }

  private static int neighbours(int[] choices) {
    int count = 0;
    for (int c : choices) count += c - 1;
    return count;
  }

  @ParameterizedTest
  @EnumSource
  void theOptimumOfASeparableRewardIsFoundWithinTheStatedEvaluations(Move move) {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(11);
    for (int i = 0; i < 300; i++) {
      int[] choices = random.ints(1 + random.nextInt(5), 1, 6).toArray();
      int n = neighbours(choices);
      int bound = 1 + n * (move == Move.STEEPEST ? choices.length : n);
      assertThat(evaluationsToTheOptimum(random.nextLong(), move, bound, choices))
          .as("%s", List.of(choices))
          .isBetween(1, bound);
    }
  }

  @Test
  void steepestAscentTrainsAllNeighboursBeforeItMoves() {
    // from 0-0 the neighbours are 0-1, 0-2 and 1-0, in any order; the best is 0-2, whose new
    // neighbour is 1-2; at that optimum 1-1 is the last new neighbour
    var space = new ToySpace(2, 3);
    var session =
        new ToySession(space, 6, startingAt(0), a -> a.choice(0) + 10 * a.choice(1), CostRange.ANY);
    new LocalSearch(new LocalSearch.Settings(1, Move.STEEPEST)).search(session);
    assertThat(session.evaluated().get(0)).isEqualTo("0-0");
    assertThat(session.evaluated().subList(1, 4)).containsExactlyInAnyOrder("0-1", "0-2", "1-0");
    assertThat(session.evaluated().subList(4, 6)).containsExactly("1-2", "1-1");
  }

  @Test
  void aLocalOptimumIsLeftByStartingAgain() {
    // two architectures, 0-0 and 1-1, are optima; every climb ends at the nearer one
    var space = new ToySpace(2, 2);
    var session =
        new ToySession(
            space,
            40,
            RandomSource.SPLIT_MIX_64.create(1),
            a -> a.choice(0) == a.choice(1) ? 1 + a.choice(0) : 0,
            CostRange.ANY);
    new LocalSearch(new LocalSearch.Settings(1, Move.FIRST_IMPROVEMENT)).search(session);
    assertThat(session.evaluated()).hasSize(40).contains("0-0", "1-1", "0-1", "1-0");
  }

  @Test
  void theClimbBeginsAtTheBestOfTheStart() {
    var space = new ToySpace(2, 5);
    var session = new ToySession(space, 4, startingAt(0, 8, 2)); // rewards are indices
    new LocalSearch(new LocalSearch.Settings(3, Move.STEEPEST)).search(session);
    assertThat(session.evaluated().subList(0, 3)).containsExactly("0-0", "1-3", "0-2");
    assertThat(session.evaluated().get(3)).matches("1-[0124]|0-3");
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new LocalSearch.Settings(0, Move.STEEPEST))
        .hasMessage("start (0), expected a whole number from 1 to 100,000");
  }

  /** Scripted draws for the first architectures, ordinary ones for the order of neighbours. */
  private static UniformRandomProvider startingAt(int... indices) {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(1);
    var script = new ScriptedRandom(indices);
    return new UniformRandomProvider() {
      @Override
      public long nextLong() {
        return random.nextLong();
      }

      @Override
      public int nextInt(int bound) {
        return script.isSpent() ? random.nextInt(bound) : script.nextInt(bound);
      }
    };
  }
}
