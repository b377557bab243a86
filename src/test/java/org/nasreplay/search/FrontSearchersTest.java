package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.ToySpace;
import org.uma.jmetal.util.densityestimator.impl.CrowdingDistanceDensityEstimator;
import org.uma.jmetal.util.point.PointSolution;
import org.uma.jmetal.util.ranking.impl.FastNonDominatedSortRanking;

/** The searchers that look for fronts, by fronts that are worked out by hand. */
class FrontSearchersTest {
  private static final double[][] POINTS = {{1, 5}, {2, 3}, {4, 1}, {3, 4}, {5, 5}};

  @Test
  void pointsAreSortedIntoFronts() {
    assertThat(Nsga2.ranks(POINTS)).containsExactly(0, 0, 0, 1, 2);
  }

  @Test
  void theEndsOfAFrontAreFarAndOthersAsFarAsTheirNeighboursAreApart() {
    double far = Double.POSITIVE_INFINITY;
    // of (2, 3): (4 − 1) / 3 + (5 − 1) / 4
    assertThat(Nsga2.crowding(POINTS, Nsga2.ranks(POINTS))).containsExactly(far, 2, far, far, far);
  }

  @Test
  void theLessCrowdedOfAFrontSurvive() {
    Architecture any = new ToySpace(2).architecture(0);
    double[][] line = {{0, 10}, {1, 9}, {2, 8}, {6, 4}, {10, 0}, {11, 11}};
    List<Member> members = Arrays.stream(line).map(o -> new Member(any, o)).toList();
    assertThat(Nsga2.survivors(members, 4))
        .extracting(Member::objectives)
        .containsExactly(line[0], line[4], line[3], line[2]);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void ranksAndDistancesAreThoseOfJMetal(int objectives) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(objectives);
    for (int i = 0; i < 20; i++) {
      double[][] points =
          Stream.generate(() -> random.doubles(objectives).toArray())
              .limit(40)
              .toArray(double[][]::new);
      List<PointSolution> solutions = new ArrayList<>();
      for (double[] point : points) {
        var solution =
            new PointSolution(objectives) {
              @Override
              public double[] constraints() {
                return new double[0];
              }
            };
        System.arraycopy(point, 0, solution.objectives(), 0, objectives);
        solutions.add(solution);
      }
      int[] ranks = Nsga2.ranks(points);
      double[] crowding = Nsga2.crowding(points, ranks);
      var ranking = new FastNonDominatedSortRanking<PointSolution>();
      ranking.compute(solutions);
      var density = new CrowdingDistanceDensityEstimator<PointSolution>();
      for (int f = 0; f < ranking.getNumberOfSubFronts(); f++) {
        density.compute(ranking.getSubFront(f));
      }
      for (int p = 0; p < points.length; p++) {
        assertThat(ranks[p]).isEqualTo(ranking.getRank(solutions.get(p)));
        double theirs = density.getValue(solutions.get(p));
        if (Double.isFinite(crowding[p])) assertThat(crowding[p]).isCloseTo(theirs, within(1e-12));
        else assertThat(theirs).isInfinite();
      }
    }
  }

  @Test
  void weightsAreSpreadEvenlyAndNeighboursAreTheNearest() {
    double[][] five = Moead.weights(2, 5);
    assertThat(five[1]).containsExactly(0.25, 0.75);
    assertThat(five[4]).containsExactly(1, 1e-6);
    assertThat(Moead.weights(3, 40))
        .hasNumberOfRows(36); // the lattice of 7 steps; that of 8 has 45
    assertThat(Moead.neighbours(five, 3)[4]).containsExactly(4, 3, 2);
    assertThat(Moead.neighbours(five, 9)[0]).hasSize(5);
  }

  @Test
  void tchebycheffsNumberIsTheGreatestWeightedDistance() {
    var scale = new Scalarisation(2);
    scale.add(new double[] {0, 30});
    scale.add(new double[] {10, 20});
    double[] weights = {0.25, 0.75};
    assertThat(scale.of(new double[] {4, 22}, weights)).isCloseTo(0.15, within(1e-15));
    assertThat(scale.augmented(new double[] {4, 22}, weights, 0.1))
        .isCloseTo(0.15 + 0.1 * 0.25, within(1e-15));
  }

