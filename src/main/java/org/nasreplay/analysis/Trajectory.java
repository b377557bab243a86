package org.nasreplay.analysis;

import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Run;

/** What the incumbents of a run were worth on the way. */
final class Trajectory {
  private Trajectory() {}

  /** The incumbent after {@code spent}; null where there is none yet. */
  static Run.@Nullable Step incumbent(Run run, Effort effort, double spent) {
    Run.Step incumbent = null;
    for (Run.Step step : run.trajectory()) {
      if (effort.of(step) > spent) break;
      incumbent = step;
    }
    return incumbent;
  }

  /** Whether the table has a test accuracy of every incumbent. */
  static boolean valued(Run run) {
    return run.trajectory().stream().noneMatch(step -> Double.isNaN(step.testAccuracy()));
  }

  /** What was spent when an incumbent first had {@code accuracy} or more; infinity for never. */
  static double firstHit(Run run, Effort effort, double accuracy) {
    for (Run.Step step : run.trajectory()) {
      if (step.testAccuracy() >= accuracy) return effort.of(step);
    }
    return Double.POSITIVE_INFINITY;
  }
}
