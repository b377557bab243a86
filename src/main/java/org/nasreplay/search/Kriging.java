package org.nasreplay.search;

import java.util.Arrays;
import org.nasreplay.space.Architecture;

/**
 * A Gaussian process over architectures, conditioned on rewards one by one, that always knows its
 * posterior at a pool of candidates: ordinary kriging with
 *
 * <pre>cov(x, y) = s²·(ρ^(d(x, y)/positions) + ν·1[same observation])</pre>
 *
 * where d counts the positions that differ. Mean and scale s² are the generalised least squares
 * estimates from all rewards, so nothing depends on the reward's unit.
 *
 * <p>With K = LLᵀ, an observation appends one row to L⁻¹k(X, pool) and one number to L⁻¹y and L⁻¹1;
 * all that the posterior needs are sums over these rows. So an observation costs O(n·pool), a new
 * pool O(n²·pool), and nothing is ever factorised again.
 */
final class Kriging {
  private final double nugget;
  private final double[] correlation;

  /** By word of {@link PackedChoices} and candidate. */
  private final long[][] candidates;

  /** By word and observation. */
  private final long[][] observed;

  /** At how many positions each candidate differs from an observation. */
  private int[] distance = new int[0];

  private int size;

  /** Row i: the i-th row of L, its diagonal last. */
  private double[][] factor = new double[64][];

  /** Row i: (L⁻¹k(X, pool))ᵢ, one number per candidate. */
  private double[][] whitened = new double[64][];

  private double[] whitenedReward = new double[64];
  private double[] whitenedOne = new double[64];
  private double oneOne;
  private double oneReward;
  private double rewardReward;

  private double[] rewardSum = new double[0];
  private double[] oneSum = new double[0];
  private double[] squareSum = new double[0];

  /**
   * A process that has seen nothing, with an empty pool.
   *
   * @param correlation ρ, between architectures that differ everywhere, in 0..1 exclusive
   * @param nugget ν, the variance of the noise relative to that of the reward, positive
   */
  Kriging(int positions, double correlation, double nugget) {
    this.nugget = nugget;
    this.correlation = new double[positions + 1];
    for (int d = 0; d <= positions; d++) {
      this.correlation[d] = Math.pow(correlation, (double) d / positions);
    }
    candidates = new long[PackedChoices.words(positions)][0];
    observed = new long[candidates.length][64];
  }

  int size() {
    return size;
  }

  /** Replaces the candidates. */
  void pool(Architecture[] others) {
    for (int w = 0; w < candidates.length; w++) {
      candidates[w] = new long[others.length];
      for (int c = 0; c < others.length; c++) candidates[w][c] = PackedChoices.word(others[c], w);
    }
    distance = new int[others.length];
    rewardSum = new double[others.length];
    oneSum = new double[others.length];
    squareSum = new double[others.length];
    for (int i = 0; i + 1 < size; i += 2) whitenTwo(i);
    if (size % 2 == 1) whiten(size - 1);
  }

  /** Conditions on {@code reward} of candidate {@code c}. */
  void observe(int c, double reward) {
    if (size == factor.length) grow();
    var row = new double[size + 1];
    double diagonal = 1 + nugget;
    double y = reward;
    double one = 1;
    for (int j = 0; j < size; j++) {
      row[j] = whitened[j][c];
      diagonal -= row[j] * row[j];
      y -= row[j] * whitenedReward[j];
      one -= row[j] * whitenedOne[j];
    }
    row[size] = Math.sqrt(diagonal);
    factor[size] = row;
    for (int w = 0; w < observed.length; w++) observed[w][size] = candidates[w][c];
    whitenedReward[size] = y / row[size];
    whitenedOne[size] = one / row[size];
    oneOne += whitenedOne[size] * whitenedOne[size];
    oneReward += whitenedOne[size] * whitenedReward[size];
    rewardReward += whitenedReward[size] * whitenedReward[size];
    whiten(size++);
  }

  /** Computes row {@code i} for the pool from the rows before it, and adds it to the sums. */
  private void whiten(int i) {
    double[] row = correlated(i);
    double[] l = factor[i];
    int j = 0;
    for (; j + 3 < i; j += 4) subtract(row, l, whitened, j);
    for (; j < i; j++) subtract(row, l[j], whitened[j]);
    add(i);
  }

