package org.nasreplay.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

  /**
   * The shape of the rungs.
   *
   * @param eta η: of so many architectures, one goes on, 2 to 1,000
   * @param minEpochs least length of a training, 1 to 999,999
   */
  public record Settings(int eta, int minEpochs) {
    public static final Settings DEFAULT = new Settings(3, 1);

    public Settings {
      SuccessiveHalving.checkRungs(eta, minEpochs);
    }
  }

  private final Settings settings;

  public Asha(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Trial trial) {
    int[] epochs = SuccessiveHalving.rungs(trial.epochs(), settings.minEpochs(), settings.eta());
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < epochs.length; i++) rungs.add(new Rung());
    while (!trial.exhausted()) {
      Architecture next = null;
      int rung = epochs.length - 1;
      while (rung > 0 && next == null) next = rungs.get(--rung).promote(settings.eta());
      if (next == null) next = trial.sample();
      else rung++;
      rungs.get(rung).add(next, trial.evaluate(next, epochs[rung]));
    }
  }

  /** The architectures that trained for one length, best first, and which of them were promoted. */
  private static final class Rung {
    private final Ranking ranking = new Ranking();
    private final BitSet promoted = new BitSet();

    void add(Architecture architecture, double reward) {
      int rank = ranking.add(architecture, reward);
      // The flags of the worse ones move down with them, from the last to the new one's place.
      for (int i = promoted.length(); i > rank; i--) promoted.set(i, promoted.get(i - 1));
      promoted.clear(rank);
    }

    @Nullable Architecture promote(int eta) {
      int best = promoted.nextClearBit(0);
      if (best >= ranking.size() / eta) return null;
      promoted.set(best);
      return ranking.architecture(best);
    }
  }
}
