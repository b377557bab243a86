package org.nasreplay.space;

import org.nasreplay.io.Text;

/** A closed interval of costs. */
public record CostRange(double least, double greatest) {
  /** Every cost. */
  public static final CostRange ANY =
      new CostRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** No cost at all. */
  public static final CostRange NONE =
      new CostRange(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  public CostRange {
    boolean none = least == Double.POSITIVE_INFINITY && greatest == Double.NEGATIVE_INFINITY;
    if (!(least <= greatest) && !none) {
      throw new IllegalArgumentException(
          Text.format("least cost (%s) is above greatest cost (%s)", least, greatest));
    }
  }

  public boolean contains(double cost) {
    return least <= cost && cost <= greatest;
  }

  public boolean overlaps(CostRange other) {
    return least <= greatest
        && other.least <= other.greatest
        && least <= other.greatest
        && other.least <= greatest;
  }
}
