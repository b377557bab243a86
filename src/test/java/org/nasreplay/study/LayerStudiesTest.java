package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.search.LayerNas;
import org.nasreplay.space.Cells;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.DeclaredSpaces;
import org.nasreplay.space.ListedCost;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.ToySpace;

/**
 * Retention, sweep and assumption in a space of 3·4·2·3 networks, against definitions spelled out
 * over lists of choices. A network a-b-c-d costs a + b + c + d, so 0..8.
 */
class LayerStudiesTest {
  private static final int[] CHOICES = {3, 4, 2, 3};
  private static final ToySpace SPACE = new ToySpace(CHOICES);
  private static final int[] H = {1, 2, 3, 8};
  private static final int[] K = {1, 2, 3};

  private static RewardTable random(long seed) {
    var random = new SplittableRandom(seed);
    double[] first = random.doubles(SPACE.size()).toArray();
    double[] second = random.doubles(SPACE.size()).toArray();
    var mean = new double[SPACE.size()];
    Arrays.setAll(mean, i -> (first[i] + second[i]) / 2);
    return table(mean, List.of(first, second));
  }

  private static RewardTable table(double[] mean, List<double[]> trainings) {
    return new RewardTable(
        SPACE,
        NatsBench.CIFAR10,
        SPACE.cost("flops", NatsBench.CIFAR10),
        mean,
        trainings,
        false,
        "drawn");
  }

