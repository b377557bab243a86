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

  /** The same, where a long has room: a byte for each position, the first in the lowest. */
  private final long[] packed;

  /** What a datum weighs, by the positions at which it differs: bit p for position p. */
  private final double[] weight;

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
    boolean fits = positions <= Long.BYTES;
    packed = new long[fits ? size : 0];
    weight = new double[fits ? 1 << positions : 0];
    Architecture[] ranked = ranking.architectures(from, to);
    for (int i = 0; i < size; i++) {
      Architecture a = ranked[i];
      if (fits) packed[i] = packed(a);
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
    return (packed.length > 0 ? byDifference(x) : byPosition(x)) / size;
  }

  private double byPosition(Architecture x) {
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
    return sum;
  }

  /** The same sum of the same products, each of which is computed once. */
  private double byDifference(Architecture x) {
    weight[0] = 1;
    for (int p = 0; p < mismatch.length; p++) {
      for (int same = 0; same < 1 << p; same++) {
        weight[(1 << p) | same] = weight[same] * mismatch[p];
        weight[same] *= 1 - bandwidth[p];
      }
    }
    long own = packed(x);
    double sum = 0;
    for (long datum : packed) {
      // A byte that differs gets its highest bit, as choices are below 128; a product gathers
      // these.
      long differs = (((datum ^ own) + 0x7f7f7f7f7f7f7f7fL) >>> 7) & 0x0101010101010101L;
      sum += weight[(int) ((differs * 0x0102040810204080L) >>> 56)];
    }
    return sum;
  }

  private static long packed(Architecture x) {
    long packed = 0;
    for (int p = 0; p < x.positions(); p++) packed |= (long) x.choice(p) << (8 * p);
    return packed;
  }
}
