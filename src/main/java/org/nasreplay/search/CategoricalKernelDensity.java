package org.nasreplay.search;

import org.nasreplay.space.Architecture;

/**
 * A kernel density over architectures, as statsmodels' {@code KDEMultivariate} computes it for
 * unordered variables with bandwidths by {@code normal_reference}:
 *
 * <pre>
 * f(x) = 1/n Σ over data Π over positions k,   k = 1 − h where the choices agree, else h/(c − 1)
 * h = 1.06·σ·n^(−1/(4 + positions)), at least the given minimum</pre>
 *
 * with σ the population standard deviation of the choices' numbers and c how many different choices
 * the data show at the position. The kernel is Aitchison and Aitken's (Biometrika 1976). Neither
 * the numbers' arbitrary order nor h above 1, where k turns negative, nor c = 1, where it is
 * infinite, is repaired: BOHB's published results come from these densities.
 */
final class CategoricalKernelDensity {
  private final int size;

  /** The data's choices, by word of {@link PackedChoices} and datum. */
  private final long[][] data;

  private final double[] bandwidth;

  /** By position, what a choice weighs that agrees, and what one that differs. */
  private final double[] kernel;

  /**
   * What a datum weighs, by the positions at which it differs: bit p for position p. Empty where
   * there are more positions than a word holds.
   */
  private final double[] weight;

  /**
   * A density of the ranks {@code from}, inclusive, to {@code to}, exclusive, which are copied.
   *
   * @param choices the number of choices at each position
   */
  CategoricalKernelDensity(
      RankedChoices ranking, int from, int to, int[] choices, double minBandwidth) {
    size = to - from;
    int positions = choices.length;
    data = ranking.words(from, to);
    weight = new double[data.length == 1 ? 1 << positions : 0];
    var count = new int[positions][];
    for (int p = 0; p < positions; p++) {
      count[p] = new int[choices[p]];
      for (int i = 0; i < size; i++) count[p][choice(i, p)]++;
    }
    bandwidth = new double[positions];
    kernel = new double[2 * positions];
    double shrink = 1.06 * Math.pow(size, -1.0 / (4 + positions));
    for (int p = 0; p < positions; p++) {
      int levels = 0;
      double mean = 0;
      for (int c = 0; c < choices[p]; c++) {
        if (count[p][c] > 0) levels++;
        mean += (double) c * count[p][c] / size;
      }
      double variance = 0;
      for (int c = 0; c < choices[p]; c++) variance += (c - mean) * (c - mean) * count[p][c] / size;
      bandwidth[p] = Math.max(minBandwidth, shrink * Math.sqrt(variance));
      kernel[2 * p] = 1 - bandwidth[p];
      kernel[2 * p + 1] = bandwidth[p] / (levels - 1);
    }
  }

  int size() {
    return size;
  }

  /** The choice of datum {@code i}. */
  int choice(int i, int position) {
    return PackedChoices.choice(data[position / Long.BYTES][i], position % Long.BYTES);
  }

  double bandwidth(int position) {
    return bandwidth[position];
  }

  double at(Architecture x) {
    return (weight.length > 0 ? byDifference(x) : byPosition(x)) / size;
  }

  private double byPosition(Architecture x) {
    var own = new long[data.length];
    for (int w = 0; w < own.length; w++) own[w] = PackedChoices.word(x, w);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double product = 1;
      int factor = 0;
      for (int w = 0; w < data.length; w++) {
        long differences = PackedChoices.differences(data[w][i], own[w]);
        int end = Math.min(kernel.length, factor + 2 * Long.BYTES);
        for (; factor < end; factor += 2) {
          product *= kernel[factor + (int) (differences & 1)]; // a look-up beats a branch
          differences >>>= Byte.SIZE;
        }
      }
      sum += product;
    }
    return sum;
  }

  /** The same sum of the same products, each of which is computed once. */
  private double byDifference(Architecture x) {
    weight[0] = 1;
    for (int p = 0; p < bandwidth.length; p++) {
      for (int same = 0; same < 1 << p; same++) {
        weight[(1 << p) | same] = weight[same] * kernel[2 * p + 1];
        weight[same] *= kernel[2 * p];
      }
    }
    long own = PackedChoices.word(x, 0);
    double sum = 0;
    for (long datum : data[0]) {
      sum += weight[PackedChoices.mask(PackedChoices.differences(datum, own))];
    }
    return sum;
  }
}
