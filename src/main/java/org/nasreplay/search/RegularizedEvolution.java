package org.nasreplay.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * Regularized (aging) evolution: the oldest member dies, the winner of a random sample breeds.
 *
 * <p>Real et al., "Regularized Evolution for Image Classifier Architecture Search", AAAI 2019,
 * algorithm 1. {@link Settings#NATS_BENCH} are the settings of Dong et al., TPAMI 2021: a mutation
 * may redraw the current choice, and a duplicate is trained and paid for again.
 */
public final class RegularizedEvolution implements Searcher {

  /**
   * How many live, and how many compete.
   *
   * @param population members alive, 1 to 100,000
   * @param sample members compared per tournament, drawn with replacement, 1 to 10,000
   */
  public record Settings(int population, int sample) {
    public static final Settings NATS_BENCH = new Settings(10, 3);

    public Settings {
      Expect.whole("population", population, 1, 100_000);
      Expect.whole("sample", sample, 1, 10_000);
    }
  }

  private final Settings settings;

  public RegularizedEvolution(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    var alive = new Architecture[settings.population()];
    var reward = new double[settings.population()];
    for (int born = 0; !session.exhausted(); born++) {
      Architecture child =
          born < alive.length
              ? session.sample()
              : session.mutate(alive[fittestOfSample(reward, session.random())]);
      int oldest = born % alive.length; // a ring: the newcomer takes the oldest member's place
      alive[oldest] = child;
      reward[oldest] = session.evaluate(child);
    }
  }

  private int fittestOfSample(double[] reward, UniformRandomProvider random) {
    int fittest = random.nextInt(reward.length);
    for (int i = 1; i < settings.sample(); i++) {
      int rival = random.nextInt(reward.length); // with replacement, as the authors' code draws
      if (reward[rival] > reward[fittest]) fittest = rival;
    }
    return fittest;
  }
}
