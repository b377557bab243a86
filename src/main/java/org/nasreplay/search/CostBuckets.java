package org.nasreplay.search;

import java.util.Arrays;
import org.nasreplay.space.CostRange;

/** LayerNAS's mapping φ from costs to buckets, numbered from the cheapest, 0..count−1. */
public final class CostBuckets {
  /** Bucket b holds the costs from edge b−1 to edge b; a cost on an edge belongs to the dearer. */
  private final double[] inner;

  private CostBuckets(double[] inner) {
    this.inner = inner;
  }

  /** Ranges of one width that cover {@code all}. */
  public static CostBuckets equalWidth(CostRange all, int count) {
    var inner = new double[count - 1];
    double width = (all.greatest() - all.least()) / count;
    Arrays.setAll(inner, i -> all.least() + (i + 1) * width);
    return new CostBuckets(inner);
  }

  /**
   * Ranges that hold equally many of {@code costs}.
   *
   * @param costs at least one; not changed
   */
  public static CostBuckets equalCount(double[] costs, int count) {
    double[] sorted = costs.clone();
    Arrays.sort(sorted);
    var inner = new double[count - 1];
    Arrays.setAll(inner, i -> sorted[(int) ((i + 1L) * sorted.length / count)]);
    return new CostBuckets(inner);
  }

  public int count() {
    return inner.length + 1;
  }

  public int of(double cost) {
    int found = Arrays.binarySearch(inner, cost);
    if (found < 0) return -found - 1;
    // Edges may coincide where many networks cost the same; the last of them counts.
    while (found < inner.length && inner[found] == cost) found++;
    return found;
  }

  /** The costs of a bucket; the outermost are open. */
  public CostRange range(int bucket) {
    return new CostRange(
        bucket == 0 ? Double.NEGATIVE_INFINITY : inner[bucket - 1],
        bucket == inner.length ? Double.POSITIVE_INFINITY : inner[bucket]);
  }
}
