package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nasreplay.replay.Run;

/**
 * What the front of one run is worth: the networks that none of the run beats in reward and costs,
 * by their reported test accuracy. One whose accuracy the table does not have adds nothing.
 *
 * @param front the run's answer, in the order of evaluation
 * @param valueless how many of these the table has no test accuracy of
 * @param hypervolume as a share of the true front's
 * @param epsilon additive, on the scale of the true front
 * @param distance IGD⁺, on the same scale
 * @param coverage share of the true front's networks that are found, or as good ones
 * @param onTheWay hypervolumes at the moments that were asked for
 * @param reached what was spent when the hypervolume first was each of {@link #LEVELS}; infinity
 *     for never
 * @param regrets by the targets that were asked for, in points: what the network of the front that
 *     costs no more and has the greatest reward is below the best that costs no more; infinity
 *     where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // computed once, never compared
public record FrontRun(
    List<Run.Step> front,
    int valueless,
    double hypervolume,
    double epsilon,
    double distance,
    double coverage,
    double[] onTheWay,
    double[] reached,
    double[] regrets) {

  /** Shares of the true front's hypervolume that are worth reaching. */
  public static final List<Double> LEVELS = List.of(0.90, 0.95, 0.99);

  static FrontRun of(Run run, TrueFront truth, Effort effort, double[] moments, double[] targets) {
    List<Run.Step> front = new ArrayList<>();
    List<double[]> points = new ArrayList<>(); // of the front, null for those without an accuracy
    var onTheWay = new double[moments.length];
    var reached = new double[LEVELS.size()];
    Arrays.fill(reached, Double.POSITIVE_INFINITY);
    int next = 0;
    double hypervolume = 0;
    for (Run.Step step : run.trajectory()) {
      while (next < moments.length && moments[next] < effort.of(step)) {
        onTheWay[next++] = hypervolume;
      }
      for (int i = front.size() - 1; i >= 0; i--) {
        if (!step.covers(front.get(i))) continue;
        front.remove(i);
        points.remove(i);
      }
      front.add(step);
      points.add(truth.scaled(step));
      hypervolume =
          FrontMeasures.hypervolume(valued(points), truth.reference()) / truth.hypervolume();
      for (int level = 0; level < LEVELS.size(); level++) {
        if (hypervolume >= LEVELS.get(level)) {
          reached[level] = Math.min(reached[level], effort.of(step));
        }
      }
    }
    while (next < moments.length) onTheWay[next++] = hypervolume;
    double[][] valued = valued(points);
    return new FrontRun(
        List.copyOf(front),
        front.size() - valued.length,
        hypervolume,
        FrontMeasures.additiveEpsilon(valued, truth.scaled()),
        FrontMeasures.invertedGenerationalDistancePlus(valued, truth.scaled()),
        FrontMeasures.coverage(valued, truth.scaled()),
        onTheWay,
        reached,
        Arrays.stream(targets).map(target -> regret(front, truth, target)).toArray());
  }

  private static double[][] valued(List<double[]> points) {
    return points.stream().filter(Objects::nonNull).toArray(double[][]::new);
  }

  private static double regret(List<Run.Step> front, TrueFront truth, double target) {
    Run.Step chosen = null;
    for (Run.Step step : front) {
      if (step.costs().get(0) > target || Double.isNaN(step.testAccuracy())) continue;
      if (chosen == null || step.reward() > chosen.reward()) chosen = step;
    }
    return chosen == null
        ? Double.POSITIVE_INFINITY
        : truth.accuracy(target) - chosen.testAccuracy();
  }

  /**
   * The best test accuracy on the front at no more than a first cost, in percent; negative infinity
   * where nothing is so cheap.
   */
  public double attained(double cost) {
    double most = Double.NEGATIVE_INFINITY;
    for (Run.Step step : front) {
      if (step.costs().get(0) <= cost && step.testAccuracy() > most) most = step.testAccuracy();
    }
    return most;
  }
}
