package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasreplay.replay.Run;

/**
 * How good the incumbents of a searcher's runs are at one moment.
 *
 * @param seconds simulated
 * @param accuracy reported test accuracy of the incumbents, in percent
 * @param mean of the same; minus infinity where some run has no incumbent
 */
public record Progress(double seconds, Quartiles accuracy, double mean) {

  /**
   * One point per moment at which at least three quarters of the runs have an incumbent: a run
   * without one counts as worse than every other.
   *
   * @param moments in simulated seconds, ascending
   */
  public static List<Progress> of(List<Run> runs, double[] moments) {
    var accuracy = new double[moments.length][runs.size()];
    for (int r = 0; r < runs.size(); r++) {
      List<Run.Step> steps = runs.get(r).trajectory();
      int next = 0;
      double incumbent = Double.NEGATIVE_INFINITY;
      for (int m = 0; m < moments.length; m++) {
        while (next < steps.size() && steps.get(next).seconds() <= moments[m]) {
          incumbent = steps.get(next++).testAccuracy();
        }
        accuracy[m][r] = incumbent;
      }
    }
    List<Progress> progress = new ArrayList<>();
    for (int m = 0; m < moments.length; m++) {
      Quartiles quartiles = Quartiles.of(accuracy[m]);
      if (Double.isFinite(quartiles.lower())) {
        progress.add(
            new Progress(moments[m], quartiles, Arrays.stream(accuracy[m]).sum() / runs.size()));
      }
    }
    return progress;
  }

  /** {@code count} moments up to {@code end}, each later than the one before by the same factor. */
  public static double[] moments(double start, double end, int count) {
    var moments = new double[count];
    Arrays.setAll(moments, i -> start * Math.pow(end / start, i / (count - 1.0)));
    moments[count - 1] = end;
    return moments;
  }
}
