package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.jspecify.annotations.Nullable;

/** Tests that use the order of values only: accuracies are neither normal nor equally spread. */
public final class RankTests {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private RankTests() {}

  /**
   * The two-sided p-value of the Mann-Whitney U test: exact for small samples without ties, else by
   * the normal approximation with corrections for ties and continuity, as SciPy's and R's. 1 where
   * all values are tied.
   */
  public static double mannWhitney(double[] a, double[] b) {
    double p = MannWhitneyUTest.withDefaults().test(a, b).getPValue();
    return Double.isNaN(p) ? 1 : p;
  }

  /**
   * How often a value of one sample is greater than one of the other, and how sure that is.
   *
   * @param value P(a &gt; b) + P(a = b) / 2, 0..1: Vargha and Delaney's A12, "A Critique and
   *     Improvement of the CL Common Language Effect Size Statistics of McGraw and Wong", 2000
   * @param variance of that estimate by placements, DeLong et al., "Comparing the Areas under Two
   *     or More Correlated Receiver Operating Characteristic Curves", 1988; null where a sample has
   *     one value
   */
  public record Superiority(double value, @Nullable Double variance) {}

  public static Superiority superiority(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    double[] ranks = ranks(both);
    // A value's rank among both less its rank among its own: how many of the others it exceeds.
    double[] placesOfA = places(Arrays.copyOf(ranks, a.length), ranks(a), b.length);
    double[] placesOfB =
        places(Arrays.copyOfRange(ranks, a.length, ranks.length), ranks(b), a.length);
    return new Superiority(
        SampleSummary.mean(placesOfA),
        a.length < 2 || b.length < 2
            ? null
            : Variance.of(placesOfA).getAsDouble() / a.length
                + Variance.of(placesOfB).getAsDouble() / b.length);
  }

  private static double[] places(double[] among, double[] own, int others) {
    return IntStream.range(0, own.length).mapToDouble(i -> (among[i] - own[i]) / others).toArray();
  }

  /** From 1 for the least; equal values share the mean of their ranks. */
  static double[] ranks(double[] values) {
    return new NaturalRanking().apply(values);
  }

  /**
   * Holm's step-down adjustment: with the p-values in ascending order, the i-th of m (from 0)
   * becomes the greatest (m − j) p_j with j ≤ i, at most 1. Holm, "A Simple Sequentially Rejective
   * Multiple Test Procedure", 1979; R's {@code p.adjust}.
   */
  static double[] holm(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    var adjusted = new double[p.length];
    double least = 0;
    for (int i = 0; i < p.length; i++) {
      least = Math.min(1, Math.max(least, (p.length - i) * p[ascending[i]]));
      adjusted[ascending[i]] = least;
    }
    return adjusted;
  }

  /**
   * The p-value of Friedman's test, by the chi-squared approximation with k − 1 degrees of freedom,
   * corrected for ties: 12 Σ_j (R_j − n(k+1)/2)² / (n k (k+1) − Σ(t³ − t)/(k − 1)) with the rank
   * sums R_j and the sizes t of the groups of ties. SciPy's and R's; NaN where all ranks are tied.
   *
   * @param ranks of the k treatments in each of n blocks
   */
  static double friedman(double[][] ranks) {
    int n = ranks.length;
    int k = ranks[0].length;
    double squares = 0;
    for (int j = 0; j < k; j++) {
      double sum = 0;
      for (double[] block : ranks) sum += block[j];
      squares += Math.pow(sum - n * (k + 1) / 2.0, 2);
    }
    double ties = Arrays.stream(ranks).mapToDouble(RankTests::ties).sum();
    double statistic = 12 * squares / (n * k * (k + 1.0) - ties / (k - 1));
    if (Double.isNaN(statistic)) return Double.NaN;
    return ChiSquaredDistribution.of(k - 1).survivalProbability(statistic);
  }

  /** Σ(t³ − t) over the groups of t equal ranks. */
  private static double ties(double[] ranks) {
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int first = 0, next; first < sorted.length; first = next) {
      for (next = first; next < sorted.length && sorted[next] == sorted[first]; ) next++;
      double t = next - first;
      sum += t * t * t - t;
    }
    return sum;
  }

  /**
   * Nemenyi's critical difference of mean ranks at α = 0.05: q √(k(k+1) / 6n), q the 95 % quantile
   * of the studentized range of k with infinite degrees of freedom, over √2. Demšar, "Statistical
   * Comparisons of Classifiers over Multiple Data Sets", JMLR 2006.
   *
   * @param k treatments
   * @param n blocks
   */
  static double criticalDifference(int k, int n) {
    return rangeQuantile(0.95, k) / Math.sqrt(2) * Math.sqrt(k * (k + 1) / (6.0 * n));
  }

  /** The {@code p} quantile of the range of {@code k} standard normal values. */
  static double rangeQuantile(double p, int k) {
    double low = 0;
    double high = 20;
    while (Math.nextUp(low) < high) {
      double middle = (low + high) / 2;
      if (rangeProbability(middle, k) < p) low = middle;
      else high = middle;
    }
    return high;
  }

  /**
   * P(range ≤ q) = k ∫ φ(z) (Φ(z + q) − Φ(z))^(k−1) dz, z the least of the values. The trapezoidal
   * rule converges faster than any power of the step on integrands that vanish at both ends.
   */
  private static double rangeProbability(double q, int k) {
    double step = 1.0 / 16;
    double sum = 0;
    for (double z = -9 - q; z <= 9; z += step) {
      sum += NORMAL.density(z) * Math.pow(NORMAL.probability(z, z + q), k - 1);
    }
    return k * step * sum;
  }
}
