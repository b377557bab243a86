package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.space.AdditiveSpace;
import org.nasreplay.space.Architecture;

class ComplexityTest {

  /** A prefix with the cost and the reward of its default network. */
  private record Prefix(long cost, double reward) {}

  @ParameterizedTest
  @CsvSource({"1, 5, 10, 2", "4, 3, 5, 1", "10, 8, 100, 1", "20, 16, 20, 3", "50, 64, 10, 1"})
  void theCountEqualsOneThatNeverBuildsANetwork(int layers, int options, int buckets, int keep) {
    // Costs and rewards add up, so a child's are its parent's plus a difference, and the networks
    // that a kept candidate adds are one per option but the default, which is its own network.
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
    var space = new AdditiveSpace(layers, options, random);
    ToDoubleFunction<Architecture> reward = Complexity.separable(space, random);
    var root = new int[layers];
    Arrays.fill(root, options - 1);
    long least = 0;
    long greatest = 0;
    for (int l = 0; l < layers; l++) {
      least += space.term(l, 0);
      greatest += space.term(l, options - 1);
    }
    double width = (greatest - least) / (double) buckets;
    long lowest = least;
    double rootReward = reward.applyAsDouble(space.architecture(root));
    List<Prefix> kept = List.of(new Prefix(greatest, rootReward));
    long trained = 1;
    for (int l = 0; l < layers; l++) {
      trained += kept.size() * (long) (options - 1);
      List<Prefix> children = new ArrayList<>();
      for (int option = 0; option < options; option++) {
        int[] changed = root.clone();
        changed[l] = option;
        double gain = reward.applyAsDouble(space.architecture(changed)) - rootReward;
        long saved = space.term(l, options - 1) - space.term(l, option);
        for (Prefix p : kept) children.add(new Prefix(p.cost() - saved, p.reward() + gain));
      }
      Map<Integer, List<Prefix>> byBucket =
          children.stream()
              .collect(
                  Collectors.groupingBy(
                      p -> Math.min(buckets - 1, (int) ((p.cost() - lowest) / width)),
                      TreeMap::new,
                      Collectors.toList()));
      kept =
          byBucket.values().stream()
              .flatMap(
                  all ->
                      all.stream()
                          .sorted(Comparator.comparingDouble(Prefix::reward).reversed())
                          .limit(keep))
              .toList();
    }
    Complexity sweep = Complexity.sweep(layers, options, buckets, keep, 9);
    assertThat(sweep.trained()).isEqualTo(trained).isLessThanOrEqualTo(sweep.bound());
  }

  @Test
  void oneBucketThatKeepsOneCandidateTrainsOneNetworkPerOptionAndLayer() {
    assertThat(Complexity.sweep(50, 64, 1, 1, 1).trained()).isEqualTo(50 * 63 + 1);
    assertThat(Complexity.sweep(7, 3, 1, 1, 1).trained()).isEqualTo(7 * 2 + 1);
  }

  @Test
  void aGridIsSweptByLayersThenOptions() {
    List<Complexity> grid = Complexity.grid(new int[] {3, 5}, new int[] {2, 4}, 10, 2, 1);
    assertThat(grid)
        .extracting(Complexity::layers, Complexity::options)
        .containsExactly(tuple(3, 2), tuple(3, 4), tuple(5, 2), tuple(5, 4));
    for (Complexity cell : grid) {
      assertThat(cell.trained())
          .isEqualTo(Complexity.sweep(cell.layers(), cell.options(), 10, 2, 1).trained());
      assertThat(cell.seconds()).isPositive();
    }
    assertThat(grid.get(3).bound()).isEqualTo(10 * 2 * 4 * 5);
    assertThat(grid.get(3).log10Networks()).isCloseTo(Math.log10(1024), within(1e-12));
  }

  @Test
  void growthOfAPowerIsItsExponents() {
    List<Complexity> grid = new ArrayList<>();
    for (int l : new int[] {2, 5, 9}) {
      for (int s : new int[] {2, 4, 32}) {
        grid.add(new Complexity(l, s, 1, 1, 7L * l * l * s, 1));
      }
    }
    Complexity.Growth growth = Complexity.growth(grid, Complexity::trained);
    assertThat(growth.layers()).isCloseTo(2, within(1e-9));
    assertThat(growth.options()).isCloseTo(1, within(1e-9));
  }
}
