package org.nasreplay.space;

/** A closed interval of costs. */
public record CostRange(double least, double greatest) {
  /** Every cost. */
  public static final CostRange ANY =
      new CostRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public CostRange {
    if (!(least <= greatest)) {
      throw new IllegalArgumentException(
          "least cost (%s) is above greatest cost (%s)".formatted(least, greatest));
    }
  }

  public boolean contains(double cost) {
    return least <= cost && cost <= greatest;
  }

  public boolean overlaps(CostRange other) {
    return least <= other.greatest && other.least <= greatest;
  }
}
