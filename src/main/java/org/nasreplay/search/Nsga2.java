package org.nasreplay.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Expect;
import org.nasreplay.space.CostModel;

/**
 * NSGA-II: a population of networks that is sorted into fronts by reward and costs; within a front
 * those count more that stand alone.
 *
 * <p>Deb, Pratap, Agarwal, Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm:
 * NSGA-II", IEEE Transactions on Evolutionary Computation 2002. {@link Settings#NSGA_NET}: the
 * population of Lu et al., "NSGA-Net: Neural Architecture Search using Multi-Objective Genetic
 * Algorithm", GECCO 2019, and the rate of Deb et al. Differs in that positions are crossed
 * uniformly and no network is trained twice while others can be made, see {@link Crossing}.
 */
public final class Nsga2 implements Searcher {

  /**
   * How many live, and how they breed.
   *
   * @param population members, 2 to 10,000; as many children a generation
   * @param crossover how likely two parents are crossed, 0 to 1
   */
  public record Settings(int population, double crossover) {
    public static final Settings NSGA_NET = new Settings(40, 0.9);

    public Settings {
      Expect.whole("population", population, 2, 10_000);
      Expect.that(0 <= crossover && crossover <= 1, "crossover", crossover, "0 to 1");
    }
  }

  private final Settings settings;

  public Nsga2(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    List<CostModel> costs = Member.costs(session);
    var crossing = new Crossing(session, settings.crossover());
    List<Member> parents = new ArrayList<>();
    while (parents.size() < settings.population() && !session.exhausted()) {
      parents.add(Member.trained(session, costs, crossing.sample()));
    }
    while (!session.exhausted()) {
      double[][] objectives = objectives(parents);
      int[] ranks = ranks(objectives);
      double[] crowding = crowding(objectives, ranks);
      List<Member> all = new ArrayList<>(parents);
      for (int i = 0; i < settings.population() && !session.exhausted(); i++) {
        Member mother = parents.get(winner(ranks, crowding, session.random()));
        Member father = parents.get(winner(ranks, crowding, session.random()));
        all.add(Member.trained(session, costs, crossing.child(mother.network(), father.network())));
      }
      parents = survivors(all, settings.population());
    }
  }

  /** The better of two drawn at random: of a better front, or of the same and less crowded. */
  private static int winner(int[] ranks, double[] crowding, UniformRandomProvider random) {
    int a = random.nextInt(ranks.length);
    int b = random.nextInt(ranks.length);
    if (ranks[a] != ranks[b]) return ranks[a] < ranks[b] ? a : b;
    return crowding[a] >= crowding[b] ? a : b;
  }

  /** The best {@code count} by front, then by distance. */
  static List<Member> survivors(List<Member> all, int count) {
    double[][] objectives = objectives(all);
    int[] ranks = ranks(objectives);
    double[] crowding = crowding(objectives, ranks);
    return IntStream.range(0, all.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer i) -> ranks[i]).thenComparingDouble(i -> -crowding[i]))
        .limit(count)
        .map(all::get)
        .toList();
  }

  private static double[][] objectives(List<Member> members) {
    return members.stream().map(Member::objectives).toArray(double[][]::new);
  }

  /** The front of each point, 0 for those that nobody dominates: the fast sort of section III-A. */
  static int[] ranks(double[][] points) {
    int n = points.length;
    var dominators = new int[n];
    List<List<Integer>> dominated = new ArrayList<>();
    for (int i = 0; i < n; i++) dominated.add(new ArrayList<>());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (!Member.dominates(points[i], points[j])) continue;
        dominated.get(i).add(j);
        dominators[j]++;
      }
    }
    var ranks = new int[n];
    List<Integer> front = IntStream.range(0, n).filter(i -> dominators[i] == 0).boxed().toList();
    for (int rank = 0; !front.isEmpty(); rank++) {
      List<Integer> next = new ArrayList<>();
      for (int i : front) {
        ranks[i] = rank;
        for (int j : dominated.get(i)) {
          if (--dominators[j] == 0) next.add(j);
        }
      }
      front = next;
    }
    return ranks;
  }

  /**
   * The crowding distance of each point within its front, section III-B: over the objectives, the
   * sum of the distances between its two neighbours, as a share of the front's range. The ends of a
   * front are infinitely far; an objective in which the front does not vary adds nothing.
   */
  static double[] crowding(double[][] points, int[] ranks) {
    var crowding = new double[points.length];
    for (int front = 0; front <= Arrays.stream(ranks).max().orElse(-1); front++) {
      int of = front;
      int[] members = IntStream.range(0, ranks.length).filter(i -> ranks[i] == of).toArray();
      for (int m = 0; m < points[0].length; m++) {
        int objective = m;
        int[] order =
            Arrays.stream(members)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> points[i][objective]))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = order.length - 1;
        double range = points[order[last]][m] - points[order[0]][m];
        crowding[order[0]] = Double.POSITIVE_INFINITY;
        crowding[order[last]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last && range > 0; i++) {
          crowding[order[i]] += (points[order[i + 1]][m] - points[order[i - 1]][m]) / range;
        }
      }
    }
    return crowding;
  }
}
