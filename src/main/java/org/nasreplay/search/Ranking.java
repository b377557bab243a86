package org.nasreplay.search;

import java.util.Arrays;
import org.nasreplay.space.Architecture;

/** What a run has seen, best reward first; of equals, the earlier first. */
final class Ranking {
  private Architecture[] architectures = new Architecture[64];
  private double[] rewards = new double[64];
  private int size;

  /**
   * Adds one in its place.
   *
   * @return its rank, 0 for the best
   */
  int add(Architecture architecture, double reward) {
    if (size == rewards.length) {
      architectures = Arrays.copyOf(architectures, 2 * size);
      rewards = Arrays.copyOf(rewards, 2 * size);
    }
    int rank = rankOf(reward);
    System.arraycopy(architectures, rank, architectures, rank + 1, size - rank);
    System.arraycopy(rewards, rank, rewards, rank + 1, size - rank);
    architectures[rank] = architecture;
    rewards[rank] = reward;
    size++;
    return rank;
  }

  /** How many are at least as good. */
  private int rankOf(double reward) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rewards[middle] >= reward) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  int size() {
    return size;
  }

  Architecture architecture(int rank) {
    return architectures[rank];
  }

  double reward(int rank) {
    return rewards[rank];
  }
}
