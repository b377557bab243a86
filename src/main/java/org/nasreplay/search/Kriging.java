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

  private Architecture[] candidates = new Architecture[0];
  private Architecture[] observed = new Architecture[64];
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
  }

  int size() {
    return size;
  }

  /** Replaces the candidates. */
  void pool(Architecture[] others) {
    candidates = others.clone();
    rewardSum = new double[others.length];
    oneSum = new double[others.length];
    squareSum = new double[others.length];
    for (int i = 0; i < size; i++) whiten(i);
  }

  /** Conditions on {@code reward} of candidate {@code c}. */
  void observe(int c, double reward) {
    if (size == observed.length) grow();
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
    observed[size] = candidates[c];
    whitenedReward[size] = y / row[size];
    whitenedOne[size] = one / row[size];
    oneOne += whitenedOne[size] * whitenedOne[size];
    oneReward += whitenedOne[size] * whitenedReward[size];
    rewardReward += whitenedReward[size] * whitenedReward[size];
    whiten(size++);
  }

  /** Computes row {@code i} for the pool from the rows before it, and adds it to the sums. */
  private void whiten(int i) {
    double[] row = whitened[i];
    if (row == null || row.length != candidates.length) {
      row = whitened[i] = new double[candidates.length];
    }
    for (int c = 0; c < row.length; c++) row[c] = correlation[distance(observed[i], candidates[c])];
    double[] l = factor[i];
    int j = 0;
    for (; j + 3 < i; j += 4) subtract(row, l, whitened, j);
    for (; j < i; j++) subtract(row, l[j], whitened[j]);
    for (int c = 0; c < row.length; c++) {
      row[c] /= l[i];
      rewardSum[c] += row[c] * whitenedReward[i];
      oneSum[c] += row[c] * whitenedOne[i];
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

  private static void subtract(double[] row, double factor, double[] other) {
    for (int c = 0; c < row.length; c++) row[c] -= factor * other[c];
  }

  private static int distance(Architecture a, Architecture b) {
    int distance = 0;
    for (int p = 0; p < a.positions(); p++) if (a.choice(p) != b.choice(p)) distance++;
    return distance;
  }

  private void grow() {
    int larger = 2 * size;
    observed = Arrays.copyOf(observed, larger);
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
