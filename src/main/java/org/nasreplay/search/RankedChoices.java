package org.nasreplay.search;

import java.util.Arrays;
import org.nasreplay.space.Architecture;

/**
 * The choices of what was seen, best reward first; of equals, the earlier first. For readers of
 * whole ranges: the choices lie in arrays in the order of the ranks, so that an addition moves all
 * that is worse. Who looks up single ranks is better served by {@link RankedArchitectures}.
 */
final class RankedChoices {
  private double[] rewards = new double[64];

  /** By word of {@link PackedChoices} and rank. */
  private final long[][] words;

  private int size;

  RankedChoices(int positions) {
    words = new long[PackedChoices.words(positions)][rewards.length];
  }

  /** Adds one in its place. */
  void add(Architecture architecture, double reward) {
    if (size == rewards.length) {
      rewards = Arrays.copyOf(rewards, 2 * size);
      for (int w = 0; w < words.length; w++) words[w] = Arrays.copyOf(words[w], 2 * size);
    }
    int rank = atLeast(reward);
    System.arraycopy(rewards, rank, rewards, rank + 1, size - rank);
    rewards[rank] = reward;
    for (int w = 0; w < words.length; w++) {
      System.arraycopy(words[w], rank, words[w], rank + 1, size - rank);
      words[w][rank] = PackedChoices.word(architecture, w);
    }
    size++;
  }

  /** How many have at least this reward. */
  private int atLeast(double reward) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (rewards[middle] >= reward) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  int size() {
    return size;
  }

  /**
   * A copy of the choices of the ranks {@code from}, inclusive, to {@code to}, exclusive, by word
   * and rank.
   */
  long[][] words(int from, int to) {
    var range = new long[words.length][];
    for (int w = 0; w < range.length; w++) range[w] = Arrays.copyOfRange(words[w], from, to);
    return range;
  }
}
