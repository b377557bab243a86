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
  private final Rungs rungs;

  public Hyperband(Rungs rungs) {
    this.rungs = rungs;
  }

  @Override
  public Needs needs(int epochs) {
    return rungs.needs(epochs);
  }

  @Override
  public void search(Session session) {
    int eta = rungs.eta();
    int[] epochs = rungs.of(session.epochs());
    while (!session.exhausted()) {
      for (int first = 0; first < epochs.length; first++) {
        int candidates = candidates(epochs.length, epochs.length - 1 - first, eta);
        SuccessiveHalving.bracket(session, epochs, first, candidates, eta, session::sample);
      }
    }
  }

  /** ⌈rungs/(s+1)·ηˢ⌉. */
  static int candidates(int rungs, int s, int eta) {
    long power = Math.round(Math.pow(eta, s));
    return Math.toIntExact((rungs * power + s) / (s + 1));
  }
}
