package org.nasreplay.search;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.sampling.ArraySampler;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * Local search: from the best of a few random architectures, move to a better neighbour until there
 * is none, then start again. A neighbour differs in one position; neighbours come in random order,
 * and one that was evaluated before is passed over.
 *
 * <p>White, Nolen, Savani, "Exploring the Loss Landscape in Neural Architecture Search", UAI 2021,
 * as in the authors' naszilla.
 *
 * <p>On a reward that is a noiseless sum over positions, every local optimum is the global one.
 * With N = Σ(choices − 1) neighbours, steepest ascent has evaluated it after at most start +
 * positions·N evaluations, since a move makes one position optimal; first improvement after at most
 * start + N·N, since a move improves one position.
 */
public final class LocalSearch implements Searcher {

  /** Which better neighbour is moved to. */
  public enum Move {
    /** The first that is found. */
    FIRST_IMPROVEMENT,
    /** The best of all. */
    STEEPEST
  }

  /**
   * Where a climb starts and how it goes.
   *
   * @param start random architectures, of which the best is climbed from, 1 to 100,000
   * @param move which better neighbour is moved to
   */
  public record Settings(int start, Move move) {
    public static final Settings NASZILLA = new Settings(10, Move.FIRST_IMPROVEMENT);

    public Settings {
      Expect.whole("start", start, 1, 100_000);
    }
  }

  private final Settings settings;

  public LocalSearch(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    SearchSpace space = session.space();
    int[][] changes = changes(space);
    Set<Architecture> seen = new HashSet<>();
    while (!session.exhausted()) {
      Architecture here = session.sample();
      double height = session.evaluate(here);
      seen.add(space.canonical(here));
      for (int i = 1; i < settings.start() && !session.exhausted(); i++) {
        Architecture other = session.sample();
        double reward = session.evaluate(other);
        seen.add(space.canonical(other));
        if (reward > height) {
          here = other;
          height = reward;
        }
      }
      boolean climbing = true;
      while (climbing) {
        climbing = false;
        ArraySampler.shuffle(session.random(), changes);
        Architecture from = here;
        for (int[] change : changes) {
          Architecture neighbour = space.with(from, change[0], change[1]);
          if (!session.admits(neighbour) || !seen.add(space.canonical(neighbour))) continue;
          if (session.exhausted()) return;
          double reward = session.evaluate(neighbour);
          if (reward <= height) continue;
          here = neighbour;
          height = reward;
          climbing = true;
          if (settings.move() == Move.FIRST_IMPROVEMENT) break;
        }
      }
    }
  }

  /** Every position with every choice. */
  private static int[][] changes(SearchSpace space) {
    int count = 0;
    for (int p = 0; p < space.positions(); p++) count += space.choices(p);
    var changes = new int[count][];
    for (int p = 0, i = 0; p < space.positions(); p++) {
      for (int c = 0; c < space.choices(p); c++) changes[i++] = new int[] {p, c};
    }
    return changes;
  }
}
