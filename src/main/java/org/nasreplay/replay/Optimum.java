package org.nasreplay.replay;

/**
 * The best admitted architecture of a table, which stands beside the searchers everywhere.
 *
 * @param protocol the protocol's name
 * @param of what it is best in: {@code validation} (the reward, mean over seeds) or {@code test}
 *     (the reported accuracy)
 * @param architecture in the space's notation
 * @param reward mean over the seeds, in percent
 * @param validAccuracy reported, in percent
 * @param testAccuracy reported, in percent
 * @param flops multiply-adds
 * @param params parameters
 */
public record Optimum(
    String protocol,
    String of,
    String architecture,
    double reward,
    double validAccuracy,
    double testAccuracy,
    double flops,
    double params) {
  /** As papers name it: {@code optimal validation}, {@code optimal test}. */
  public String name() {
    return "optimal " + of;
  }
}
