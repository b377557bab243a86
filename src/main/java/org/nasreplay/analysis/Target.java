package org.nasreplay.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;

/**
 * An accuracy that is worth reaching.
 *
 * @param label what it stands for
 * @param accuracy reported test accuracy, in percent
 */
public record Target(String label, double accuracy) {
  private static final double[] PERCENTILES = {0.9, 0.99, 0.999};
  private static final double[] SHORTFALLS = {1, 0.5, 0.1};

  /** Targets of the empirical distribution of run times, and how close to the optimum they end. */
  private static final int GRID = 31;

  private static final double CLOSEST = 0.1;

  /**
   * The targets, from 0 % on, that some admitted architecture reaches, ascending: percentiles of
   * the whole table, 1, 0.5 and 0.1 points below the optimum, and what a paper reports for the
   * methods that the suite replays.
   */
  public static List<Target> of(Results results, Protocol protocol, PublishedResults papers) {
    double best = results.optimum(protocol.name(), "test").testAccuracy();
    double[] table = table(results, protocol);
    List<Target> targets = new ArrayList<>();
    for (double p : PERCENTILES) {
      targets.add(
          new Target(Text.format("p%s of the table", trim(100 * p)), Quartiles.quantile(table, p)));
    }
    for (double shortfall : SHORTFALLS) {
      targets.add(new Target(Text.format("optimum − %s", trim(shortfall)), best - shortfall));
    }
    Suite.Published published = results.provenance().published();
    if (published != null) {
      papers.comparable(published, protocol).stream()
          .filter(row -> row.split().equals("test"))
          .filter(row -> published.methods().containsValue(row.method()))
          .forEach(row -> targets.add(new Target(row.method() + ", " + row.paper(), row.mean())));
    }
    return targets.stream()
        .filter(target -> target.accuracy() >= 0 && target.accuracy() <= best)
        .sorted(Comparator.comparingDouble(Target::accuracy))
        .toList();
  }

  /**
   * The accuracies whose distances to the optimum fall by a constant factor, from the table's
   * median network to {@value #CLOSEST} points; descending in distance. Bare of labels.
   */
  static double[] grid(Results results, Protocol protocol) {
    double best = results.optimum(protocol.name(), "test").testAccuracy();
    double farthest = Math.max(best - Quartiles.quantile(table(results, protocol), 0.5), CLOSEST);
    var grid = new double[GRID];
    Arrays.setAll(grid, i -> best - farthest * Math.pow(CLOSEST / farthest, i / (GRID - 1.0)));
    return grid;
  }

  /** Ascending, without missing values. */
  private static double[] table(Results results, Protocol protocol) {
    return Arrays.stream(
            Objects.requireNonNull(results.networks().get(protocol.name())).testAccuracy())
        .filter(accuracy -> !Double.isNaN(accuracy))
        .sorted()
        .toArray();
  }

  private static String trim(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