  /** The same for {@code i} and the row after it, which share what they read. */
  private void whitenTwo(int i) {
    double[] row = correlated(i);
    double[] next = correlated(i + 1);
    double[] l = factor[i];
    double[] m = factor[i + 1];
    int j = 0;
    for (; j + 3 < i; j += 4) subtract(row, l, next, m, whitened, j);
    for (; j < i; j++) {
      subtract(row, l[j], whitened[j]);
      subtract(next, m[j], whitened[j]);
    }
    add(i);
    subtract(next, m[i], row);
    add(i + 1);
  }

  /** Row {@code i}, filled with the correlations of observation {@code i} to the candidates. */
  private double[] correlated(int i) {
    Arrays.fill(distance, 0);
    for (int w = 0; w < candidates.length; w++) {
      long own = observed[w][i];
      long[] others = candidates[w];
      for (int c = 0; c < others.length; c++) {
        distance[c] += Long.bitCount(PackedChoices.differences(own, others[c]));
      }
    }
    double[] row = whitened[i];
    if (row == null || row.length != distance.length) {
      row = whitened[i] = new double[distance.length];
    }
    for (int c = 0; c < row.length; c++) row[c] = correlation[distance[c]];
    return row;
  }

  /** Scales row {@code i}, from which all before it are subtracted, and adds it to the sums. */
  private void add(int i) {
    double[] row = whitened[i];
    double diagonal = factor[i][i];
    double reward = whitenedReward[i];
    double one = whitenedOne[i];
    for (int c = 0; c < row.length; c++) {
      row[c] /= diagonal;
      rewardSum[c] += row[c] * reward;
      oneSum[c] += row[c] * one;
      squareSum[c] += row[c] * row[c];
    }
  }

  /**
   * The inner loop of everything: four rows from {@code j}, one after the other, while a number is
   * in a register. Simple enough to become vector instructions.
   */
  private static void subtract(double[] row, double[] factor, double[][] others, int j) {
    double f0 = factor[j];
    double f1 = factor[j + 1];
    double f2 = factor[j + 2];
    double f3 = factor[j + 3];
    double[] o0 = others[j];
    double[] o1 = others[j + 1];
    double[] o2 = others[j + 2];
    double[] o3 = others[j + 3];
    for (int c = 0; c < row.length; c++) {
      row[c] = row[c] - f0 * o0[c] - f1 * o1[c] - f2 * o2[c] - f3 * o3[c];
    }
  }

  /** The same from two rows. All is read before anything is written, or it becomes no vectors. */
  private static void subtract(
      double[] row, double[] l, double[] next, double[] m, double[][] others, int j) {
    double l0 = l[j];
    double l1 = l[j + 1];
    double l2 = l[j + 2];
    double l3 = l[j + 3];
    double m0 = m[j];
    double m1 = m[j + 1];
    double m2 = m[j + 2];
    double m3 = m[j + 3];
    double[] o0 = others[j];
    double[] o1 = others[j + 1];
    double[] o2 = others[j + 2];
    double[] o3 = others[j + 3];
    for (int c = 0; c < row.length; c++) {
      double x0 = o0[c];
      double x1 = o1[c];
      double x2 = o2[c];
      double x3 = o3[c];
      double a = row[c] - l0 * x0 - l1 * x1 - l2 * x2 - l3 * x3;
      double b = next[c] - m0 * x0 - m1 * x1 - m2 * x2 - m3 * x3;
      row[c] = a;
      next[c] = b;
    }
  }

  private static void subtract(double[] row, double factor, double[] other) {
    for (int c = 0; c < row.length; c++) row[c] -= factor * other[c];
  }

  private void grow() {
    int larger = 2 * size;
    for (int w = 0; w < observed.length; w++) observed[w] = Arrays.copyOf(observed[w], larger);
    factor = Arrays.copyOf(factor, larger);
    whitened = Arrays.copyOf(whitened, larger);
    whitenedReward = Arrays.copyOf(whitenedReward, larger);
    whitenedOne = Arrays.copyOf(whitenedOne, larger);
  }

  /** The posterior mean of the reward at candidate {@code c}. */
  double mean(int c) {
    double mean = oneReward / oneOne;
    return mean + rewardSum[c] - mean * oneSum[c];
  }

  /** The posterior standard deviation of the noiseless reward at candidate {@code c}. */
  double deviation(int c) {
    double scale = (rewardReward - oneReward * oneReward / oneOne) / size;
    double variance = 1 - squareSum[c] + (1 - oneSum[c]) * (1 - oneSum[c]) / oneOne;
    return Math.sqrt(Math.max(0, scale * variance));
  }
}
