package org.nasreplay.oracle;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * Answers under a protocol what training an architecture would give, and what it would cost. One
 * architecture may have several answers, one per stored seed; the caller draws one of them, and
 * asks the reward and the price of that one.
 */
public interface Evaluator {
  SearchSpace space();

  /** The length of the training, in epochs, that {@link #at} is asked for by default. */
  int epochs();

  /**
   * The answers after {@code epochs} epochs of that training.
   *
   * @throws org.nasreplay.io.InputException where the table has no values after that many epochs
   */
  Fidelity at(int epochs);

  /**
   * Makes sure that every training has a price, which a budget in seconds needs to come to its end.
   *
   * @throws org.nasreplay.io.InputException where one has none, or one that is not positive; names
   *     column and architecture
   */
  void requirePrices();

  /** The mean of all answers after a whole training, in percent; NaN where there is none. */
  double meanReward(Architecture architecture);

  /** What answers after a whole training. */
  List<Source> rewardSources();

  /** What prices trainings; empty where they have no price. */
  List<Source> timeSources();

  /** All answers at one training length. */
  interface Fidelity {
    /** How many answers an architecture can have, at least 1. */
    int answers();

    /**
     * One of the answers that {@code architecture} has, drawn uniformly: not every one has been
     * trained with every seed.
     *
     * @throws org.nasreplay.table.MissingValueException where it has none
     */
    default int draw(Architecture architecture, UniformRandomProvider random) {
      return answers() == 1 ? 0 : random.nextInt(answers());
    }

    /**
     * Validation accuracy in percent.
     *
     * @param answer 0..answers−1
     * @throws org.nasreplay.table.MissingValueException where the table has no value
     */
    double reward(Architecture architecture, int answer);

    /**
     * Simulated seconds: the training up to here and one pass over the validation set.
     *
     * @return positive; NaN where not every training has a price, see {@link #requirePrices}
     * @throws org.nasreplay.table.MissingValueException where this one alone has none
     */
    double seconds(Architecture architecture, int answer);
  }
}
