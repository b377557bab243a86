package org.nasreplay.search;

import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * Successive halving: many architectures train briefly, the best 1/η of them η times longer, and so
 * on to the whole training; then all over again with new ones.
 *
 * <p>Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
 * Optimization", AISTATS 2016. Every training is paid from its first epoch, as NATS-Bench charges a
 * promoted architecture.
 */
public final class SuccessiveHalving implements Searcher {

  /**
   * How many start, and how fast their number falls.
   *
   * @param eta η: of so many, one goes on, 2 to 1,000
   * @param minEpochs least length of a training, 1 to 999,999
   * @param candidates architectures on the first rung, 1 to 10,000
   */
  public record Settings(int eta, int minEpochs, int candidates) {
    /** On 12 epochs the first bracket of {@link Hyperband}: 9 train for 1, 3 for 4, 1 for 12. */
    public static final Settings DEFAULT = new Settings(3, 1, 9);

    public Settings {
      new Rungs(eta, minEpochs); // checks them
      Expect.whole("candidates", candidates, 1, 10_000);
    }

    Rungs rungs() {
      return new Rungs(eta, minEpochs);
    }
  }

  /** Where a bracket's architectures come from, and who learns from their rewards. */
  interface Proposer {
    Architecture propose();

    /**
     * Is told of a finished training.
     *
     * @param rung index into the lengths of {@link Rungs}
     */
    default void observe(Architecture architecture, int rung, double reward) {}
  }

  private final Settings settings;

  public SuccessiveHalving(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Needs needs(int epochs) {
    return settings.rungs().needs(epochs);
  }

  @Override
  public void search(Session session) {
    int[] rungs = settings.rungs().of(session.epochs());
    while (!session.exhausted()) {
      bracket(session, rungs, 0, settings.candidates(), settings.eta(), session::sample);
    }
  }

  /**
   * One round from rung {@code first} to the last, or until the session is exhausted: of the
   * architectures on a rung, the best 1/η, rounded down, but at least one, go on.
   */
  static void bracket(
      Session session, int[] rungs, int first, int candidates, int eta, Proposer proposer) {
    var alive = new Architecture[candidates];
    var reward = new double[candidates];
    int count = candidates;
    for (int rung = first; rung < rungs.length; rung++) {
      for (int i = 0; i < count; i++) {
        if (session.exhausted()) return;
        if (rung == first) alive[i] = proposer.propose();
        reward[i] = session.evaluate(alive[i], rungs[rung]);
        proposer.observe(alive[i], rung, reward[i]);
      }
      count = keepBest(alive, reward, count, Math.max(1, count / eta));
    }
  }

  /**
   * Moves the best {@code keep} to the front, in the order in which they stand; first of equals.
   */
  private static int keepBest(Architecture[] alive, double[] reward, int count, int keep) {
    var survives = new boolean[count];
    for (int i = 0; i < count; i++) {
      int better = 0;
      for (int j = 0; j < count; j++) {
        if (reward[j] > reward[i] || (reward[j] == reward[i] && j < i)) better++;
      }
      survives[i] = better < keep;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) if (survives[i]) alive[kept++] = alive[i];
    return kept;
  }
}
