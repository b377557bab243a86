package org.nasreplay.search;

/**
 * Hyperband: successive halving from every rung in turn, since nobody knows how early a training
 * tells good from bad. The bracket that starts s rungs below the last one begins with
 * ⌈(s_max+1)/(s+1)·ηˢ⌉ architectures; the brackets s = s_max, …, 0 repeat.
 *
 * <p>Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization", JMLR
 * 2018, algorithm 1. Where this differs: lengths are whole epochs, rounded down, and every training
 * is paid from its first epoch.
 */
public final class Hyperband implements Searcher {

  /**
   * The shape of the brackets.
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

  public Hyperband(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Needs needs(int epochs) {
    return Needs.trainings(SuccessiveHalving.rungs(epochs, settings.minEpochs(), settings.eta()));
  }

  @Override
  public void search(Session session) {
    int eta = settings.eta();
    int[] rungs = SuccessiveHalving.rungs(session.epochs(), settings.minEpochs(), eta);
    while (!session.exhausted()) {
      for (int first = 0; first < rungs.length; first++) {
        int candidates = candidates(rungs.length, rungs.length - 1 - first, eta);
        SuccessiveHalving.bracket(session, rungs, first, candidates, eta, session::sample);
      }
    }
  }

  /** ⌈rungs/(s+1)·ηˢ⌉. */
  static int candidates(int rungs, int s, int eta) {
    long power = Math.round(Math.pow(eta, s));
    return Math.toIntExact((rungs * power + s) / (s + 1));
  }
}
