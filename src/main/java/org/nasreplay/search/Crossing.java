package org.nasreplay.search;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * Makes children of two parents: each position from either with equal probability, then each
 * redrawn among its other choices with probability 1/positions. A child that was trained before, or
 * is not admitted, is made again, 100 times at most; then a random network takes its place.
 */
final class Crossing {
  private static final int MOST_TRIES = 100;

  private final Session session;
  private final double rate;
  private final Set<Architecture> trained = new HashSet<>();

  /**
   * @param rate how likely parents are crossed, 0..1; otherwise a child begins as the first of them
   */
  Crossing(Session session, double rate) {
    this.session = session;
    this.rate = rate;
  }

  /** A random network; trained before or not. */
  Architecture sample() {
    Architecture drawn = session.sample();
    trained.add(session.space().canonical(drawn));
    return drawn;
  }

  Architecture child(Architecture mother, Architecture father) {
    SearchSpace space = session.space();
    UniformRandomProvider random = session.random();
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      int[] choices = mother.choices();
      if (random.nextDouble() < rate) {
        for (int p = 0; p < choices.length; p++) {
          if (random.nextBoolean()) choices[p] = father.choice(p);
        }
      }
      for (int p = 0; p < choices.length; p++) {
        if (space.choices(p) == 1 || random.nextInt(choices.length) != 0) continue;
        int other = random.nextInt(space.choices(p) - 1);
        choices[p] = other < choices[p] ? other : other + 1;
      }
      Architecture child = space.architecture(choices);
      if (session.admits(child) && trained.add(space.canonical(child))) return child;
    }
    return sample();
  }
}
