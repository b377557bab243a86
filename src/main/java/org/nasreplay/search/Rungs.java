package org.nasreplay.search;

import org.nasreplay.io.Expect;

/**
 * The lengths of training that architectures climb.
 *
 * @param eta η: of so many architectures, one goes on, 2 to 1,000
 * @param minEpochs least length of a training, 1 to 999,999
 */
public record Rungs(int eta, int minEpochs) {
  public static final Rungs DEFAULT = new Rungs(3, 1);

  public Rungs {
    Expect.whole("eta", eta, 2, 1_000);
    Expect.whole("min_epochs", minEpochs, 1, 999_999);
  }

  /**
   * The whole length divided by the powers of η that leave at least {@code minEpochs}, rounded
   * down; ascending. For 12, with η = 3 and from 1 on, they are 1, 4 and 12.
   */
  int[] of(int epochs) {
    int count = 1;
    for (int left = epochs / eta; left >= minEpochs; left /= eta) count++;
    var rungs = new int[count];
    for (int k = count - 1, left = epochs; k >= 0; k--, left /= eta) rungs[k] = left;
    return rungs;
  }

  Needs needs(int epochs) {
    return Needs.trainings(of(epochs));
  }
}
