package org.nasreplay.oracle;

import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * Answers what training an architecture would give, and what it would cost. One architecture may
 * have several answers, one per stored seed; the caller draws which of them it gets, and asks the
 * reward and the price of the same one.
 */
public interface Oracle {
  SearchSpace space();

  /** The length of the training, in epochs, that {@link #at} is asked for by default. */
  int epochs();

  /**
   * The answers after {@code epochs} epochs of that training.
   *
   * @throws org.nasreplay.space.InputException where the table has no values after that many epochs
   */
  Fidelity at(int epochs);

  /** All answers at one training length. */
  interface Fidelity {
    /** How many answers every architecture has, at least 1. */
    int answers();

    /**
     * Validation accuracy in percent.
     *
     * @param answer 0..answers−1
     * @throws org.nasreplay.table.MissingValueException where the table has no value
     */
    double reward(Architecture architecture, int answer);

    /** Simulated seconds: the training up to here and one pass over the validation set. */
    double seconds(Architecture architecture, int answer);
  }
}
