package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.BlockSpace;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.space.network.Network;

class LayerWalkTest {
  private static final BlockSpace SPACE =
      new BlockSpace(
          "small",
          Network.of(
              "small.yaml",
              """
              name: small
              source: a test
              resolution: 32
              stem: {kernel: 3, stride: 1, width: 8, activation: relu}
              blocks:
                - {kernel: 3, expansion: 1, width: 16, stride: 1, activation: relu}
                - {kernel: 3, expansion: 6, width: 24, stride: 2, activation: relu, layers: 3}
                - {kernel: 3, expansion: 6, width: 32, stride: 1, activation: relu}
              head: {width: 64, scale: always, activation: relu}
              classes: 10
              """),
          List.of(),
          new int[] {3, 5},
          new double[] {3, 6},
          new double[] {0.5, 1});

  /** The paper's algorithm over whole lists, with bounds from all completions one by one. */
  private static int trained(
      SearchSpace space, CostModel cost, double most, int buckets, int keep, long seed) {
    ToDoubleFunction<Architecture> reward =
        Complexity.separable(space, RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
    List<int[]> all = List.of(new int[0]);
    for (int p = 0; p < space.positions(); p++) all = longer(all, space.choices(p));
    Map<List<Integer>, Double> least = new HashMap<>();
    double dearest = 0;
    double cheapest = Double.POSITIVE_INFINITY;
    for (int[] each : all) {
      double c = cost.cost(space.architecture(each));
      dearest = Math.max(dearest, c);
      cheapest = Math.min(cheapest, c);
      for (int l = 0; l <= each.length; l++) {
        least.merge(Arrays.stream(each).limit(l).boxed().toList(), c, Math::min);
      }
    }
    int[] largest = largest(space, cost, all);
    Set<Architecture> trained = new HashSet<>();
    List<int[]> kept = List.of(new int[0]);
    for (int l = 0; l < space.positions(); l++) {
      Map<Integer, List<int[]>> byBucket = new HashMap<>();
      for (int[] prefix : longer(kept, space.choices(l))) {
        List<Integer> key = Arrays.stream(prefix).boxed().toList();
        if (least.getOrDefault(key, Double.NaN) > most) continue;
        Architecture network = completed(space, prefix, largest);
        trained.add(network);
        double at = (cost.cost(network) - cheapest) / (dearest - cheapest) * buckets;
        byBucket
            .computeIfAbsent(Math.min(buckets - 1, (int) at), b -> new ArrayList<>())
            .add(prefix);
      }
      kept = new ArrayList<>();
      for (List<int[]> bucket : byBucket.values()) {
        bucket.sort(
            Comparator.comparingDouble(
                (int[] prefix) -> -reward.applyAsDouble(completed(space, prefix, largest))));
        kept.addAll(bucket.subList(0, Math.min(keep, bucket.size())));
      }
    }
    return trained.size();
  }

  private static Architecture completed(SearchSpace space, int[] prefix, int[] largest) {
    int[] choices = largest.clone();
    System.arraycopy(prefix, 0, choices, 0, prefix.length);
    return space.architecture(choices);
  }

  private static List<int[]> longer(List<int[]> prefixes, int choices) {
    List<int[]> longer = new ArrayList<>();
    for (int[] prefix : prefixes) {
      for (int choice = 0; choice < choices; choice++) {
        int[] next = Arrays.copyOf(prefix, prefix.length + 1);
        next[prefix.length] = choice;
        longer.add(next);
      }
    }
    return longer;
  }

  /** In every position the option of which the dearest network is dearest. */
  private static int[] largest(SearchSpace space, CostModel cost, List<int[]> all) {
    var largest = new int[space.positions()];
    for (int p = 0; p < largest.length; p++) {
      double dearest = 0;
      for (int[] each : all) {
        double c = cost.cost(space.architecture(each));
        if (c < dearest) continue;
        dearest = c;
        largest[p] = each[p];
      }
    }
    return largest;
  }

  @ParameterizedTest
  @CsvSource({"1.0, 10, 1", "1.0, 100, 3", "0.5, 10, 2", "0.3, 20, 1", "0.2, 5, 1"})
  void theCountIsThatOfTheAlgorithmOverWholeLists(double share, int buckets, int keep) {
    CostModel cost = SPACE.cost("flops");
    var open = new int[SPACE.positions()];
    Arrays.fill(open, -1);
    double most = share * cost.bounds(open).greatest();
    LayerWalk walk = LayerWalk.count(SPACE, cost, most, buckets, keep, 5);
    assertThat(walk.trained())
        .isEqualTo(trained(SPACE, cost, most, buckets, keep, 5))
        .isLessThanOrEqualTo(walk.bound());
  }

  @Test
  void theFourWalksOfThePaperAreWithinItsBound() {
    List<LayerWalk> walks = LayerWalk.all(BlockSpace.layerNas(), 100, 1, 1);
    assertThat(walks).extracting(LayerWalk::most).containsExactly(300e6, 600e6, 220e6, 60e6);
    assertThat(walks)
        .allSatisfy(
            walk -> {
              assertThat(walk.trained()).isPositive().isLessThanOrEqualTo(walk.bound());
              assertThat(Math.log10(walk.trained())).isLessThan(walk.log10Networks() / 2);
            })
        .isEqualTo(LayerWalk.all(BlockSpace.layerNas(), 100, 1, 1));
  }
}