  /** All vectors of the first {@code layers} choices. */
  private static List<List<Integer>> prefixes(int layers) {
    List<List<Integer>> all = List.of(List.of());
    for (int l = 0; l < layers; l++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> p : all) {
        for (int o = 0; o < CHOICES[l]; o++) longer.add(append(p, o));
      }
      all = longer;
    }
    return all;
  }

  private static List<Integer> append(List<Integer> p, int option) {
    List<Integer> longer = new ArrayList<>(p);
    longer.add(option);
    return longer;
  }

  private static List<Integer> completed(List<Integer> p) {
    List<Integer> network = new ArrayList<>(p);
    for (int l = p.size(); l < CHOICES.length; l++) network.add(CHOICES[l] - 1);
    return network;
  }

  private static double value(double[] values, List<Integer> network) {
    return values[
        SPACE.architecture(network.stream().mapToInt(Integer::intValue).toArray()).index()];
  }

  private static int bucket(List<Integer> p, int buckets) {
    int cost = completed(p).stream().mapToInt(Integer::intValue).sum();
    return Math.min(buckets - 1, (int) Math.floor(cost / (8.0 / buckets)));
  }

  private static Map<Integer, List<List<Integer>>> byBucket(List<List<Integer>> all, int buckets) {
    return all.stream()
        .collect(Collectors.groupingBy(p -> bucket(p, buckets), TreeMap::new, Collectors.toList()));
  }

  private static List<List<Integer>> best(List<List<Integer>> some, double[] values, int keep) {
    return some.stream()
        .sorted(Comparator.comparingDouble(p -> -value(values, completed(p))))
        .limit(keep)
        .toList();
  }

  private static double worth(List<Integer> p, double[] mean) {
    return prefixes(4).stream()
        .filter(n -> n.subList(0, p.size()).equals(p))
        .mapToDouble(n -> value(mean, n))
        .max()
        .orElseThrow();
  }

  private static List<List<Integer>> optima(double[] mean, int buckets) {
    return byBucket(prefixes(4), buckets).values().stream()
        .map(all -> best(all, mean, 1).get(0))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void retentionEqualsItsDefinition(long seed) {
    RewardTable rewards = random(seed);
    List<OptimumRetention> all = OptimumRetention.of(rewards, H, K);
    assertThat(all).hasSize(2 * H.length * K.length * 3);
    for (OptimumRetention r : all) {
      int occupied = 0;
      int contested = 0;
      double kept = 0;
      double keptContested = 0;
      double optimaKept = 0;
      List<double[]> judges = rewards.seenBy(r.judge());
      for (double[] judge : judges) {
        Set<List<Integer>> survivors = new HashSet<>();
        for (List<List<Integer>> same : byBucket(prefixes(r.layer()), r.buckets()).values()) {
          List<List<Integer>> top = best(same, judge, r.keep());
          survivors.addAll(top);
          double greatest =
              same.stream().mapToDouble(p -> worth(p, rewards.mean())).max().orElseThrow();
          boolean retained = top.stream().anyMatch(p -> worth(p, rewards.mean()) == greatest);
          occupied++;
          kept += retained ? 1 : 0;
          if (same.size() > r.keep()) {
            contested++;
            keptContested += retained ? 1 : 0;
          }
        }
        for (List<Integer> optimum : optima(rewards.mean(), r.buckets())) {
          optimaKept += survivors.contains(optimum.subList(0, r.layer())) ? 1 : 0;
        }
      }
      assertThat(r.occupied()).isEqualTo(occupied / judges.size());
      assertThat(r.contested()).isEqualTo(contested / judges.size());
      assertThat(r.retained()).isCloseTo(kept / occupied, within(1e-12));
      if (contested == 0) {
        assertThat(r.retainedContested()).isNull();
      } else {
        assertThat(r.retainedContested()).isCloseTo(keptContested / contested, within(1e-12));
      }
      assertThat(r.optimaRetained())
          .isCloseTo(optimaKept / (judges.size() * r.optima()), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void theSweepEqualsItsDefinition(long seed) {
    RewardTable rewards = random(seed);
    for (LayerSweep s : LayerSweep.of(rewards, H, K)) {
      double trained = 0;
      double reached = 0;
      double found = 0;
      double regret = 0;
      List<double[]> judges = rewards.seenBy(s.judge());
      for (double[] judge : judges) {
        Set<List<Integer>> networks = new HashSet<>();
        List<List<Integer>> parents = List.of(List.of());
        List<List<Integer>> children = List.of();
        for (int layer = 1; layer <= 4; layer++) {
          List<List<Integer>> next = new ArrayList<>();
          for (List<Integer> p : parents) {
            for (int o = 0; o < CHOICES[layer - 1]; o++) next.add(append(p, o));
          }
          next.forEach(p -> networks.add(completed(p)));
          children = next;
          parents =
              byBucket(next, s.buckets()).values().stream()
                  .flatMap(same -> best(same, judge, s.keep()).stream())
                  .toList();
        }
        trained += networks.size();
        Map<Integer, List<List<Integer>>> answers = byBucket(children, s.buckets());
        for (List<Integer> optimum : optima(rewards.mean(), s.buckets())) {
          found += networks.contains(optimum) ? 1 : 0;
          List<List<Integer>> there = answers.get(bucket(optimum, s.buckets()));
          if (there == null) continue;
          reached++;
          regret +=
              value(rewards.mean(), optimum) - value(rewards.mean(), best(there, judge, 1).get(0));
        }
      }
      double optima = judges.size() * (double) s.optima();
      assertThat(s.trained()).isCloseTo(trained / judges.size(), within(1e-12));
      assertThat(s.trained()).isLessThanOrEqualTo(s.bound());
      assertThat(s.reached()).isCloseTo(reached / optima, within(1e-12));
      assertThat(s.trainedOptima()).isCloseTo(found / optima, within(1e-12));
      assertThat(s.regret()).isCloseTo(regret / reached, within(1e-12));
    }
  }

  @Test
  void theAssumptionEqualsItsDefinition() {
    RewardTable rewards = random(7);
    for (LayerAssumption a : LayerAssumption.of(rewards, new int[] {1, 4})) {
      if (a.openLayers() == LayerNas.OpenLayers.SMALLEST) continue; // bucket() knows the largest
      List<List<Integer>> prefixes = prefixes(a.layer());
      long pairs = 0;
      long reversed = 0;
      List<Double> regrets = new ArrayList<>();
      List<double[]> judges = rewards.seenBy(a.judge());
      for (double[] judge : judges) {
        for (List<Integer> p : prefixes) {
          for (List<Integer> q : prefixes) {
            if (prefixes.indexOf(q) <= prefixes.indexOf(p)
                || bucket(p, a.buckets()) != bucket(q, a.buckets())) {
              continue;
            }
            boolean better = value(judge, completed(p)) > value(judge, completed(q));
            for (List<Integer> n : prefixes(4)) {
              List<Integer> rest = n.subList(a.layer(), 4);
              if (!n.subList(0, a.layer()).equals(p) || completed(p).equals(n)) continue;
              List<Integer> other = new ArrayList<>(q);
              other.addAll(rest);
              pairs++;
              if (better != value(rewards.mean(), n) > value(rewards.mean(), other)) reversed++;
            }
          }
        }
        for (List<List<Integer>> same : byBucket(prefixes, a.buckets()).values()) {
          if (same.size() < 2) continue;
          double greatest =
              same.stream().mapToDouble(p -> worth(p, rewards.mean())).max().orElseThrow();
          regrets.add(greatest - worth(best(same, judge, 1).get(0), rewards.mean()));
        }
      }
      assertThat(a.pairs()).isEqualTo(pairs / judges.size());
      if (pairs == 0) {
        assertThat(a.reversed()).isNull();
        assertThat(a.regret()).isNull();
        continue;
      }
      assertThat(a.reversed()).isCloseTo(reversed / (double) pairs, within(1e-12));
      assertThat(a.regret())
          .isCloseTo(regrets.stream().mapToDouble(r -> r).average().orElse(0), within(1e-12));
      assertThat(a.greatestRegret())
          .isEqualTo(regrets.stream().mapToDouble(r -> r).max().orElse(0));
    }
  }

  @Test
  void whereEveryLayerCountsAloneTheAssumptionHoldsAndNothingIsLost() {
    // The reward is a sum of one term per layer, and one bucket holds all: any k will do.
    var mean = new double[SPACE.size()];
    Arrays.setAll(
        mean,
        i -> {
          var a = SPACE.architecture(i);
          return Math.sin(3 * a.choice(0))
              + Math.cos(5 * a.choice(1))
              + 0.3 * a.choice(2)
              - a.choice(3) * a.choice(3);
        });
    RewardTable rewards = table(mean, List.of());
    assertThat(LayerAssumption.of(rewards, new int[] {1, 3}))
        .allSatisfy(
            a -> {
              assertThat(a.correlation()).isCloseTo(1, within(1e-12));
              assertThat(a.reversed()).isZero();
              assertThat(a.greatestRegret()).isCloseTo(0, within(1e-12));
            });
    assertThat(LayerSweep.of(rewards, new int[] {1}, new int[] {1}).get(0).trainedOptima())
        .isEqualTo(1);
  }

  @Test
  void ranksOfFourValuesCorrelateAsByHand() {
    // Two layers; under the default 1 the first layer's order is 0 1 2, under 0 it is 1 0 2: ranks
    // (1, 2, 3) and (2, 1, 3) correlate to 1 - 6·2 / (3·8) = 0.5.
    var space = new ToySpace(3, 2);
    var mean = new double[] {2, 10, 1, 20, 3, 30};
    var rewards =
        new RewardTable(
            space,
            NatsBench.CIFAR10,
            space.cost("flops", NatsBench.CIFAR10),
            mean,
            List.of(),
            false,
            "set by hand");
    LayerAssumption a = LayerAssumption.of(rewards, new int[] {1}).get(0);
    assertThat(a.correlation()).isCloseTo(0.5, within(1e-12));
    assertThat(a.reversed()).isCloseTo(1 / 3.0, within(1e-12));
  }

  /**
   * Of two positions, 0-1 is the network 1-0: a sweep trains it once, and keeps it by either name.
   */
  @Test
  void networksOfSeveralVectorsAreTrainedOnceAndKeptAsSoonAsOneIs() {
    DeclaredSpace space =
        DeclaredSpaces.of(
            """
            name: pair
            positions: [{name: a, choices: ["0", "1"]}, {name: b, choices: ["0", "1"]}]
            notation: concatenated
            datasets: [cifar10]
            equivalent: [{positions: [a, b], absent: "0"}]
            """);
    double[] cost = {0, 1, 1, 2};
    double[] mean = {10, 30, 30, 20};
    var rewards =
        new RewardTable(
            space,
            NatsBench.CIFAR10,
            new ListedCost("flops", "multiply-adds", space, cost),
            mean,
            List.of(),
            false,
            "set by hand");
    // N(0) is 01, N(1) is 11; all four vectors are met, and they are three networks
    LayerSweep sweep = LayerSweep.of(rewards, new int[] {1}, new int[] {4}).get(0);
    assertThat(sweep.trained()).isEqualTo(3);
    assertThat(sweep.trainedOptima()).isEqualTo(1);
    // one training drops prefix 0, whose N is 01 with 15, for prefix 1 with 20; the optimum, first
    // met as 01, is kept as 10
    double[] training = {10, 15, 15, 20};
    var judged =
        new RewardTable(
            space,
            NatsBench.CIFAR10,
            rewards.cost(),
            mean,
            List.of(training, training),
            false,
            "set by hand");
    assertThat(OptimumRetention.of(judged, new int[] {1}, new int[] {1}))
        .allSatisfy(kept -> assertThat(kept.optimaRetained()).isEqualTo(1));
  }

  @Test
  void aSpaceOfWhichSomeVectorsAreNoNetworkIsRefusedInOneLine() {
    NasBench101Space cells = Cells.of("101-3", "101-m");
    assertThatThrownBy(
            () -> Prefixes.withLargestRest(cells, cells.cost("params", NatsBench.CIFAR10)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("space nasbench101, expected one in which");
  }
}
