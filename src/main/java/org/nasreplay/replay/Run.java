package org.nasreplay.replay;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One finished run of one searcher under one protocol. Accuracies are in percent; NaN where the
 * table has no value, and where no evaluated architecture satisfied the constraint, which {@link
 * #answered} tells apart.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label in the suite
 * @param number 0..runs−1
 * @param seed what the run's random numbers derive from
 * @param evaluations trainings that were paid for, whole or partial
 * @param seconds simulated seconds at the end; NaN where trainings have no price
 * @param architecture the last incumbent, in the space's notation; empty where there is none. Of a
 *     front, the network with the greatest reward
 * @param reward the reward that it was chosen for
 * @param validAccuracy the reported validation accuracy of the last incumbent
 * @param testAccuracy the reported test accuracy of the last incumbent
 * @param costs of the last incumbent, by name, each in its own unit
 * @param validAtBudget the reported validation accuracy at the budget, by the protocol's rule:
 *     interpolated, it is that of no network
 * @param testAtBudget the reported test accuracy at the budget, by the same rule
 * @param trajectory every change of the incumbent; of a front, every network that no one before it
 *     beats
 */
public record Run(
    String protocol,
    String searcher,
    int number,
    long seed,
    long evaluations,
    double seconds,
    String architecture,
    double reward,
    double validAccuracy,
    double testAccuracy,
    Map<String, Double> costs,
    double validAtBudget,
    double testAtBudget,
    List<Step> trajectory)
    implements Serializable {

  /** A cost of the last incumbent; NaN where there is none. */
  public double cost(String name) {
    return costs.getOrDefault(name, Double.NaN);
  }

  /**
   * This run as another report shows it.
   *
   * @param label of its searcher there
   * @param shown costs of the last incumbent
   */
  public Run as(String label, Map<String, Double> shown) {
    return new Run(
        protocol,
        label,
        number,
        seed,
        evaluations,
        seconds,
        architecture,
        reward,
        validAccuracy,
        testAccuracy,
        shown,
        validAtBudget,
        testAtBudget,
        trajectory);
  }

  /** Whether some evaluated architecture satisfied the constraint. */
  public boolean answered() {
    return !architecture.isEmpty();
  }

  /**
   * A new incumbent.
   *
   * @param evaluations trainings up to and including the one that found it
   * @param seconds simulated seconds after it; NaN where trainings have no price
   * @param architecture in the space's notation
   * @param reward what the searcher was told
   * @param validAccuracy the reported validation accuracy
   * @param testAccuracy the reported test accuracy
   * @param costs that a front weighs against the reward, each in its own unit; none where the
   *     answer is one network
   */
  public record Step(
      long evaluations,
      double seconds,
      String architecture,
      double reward,
      double validAccuracy,
      double testAccuracy,
      List<Double> costs)
      implements Serializable {

    /** Where the answer is one network. */
    public Step(
        long evaluations,
        double seconds,
        String architecture,
        double reward,
        double validAccuracy,
        double testAccuracy) {
      this(evaluations, seconds, architecture, reward, validAccuracy, testAccuracy, List.of());
    }

    /** Whether it is as good as another one in reward and all costs: then that is on no front. */
    public boolean covers(Step other) {
      if (!(reward >= other.reward)) return false;
      for (int i = 0; i < costs.size(); i++) {
        if (!(costs.get(i) <= other.costs.get(i))) return false;
      }
      return true;
    }
  }
}
