package org.nasreplay.search;

import java.util.Arrays;
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

  /** Every datum's choices, one datum after the other. */
  private final byte[] data;

  private final double[] bandwidth;
  private final double[] mismatch;

  /** What a datum's choice at a position weighs for the architecture in question, by position. */
  private final double[][] kernel;

  /**
   * A density of the ranks {@code from}, inclusive, to {@code to}, exclusive; their architectures
   * are copied.
   *
   * @param choices the number of choices at each position
   */
  CategoricalKernelDensity(
      RankedArchitectures ranking, int from, int to, int[] choices, double minBandwidth) {
    size = to - from;
    int positions = choices.length;
    data = new byte[size * positions];
    var count = new int[positions][];
    kernel = new double[positions][];
    for (int p = 0; p < positions; p++) {
      count[p] = new int[choices[p]];
      kernel[p] = new double[choices[p]];
    }
    Architecture[] ranked = ranking.architectures(from, to);
    for (int i = 0; i < size; i++) {
      Architecture a = ranked[i];
      for (int p = 0; p < positions; p++) {
        int choice = a.choice(p);
        data[i * positions + p] = (byte) choice;
        count[p][choice]++;
      }
    }
    bandwidth = new double[positions];
    mismatch = new double[positions];
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
      mismatch[p] = bandwidth[p] / (levels - 1);
    }
  }

  int size() {
    return size;
  }

  /** The choice of datum {@code i}. */
  int choice(int i, int position) {
    return data[i * bandwidth.length + position];
  }

  double bandwidth(int position) {
    return bandwidth[position];
  }

  double at(Architecture x) {
    for (int p = 0; p < kernel.length; p++) {
      Arrays.fill(kernel[p], mismatch[p]);
      kernel[p][x.choice(p)] = 1 - bandwidth[p];
    }
    double sum = 0;
    for (int i = 0; i < data.length; ) {
      double product = 1;
      for (double[] weight : kernel) product *= weight[data[i++]]; // a look-up beats a branch
      sum += product;
    }
    return sum / size;
  }
}
