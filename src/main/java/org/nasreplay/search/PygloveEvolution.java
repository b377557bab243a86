package org.nasreplay.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * Regularized evolution as PyGlove runs it on NATS-Bench: a larger population than {@link
 * RegularizedEvolution}'s, tournaments without replacement, and PyGlove's uniform mutator. That one
 * redraws a node of the decision tree, drawn uniformly: a position over all its choices, or the
 * root, which is the whole architecture.
 *
 * <p>Peng et al., "PyGlove: Symbolic Programming for Automated Machine Learning", NeurIPS 2020; the
 * settings are those of its NATS-Bench example.
 */
public final class PygloveEvolution implements Searcher {

  /**
   * How many live, and how many compete.
   *
   * @param population members alive, 1 to 100,000
   * @param tournament members compared, drawn without replacement, 1 to population and at most
   *     10,000
   */
  public record Settings(int population, int tournament) {
    public static final Settings NATS_BENCH = new Settings(50, 10);

    public Settings {
      Expect.whole("population", population, 1, 100_000);
      Expect.whole("tournament", tournament, 1, Math.min(population, 10_000));
    }
  }

  private final Settings settings;

  public PygloveEvolution(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    var alive = new Architecture[settings.population()];
    var reward = new double[alive.length];
    var members = new int[alive.length];
    for (int i = 0; i < members.length; i++) members[i] = i;
    for (int born = 0; !session.exhausted(); born++) {
      boolean founder = born < alive.length;
      Architecture child =
          founder
              ? session.sample()
              : mutate(alive[fittest(members, reward, session.random())], session);
      int oldest = born % alive.length; // a ring: the newcomer takes the oldest member's place
      alive[oldest] = child;
      reward[oldest] = session.evaluate(child);
    }
  }

  /** Shuffles {@code members} as far as the tournament goes, and compares these. */
  private int fittest(int[] members, double[] reward, UniformRandomProvider random) {
    int fittest = -1;
    for (int i = 0; i < settings.tournament(); i++) {
      int at = i + random.nextInt(members.length - i);
      int rival = members[at];
      members[at] = members[i];
      members[i] = rival;
      if (fittest < 0 || reward[rival] > reward[fittest]) fittest = rival;
    }
    return fittest;
  }

  private static Architecture mutate(Architecture parent, Session session) {
    boolean root = session.random().nextInt(session.space().positions() + 1) == 0;
    return root ? session.sample() : session.mutate(parent);
  }
}
