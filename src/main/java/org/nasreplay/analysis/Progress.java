package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;

/**
 * How good the incumbents of a searcher's runs are at one moment. A run without an incumbent counts
 * as worse than every other; one whose incumbent has no value in the table is left out, and where
 * these are more than a quarter of the runs, there is nothing to be said.
 *
 * @param spent simulated seconds or evaluations
 * @param valueless runs whose incumbent has no value
 * @param accuracy reported test accuracy of the incumbents, in percent; null as above, and where
 *     more than a quarter of the runs have no incumbent
 * @param mean of the same; null as above, and where some run has no incumbent
 */
public record Progress(
    double spent, int valueless, @Nullable Quartiles accuracy, @Nullable Double mean) {

  /** Runs are followed from the budget over this. */
  private static final double SPAN = 200;

  /** Where runs begin to be followed, in what the budget counts. */
  public static double start(Protocol protocol) {
    double start = end(protocol) / SPAN;
    return Effort.of(protocol.budget()) == Effort.SECONDS ? start : Math.max(1, Math.floor(start));
  }

  /** Where that ends: with the budget. */
  public static double end(Protocol protocol) {
    return Effort.amount(protocol.budget());
  }

  /**
   * One per moment.
   *
   * @param moments ascending
   */
  public static List<Progress> of(List<Run> runs, Effort effort, double[] moments) {
    var accuracy = new double[moments.length][runs.size()];
    for (int r = 0; r < runs.size(); r++) {
      List<Run.Step> steps = runs.get(r).trajectory();
      int next = 0;
      double incumbent = Double.NEGATIVE_INFINITY;
      for (int m = 0; m < moments.length; m++) {
        while (next < steps.size() && effort.of(steps.get(next)) <= moments[m]) {
          incumbent = steps.get(next++).testAccuracy();
        }
        accuracy[m][r] = incumbent;
      }
    }
    return IntStream.range(0, moments.length).mapToObj(m -> of(moments[m], accuracy[m])).toList();
  }

  private static Progress of(double spent, double[] incumbents) {
    double[] known = Arrays.stream(incumbents).filter(a -> !Double.isNaN(a)).toArray();
    int valueless = incumbents.length - known.length;
    if (4 * valueless > incumbents.length) return new Progress(spent, valueless, null, null);
    Quartiles quartiles = Quartiles.of(known);
    double mean = Arrays.stream(known).sum() / known.length;
    return new Progress(
        spent,
        valueless,
        Double.isFinite(quartiles.lower()) ? quartiles : null,
        Double.isFinite(mean) ? mean : null);
  }

  /**
   * Up to {@code count} moments until {@code end}, each later than the one before by the same
   * factor; in evaluations, whole numbers from 1 on.
   */
  public static double[] moments(Effort effort, double start, double end, int count) {
    var moments = new double[count];
    Arrays.setAll(moments, i -> start * Math.pow(end / start, i / (count - 1.0)));
    moments[count - 1] = end;
    if (effort == Effort.SECONDS) return moments;
    return Arrays.stream(moments)
        .map(moment -> Math.max(1, Math.rint(moment)))
        .distinct()
        .toArray();
  }
}
