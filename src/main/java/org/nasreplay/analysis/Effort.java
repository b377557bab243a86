package org.nasreplay.analysis;

import java.util.Objects;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;

/** What a run spends, and a budget counts. */
public enum Effort {
  SECONDS("simulated seconds"),
  EVALUATIONS("evaluations");

  private final String unit;

  Effort(String unit) {
    this.unit = unit;
  }

  /** What the budget counts. */
  public static Effort of(Protocol.Budget budget) {
    return budget.seconds() != null ? SECONDS : EVALUATIONS;
  }

  /** As on an axis. */
  public String unit() {
    return unit;
  }

  /** How much of that a budget allows. */
  public static double amount(Protocol.Budget budget) {
    return of(budget) == SECONDS
        ? Objects.requireNonNull(budget.seconds())
        : Objects.requireNonNull(budget.evaluations());
  }

  /** The whole run's; seconds only where trainings have a price. */
  double of(Run run) {
    return this == SECONDS ? run.seconds() : run.evaluations();
  }

  /** Up to and including the evaluation that found an incumbent. */
  double of(Run.Step step) {
    return this == SECONDS ? step.seconds() : step.evaluations();
  }
}
