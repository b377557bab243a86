package org.nasreplay.analysis;

import org.nasreplay.replay.Run;

/** What the incumbents of a run were worth on the way. */
final class Trajectory {
  /** What a run spends: simulated seconds, or evaluations. */
  enum Effort {
    SECONDS,
    EVALUATIONS;

    /** The whole run's. */
    double of(Run run) {
      return this == SECONDS ? run.seconds() : run.evaluations();
    }

    /** Up to and including the evaluation that found an incumbent. */
    double of(Run.Step step) {
      return this == SECONDS ? step.seconds() : step.evaluations();
    }
  }

  private Trajectory() {}

  /** The reported test accuracy of the incumbent after {@code spent}; NaN where there is none. */
  static double accuracy(Run run, Effort effort, double spent) {
    double accuracy = Double.NaN;
    for (Run.Step step : run.trajectory()) {
      if (effort.of(step) > spent) break;
      accuracy = step.testAccuracy();
    }
    return accuracy;
  }

  /** What was spent when an incumbent first had {@code accuracy} or more; infinity for never. */
  static double firstHit(Run run, Effort effort, double accuracy) {
    for (Run.Step step : run.trajectory()) {
      if (step.testAccuracy() >= accuracy) return effort.of(step);
    }
    return Double.POSITIVE_INFINITY;
  }
}
