package org.nasreplay.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;

/**
 * Asynchronous successive halving, on one worker: whenever a rung holds an architecture among its
 * best 1/η that has not been promoted, it trains on the next rung, the highest such rung first;
 * otherwise a new architecture starts on the lowest.
 *
 * <p>Li et al., "A System for Massively Parallel Hyperparameter Tuning" (ASHA), MLSys 2020,
 * algorithm 2. Every training is paid from its first epoch.
 */
public final class Asha implements Searcher {
  private final Rungs rungs;

  public Asha(Rungs rungs) {
    this.rungs = rungs;
  }

  @Override
  public Needs needs(int epochs) {
    return rungs.needs(epochs);
  }

  @Override
  public void search(Session session) {
    int[] epochs = rungs.of(session.epochs());
    List<Rung> trained = new ArrayList<>();
    for (int i = 0; i < epochs.length; i++) trained.add(new Rung());
    while (!session.exhausted()) {
      Architecture next = null;
      int rung = epochs.length - 1;
      while (rung > 0 && next == null) next = trained.get(--rung).promote(rungs.eta());
      if (next == null) next = session.sample();
      else rung++;
      trained.get(rung).add(next, session.evaluate(next, epochs[rung]));
    }
  }

  /**
   * The architectures that trained for one length. Those that wait are promoted best first, of
   * equals the earlier first; so the best of them has before it, among all, exactly the promoted
   * ones that are at least as good.
   */
  private static final class Rung {
    private final PriorityQueue<Trained> waiting =
        new PriorityQueue<>(
            Comparator.comparingDouble(Trained::reward)
                .reversed()
                .thenComparingInt(Trained::number));
    private final RankedArchitectures promoted = new RankedArchitectures();
    private int size;

    private record Trained(Architecture architecture, double reward, int number) {}

    void add(Architecture architecture, double reward) {
      waiting.add(new Trained(architecture, reward, size++));
    }

    @Nullable Architecture promote(int eta) {
      Trained best = waiting.peek();
      if (best == null || promoted.atLeast(best.reward()) >= size / eta) return null;
      waiting.remove();
      promoted.add(best.architecture(), best.reward());
      return best.architecture();
    }
  }
}
