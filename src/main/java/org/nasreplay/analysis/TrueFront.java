package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * The networks that none beats in reported test accuracy and costs: of all networks of the space,
 * or where nobody knows these, of the sample that stands for them and all that were on the front of
 * some run. It gives the scale on which fronts are measured: every objective as its distance from
 * the best value on this front, as a share of the distance to the worst one. Where it does not vary
 * in an objective, the range over all these networks takes the place of that distance, and where
 * they do not vary either, its unit.
 *
 * @param points the costs, then the test accuracy in percent; ascending in the first cost
 * @param scaled the same as distances, in this order
 * @param hypervolume of {@code scaled}
 */
@SuppressWarnings("ArrayRecordComponent") // computed once, never compared
public record TrueFront(
    String protocol,
    double[][] points,
    double[][] scaled,
    double[] best,
    double[] unit,
    double[] reference,
    double hypervolume) {

  /**
   * How far behind the worst values of the front the reference point of the hypervolume lies: the
   * usual tenth, so that the ends of the front count. Ishibuchi et al., "How to Specify a Reference
   * Point in Hypervolume Calculation for Fair Performance Comparison", Evolutionary Computation
   * 2018.
   */
  private static final double BEHIND = 0.1;

  public static TrueFront of(Results results, Protocol protocol) {
    Results.Networks networks = Objects.requireNonNull(results.networks().get(protocol.name()));
    List<double[]> known = new ArrayList<>();
    for (int i = 0; i < networks.cost().length; i++) {
      known.add(minimised(networks.costs(i), networks.testAccuracy()[i]));
    }
    if (!results.provenance().reference().exhaustive()) {
      for (Run run : results.runs()) {
        if (!run.protocol().equals(protocol.name())) continue;
        for (Run.Step step : run.trajectory())
          known.add(minimised(costs(step), step.testAccuracy()));
      }
    }
    known.removeIf(point -> Arrays.stream(point).anyMatch(Double::isNaN));
    return of(protocol.name(), known.toArray(double[][]::new));
  }

  /**
   * Of networks.
   *
   * @param known the costs and the negative accuracy of each, at least one
   */
  static TrueFront of(String protocol, double[][] known) {
    double[][] sorted = known.clone();
    // With the cheap and accurate ones first, few comparisons tell who is on the front.
    Arrays.sort(
        sorted,
        Comparator.comparingDouble((double[] p) -> p[0]).thenComparingDouble(p -> p[p.length - 1]));
    double[][] front = FrontMeasures.front(sorted);
    int objectives = front[0].length;
    var best = new double[objectives];
    var unit = new double[objectives];
    var reference = new double[objectives];
    for (int i = 0; i < objectives; i++) {
      best[i] = least(front, i);
      double range = -least(negated(front), i) - best[i];
      double ofAll = -least(negated(known), i) - least(known, i);
      unit[i] = range > 0 ? range : ofAll > 0 ? ofAll : 1;
      reference[i] = (range > 0 ? 1 : 0) + BEHIND;
    }
    double[][] scaled =
        Arrays.stream(front).map(p -> scaled(p, best, unit)).toArray(double[][]::new);
    double[][] points =
        Arrays.stream(front)
            .map(
                p -> {
                  double[] point = p.clone();
                  point[objectives - 1] = -p[objectives - 1];
                  return point;
                })
            .toArray(double[][]::new);
    return new TrueFront(
        protocol,
        points,
        scaled,
        best,
        unit,
        reference,
        FrontMeasures.hypervolume(scaled, reference));
  }

  private static double least(double[][] points, int objective) {
    return Arrays.stream(points).mapToDouble(p -> p[objective]).min().orElseThrow();
  }

  private static double[][] negated(double[][] points) {
    return Arrays.stream(points)
        .map(p -> Arrays.stream(p).map(v -> -v).toArray())
        .toArray(double[][]::new);
  }

  private static double[] minimised(double[] costs, double accuracy) {
    double[] point = Arrays.copyOf(costs, costs.length + 1);
    point[costs.length] = -accuracy;
    return point;
  }

  private static double[] costs(Run.Step step) {
    return step.costs().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] scaled(double[] point, double[] best, double[] unit) {
    var scaled = new double[point.length];
    Arrays.setAll(scaled, i -> (point[i] - best[i]) / unit[i]);
    return scaled;
  }

  /** A network of a run as distances; null where the table does not have its test accuracy. */
  double @Nullable [] scaled(Run.Step step) {
    if (Double.isNaN(step.testAccuracy())) return null;
    return scaled(minimised(costs(step), step.testAccuracy()), best, unit);
  }

  /** The least of the first cost on the front, in its own unit. */
  public double cheapest() {
    return points[0][0];
  }

  /** The greatest of the first cost on the front, in its own unit. */
  public double dearest() {
    return points[points.length - 1][0];
  }

  /**
   * The best test accuracy at no more than a first cost, in percent; NaN where none is so cheap.
   */
  public double accuracy(double cost) {
    double most = Double.NaN;
    for (double[] point : points) {
      double accuracy = point[point.length - 1];
      if (point[0] <= cost && !(accuracy <= most)) most = accuracy;
    }
    return most;
  }

  /** {@code count} evenly spaced first costs, the last of them that of the dearest network. */
  public double[] targets(int count) {
    var targets = new double[count];
    Arrays.setAll(targets, i -> cheapest() + (i + 1) * (dearest() - cheapest()) / targets.length);
    targets[count - 1] = dearest();
    return targets;
  }
}