  @Test
  void drawnWeightsSumToOne() {
    var weights = new double[3];
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3L);
    for (int i = 0; i < 100; i++) {
      Scalarisation.draw(weights, random);
      assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
      assertThat(weights).doesNotContain(-0.1);
      assertThat(Arrays.stream(weights).min().orElseThrow()).isNotNegative();
    }
  }

  /** Rewards that rise with the cost, and fall with how the choices are spread. */
  private static double reward(Architecture a) {
    double sum = 0;
    for (int p = 0; p < a.positions(); p++) sum += (p + 1) * Math.sqrt(a.choice(p));
    return 50 + sum;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nsga2", "moead", "scalarized-evolution", "local-search-targets", "random"})
  void theWholeFrontOfASmallSpaceIsFound(String name) {
    var space = new ToySpace(4, 4, 4);
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    var toy =
        new ToySession(
            space,
            1500,
            RandomSource.XO_RO_SHI_RO_128_PP.create(7),
            FrontSearchersTest::reward,
            CostRange.ANY);
    new SearcherRegistry().configure(name, Map.of()).create().get().search(counted(toy, 1500));
    Map<Double, Double> best = new HashMap<>();
    for (int i = 0; i < space.size(); i++) {
      Architecture a = space.architecture(i);
      best.merge(cost.cost(a), reward(a), Math::max);
    }
    Set<String> evaluated = new HashSet<>(toy.evaluated());
    // rewards rise with the cost here: each cost has a network on the front
    best.forEach(
        (c, r) ->
            assertThat(evaluated)
                .anyMatch(a -> cost.cost(space.parse(a)) == c && reward(space.parse(a)) == r));
  }

  /** With its budget told. */
  private static Session counted(ToySession toy, int evaluations) {
    return new ForwardingSession(toy) {
      @Override
      public Budget budget() {
        return new Budget(Double.POSITIVE_INFINITY, evaluations);
      }

      @Override
      public List<CostModel> front() {
        return List.of(cost());
      }
    };
  }

  @Test
  void everyTargetHasItsShareOfTheBudget() {
    var space = new ToySpace(5, 5, 5, 5); // costs 0 to 16, targets 4, 8, 12 and 16
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    var toy =
        new ToySession(
            space,
            80,
            RandomSource.XO_RO_SHI_RO_128_PP.create(1),
            FrontSearchersTest::reward,
            CostRange.ANY);
    SuccessiveTargets.localSearch(new SuccessiveTargets.Settings(4)).search(counted(toy, 80));
    double[] greatest =
        IntStream.range(0, 4)
            .mapToDouble(
                part ->
                    toy.evaluated().subList(20 * part, 20 * part + 20).stream()
                        .mapToDouble(a -> cost.cost(space.parse(a)))
                        .max()
                        .orElseThrow())
            .sorted()
            .toArray();
    for (int i = 0; i < 4; i++) assertThat(greatest[i]).isLessThanOrEqualTo(4.0 * (i + 1));
    assertThat(greatest[3]).isGreaterThan(12);
  }

  @Test
  void aSweepOfLayerNasEndsInTheRangeOfItsTarget() {
    var space = new ToySpace(5, 5, 5, 5);
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    var toy =
        new ToySession(
            space,
            400,
            RandomSource.XO_RO_SHI_RO_128_PP.create(1),
            FrontSearchersTest::reward,
            CostRange.ANY);
    SuccessiveTargets.layerNas(new SuccessiveTargets.Settings(2)).search(counted(toy, 400));
    assertThat(toy.evaluated())
        .extracting(a -> cost.cost(space.parse(a)))
        .contains(8.0, 15.0, 16.0); // of [7.2, 8] and [14.4, 16]
  }
}
