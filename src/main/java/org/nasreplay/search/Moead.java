package org.nasreplay.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;

/**
 * MOEA/D: as many single searches as there are weights of reward and costs, each of which breeds
 * with its neighbours and takes over whatever is better by its own weights.
 *
 * <p>Zhang, Li, "MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition", IEEE
 * Transactions on Evolutionary Computation 2007, with Tchebycheff's function of objectives that are
 * normalised by the greatest values of the population, as its section VI proposes, and neighbours
 * in the paper's proportion, a fifth. Differs in that positions are crossed uniformly and no
 * network is trained twice while others can be made, see {@link Crossing}.
 */
public final class Moead implements Searcher {
  /** Of an objective without a weight: of networks that tie in all others, the better is kept. */
  private static final double LEAST_WEIGHT = 1e-6;

  /**
   * How many searches there are, and who breeds with whom.
   *
   * @param population weights, 2 to 1,000; under three objectives the most that a lattice has
   *     within as many
   * @param neighbours of a weight, itself among them, 1 to 1,000; at most all
   */
  public record Settings(int population, int neighbours) {
    public static final Settings DEFAULT = new Settings(40, 8);

    public Settings {
      Expect.whole("population", population, 2, 1000);
      Expect.whole("neighbours", neighbours, 1, 1000);
    }
  }

  private final Settings settings;

  public Moead(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    List<CostModel> costs = Member.costs(session);
    var crossing = new Crossing(session, 1);
    double[][] weights = weights(1 + costs.size(), settings.population());
    int[][] neighbours = neighbours(weights, settings.neighbours());
    var members = new Member[weights.length];
    for (int i = 0; i < members.length; i++) {
      if (session.exhausted()) return;
      members[i] = Member.trained(session, costs, crossing.sample());
    }
    var scale = new Scalarisation(1 + costs.size());
    UniformRandomProvider random = session.random();
    for (int i = 0; !session.exhausted(); i = (i + 1) % members.length) {
      Architecture mother = members[drawn(neighbours[i], random)].network();
      Architecture father = members[drawn(neighbours[i], random)].network();
      Member child = Member.trained(session, costs, crossing.child(mother, father));
      scale.clear();
      for (Member member : members) scale.add(member.objectives());
      scale.add(child.objectives());
      for (int j : neighbours[i]) {
        double kept = scale.of(members[j].objectives(), weights[j]);
        if (scale.of(child.objectives(), weights[j]) <= kept) members[j] = child;
      }
    }
  }

  private static int drawn(int[] from, UniformRandomProvider random) {
    return from[random.nextInt(from.length)];
  }

  /** Evenly spread weights that sum to 1: all of which the sum is made of steps of one size. */
  static double[][] weights(int objectives, int most) {
    if (objectives == 2) {
      double steps = most - 1;
      return IntStream.range(0, most)
          .mapToObj(i -> new double[] {weight(i / steps), weight((steps - i) / steps)})
          .toArray(double[][]::new);
    }
    int steps = 1;
    while ((steps + 2) * (steps + 3) / 2 <= most) steps++;
    List<double[]> lattice = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      for (int j = 0; i + j <= steps; j++) {
        double all = steps;
        lattice.add(new double[] {weight(i / all), weight(j / all), weight((steps - i - j) / all)});
      }
    }
    return lattice.toArray(double[][]::new);
  }

  private static double weight(double share) {
    return Math.max(share, LEAST_WEIGHT);
  }

  /** The nearest weights of each, itself first. */
  static int[][] neighbours(double[][] weights, int count) {
    var all = new int[weights.length][];
    for (int i = 0; i < all.length; i++) {
      double[] own = weights[i];
      all[i] =
          IntStream.range(0, weights.length)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> squaredDistance(own, weights[j])))
              .limit(count)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return all;
  }

  private static double squaredDistance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
  }
}
