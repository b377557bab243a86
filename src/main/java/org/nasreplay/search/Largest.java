package org.nasreplay.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * The baseline that needs no search: trains the most expensive architecture that the constraint
 * admits, once, and stops. What a searcher wins over it, it wins by searching.
 *
 * <p>Found by branch and bound on the cost: exactly, unless the space is so large that the search
 * for a costlier one is given up after 100,000 branches. Of equals, the one whose choices come
 * last.
 */
public final class Largest implements Searcher {
  /** Of this searcher in suites and results. */
  public static final String NAME = "largest";

  private static final int MOST_BRANCHES = 100_000;

  private int branches;
  private double greatest = Double.NEGATIVE_INFINITY;
  private @Nullable Architecture largest;

  @Override
  public Needs needs(int epochs) {
    return Needs.COST_BOUNDS;
  }

  @Override
  public void search(Session session) {
    var open = new int[session.space().positions()];
    Arrays.fill(open, -1);
    find(session, open, 0);
    if (largest != null) session.evaluate(largest);
  }

  private void find(Session session, int[] choices, int position) {
    SearchSpace space = session.space();
    if (position == choices.length) {
      Architecture leaf = space.architecture(choices);
      double cost = session.cost().cost(leaf);
      if (cost > greatest && session.admits(leaf)) {
        greatest = cost;
        largest = leaf;
      }
      return;
    }
    for (int choice = space.choices(position) - 1; choice >= 0; choice--) {
      choices[position] = choice;
      double reachable =
          Math.min(
              session.cost().bounds(choices).greatest(), session.constraint().range().greatest());
      if (reachable > greatest
          && session.constraint().canBeMet(choices)
          && ++branches <= MOST_BRANCHES) {
        find(session, choices, position + 1);
      }
    }
    choices[position] = -1;
  }
}
