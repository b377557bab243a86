package org.nasreplay.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.SearchSpace;

/**
 * The baseline that needs no search: trains the most expensive architecture that the constraint
 * admits, once, and stops. What a searcher wins over it, it wins by searching.
 *
 * <p>Found by branch and bound on the cost: exactly, unless the space is so large that the search
 * for a costlier one is given up after 10,000 branches. There, bounds cannot tell that nothing lies
 * in the last gap below the limit, and 100,000 branches close it by less than 0.2 %. Of equals, the
 * one whose choices come last.
 */
public final class Largest implements Searcher {
  /** Of this searcher in suites and results. */
  public static final String NAME = "largest";

  private static final int MOST_BRANCHES = 10_000;

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
    CostRange allowed = session.constraint().range();
    for (int choice = space.choices(position) - 1; choice >= 0; choice--) {
      choices[position] = choice;
      CostRange reachable = session.cost().bounds(choices); // of the cost that is bounded, if any
      if (Math.min(reachable.greatest(), allowed.greatest()) > greatest
          && allowed.overlaps(reachable)
          && ++branches <= MOST_BRANCHES) {
        find(session, choices, position + 1);
      }
    }
    choices[position] = -1;
  }
}
