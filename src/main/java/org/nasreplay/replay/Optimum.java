package org.nasreplay.replay;

import java.util.Map;

/**
 * The best admitted architecture of a benchmark, which stands beside the searchers everywhere; the
 * best known one where nobody knows the best.
 *
 * @param protocol the protocol's name
 * @param of what it is best in: {@code validation} (the reward, mean over seeds) or {@code test}
 *     (the reported accuracy)
 * @param architecture in the space's notation
 * @param reward mean over the seeds, in percent
 * @param validAccuracy reported, in percent
 * @param testAccuracy reported, in percent
 * @param costs by name, each in its own unit
 */
public record Optimum(
    String protocol,
    String of,
    String architecture,
    double reward,
    double validAccuracy,
    double testAccuracy,
    Map<String, Double> costs) {
  /** One of its costs; NaN where there is none. */
  public double cost(String name) {
    return costs.getOrDefault(name, Double.NaN);
  }

  /** What it is best in, in percent; NaN where no network is known. */
  public double value() {
    return of.equals("validation") ? reward : testAccuracy;
  }

  /** As papers name it: {@code optimal validation}, {@code optimal test}. */
  public String name() {
    return name(of);
  }

  /** The same of the one that is best in {@code of}. */
  public static String name(String of) {
    return "optimal " + of;
  }
}
