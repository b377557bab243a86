package org.nasreplay.oracle;

import org.nasreplay.io.Text;

/** Adds up what the trainings of one run would have taken, against a budget. */
public final class SimulatedClock {
  private final double budget;
  private double seconds;

  /**
   * A clock at zero.
   *
   * @param budget in seconds, positive; infinity for none
   */
  public SimulatedClock(double budget) {
    if (!(budget > 0)) {
      throw new IllegalArgumentException(Text.format("budget (%s) must be positive", budget));
    }
    this.budget = budget;
  }

  /**
   * A training has taken its time.
   *
   * @param by seconds, positive where there is a budget, as it would never end otherwise; NaN where
   *     trainings have no price
   */
  public void advance(double by) {
    if (!(by > 0) && budget < Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(Text.format("seconds (%s) must be positive", by));
    }
    seconds += by;
  }

  /** In seconds; infinity for none. */
  public double budget() {
    return budget;
  }

  public double seconds() {
    return seconds;
  }

  /** How much of the budget is spent: 0 where there is none, above 1 where the last one crossed. */
  public double share() {
    return budget < Double.POSITIVE_INFINITY ? seconds / budget : 0;
  }

  /** Whether the budget is spent. A training that starts before is paid in full, and counts. */
  public boolean exhausted() {
    return seconds >= budget;
  }
}
