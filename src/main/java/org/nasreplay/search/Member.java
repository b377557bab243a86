package org.nasreplay.search;

import java.util.List;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;

/**
 * A trained network of a population that weighs its reward against costs.
 *
 * @param objectives the less the better: the negative reward, then the costs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Member(Architecture network, double[] objectives) {

  /**
   * What counts beside the reward; where the answer is one network, the cost that its constraint
   * bounds.
   */
  static List<CostModel> costs(Session session) {
    return session.front().isEmpty() ? List.of(session.cost()) : session.front();
  }

  /** Trains {@code network}. */
  static Member trained(Session session, List<CostModel> costs, Architecture network) {
    var objectives = new double[1 + costs.size()];
    objectives[0] = -session.evaluate(network);
    for (int i = 1; i < objectives.length; i++) objectives[i] = costs.get(i - 1).cost(network);
    return new Member(network, objectives);
  }

  /** Whether {@code a} is no worse than {@code b} in anything, and better in something. */
  static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) return false;
      better |= a[i] < b[i];
    }
    return better;
  }
}
