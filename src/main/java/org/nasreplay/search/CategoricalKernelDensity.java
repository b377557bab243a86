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
  private final Architecture[] data;
  private final double[] bandwidth;
  private final double[] mismatch;

  /**
   * A density of the ranks {@code from}, inclusive, to {@code to}, exclusive.
   *
   * @param choices the number of choices at each position
   */
  CategoricalKernelDensity(Ranking ranking, int from, int to, int[] choices, double minBandwidth) {
    data = new Architecture[to - from];
    for (int i = 0; i < data.length; i++) data[i] = ranking.architecture(from + i);
    bandwidth = new double[choices.length];
    mismatch = new double[choices.length];
    double shrink = 1.06 * Math.pow(data.length, -1.0 / (4 + choices.length));
    for (int p = 0; p < choices.length; p++) {
      var seen = new boolean[choices[p]];
      int levels = 0;
      double mean = 0;
      for (Architecture a : data) {
        mean += (double) a.choice(p) / data.length;
        if (!seen[a.choice(p)]) levels++;
        seen[a.choice(p)] = true;
      }
      double variance = 0;
      for (Architecture a : data) {
        variance += (a.choice(p) - mean) * (a.choice(p) - mean) / data.length;
      }
      bandwidth[p] = Math.max(minBandwidth, shrink * Math.sqrt(variance));
      mismatch[p] = bandwidth[p] / (levels - 1);
    }
  }

  int size() {
    return data.length;
  }

  Architecture data(int i) {
    return data[i];
  }

  double bandwidth(int position) {
    return bandwidth[position];
  }

  double at(Architecture x) {
    double sum = 0;
    for (Architecture a : data) {
      double product = 1;
      for (int p = 0; p < bandwidth.length; p++) {
        product *= a.choice(p) == x.choice(p) ? 1 - bandwidth[p] : mismatch[p];
      }
      sum += product;
    }
    return sum / data.length;
  }
}
