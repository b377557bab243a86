package org.nasreplay.analysis;

import java.util.List;
import java.util.stream.IntStream;

/** How alike two columns rank the same architectures. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Spearman's coefficient of every pair, -1..1: Pearson's of the ranks, ties sharing their mean;
   * over the architectures for which no column misses its value. NaN where a column is constant.
   *
   * @param columns of equal length
   */
  public static double[][] spearman(List<double[]> columns) {
    var missing = new boolean[columns.get(0).length];
    for (double[] column : columns) {
      for (int i = 0; i < missing.length; i++) missing[i] |= Double.isNaN(column[i]);
    }
    int[] complete = IntStream.range(0, missing.length).filter(i -> !missing[i]).toArray();
    double[][] ranks =
        columns.parallelStream()
            .map(c -> RankTests.ranks(IntStream.of(complete).mapToDouble(i -> c[i]).toArray()))
            .toArray(double[][]::new);
    var correlation = new double[ranks.length][ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      for (int j = 0; j <= i; j++) {
        correlation[i][j] = pearson(ranks[i], ranks[j]);
        correlation[j][i] = correlation[i][j];
      }
    }
    return correlation;
  }

  /** Of ranks, whose mean is (n + 1) / 2; NaN where one of the two does not vary. */
  public static double pearson(double[] a, double[] b) {
    double mean = (a.length + 1) / 2.0;
    double together = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      together += (a[i] - mean) * (b[i] - mean);
      ofA += (a[i] - mean) * (a[i] - mean);
      ofB += (b[i] - mean) * (b[i] - mean);
    }
    return together / Math.sqrt(ofA * ofB);
  }
}
