package org.nasreplay.space;

import java.util.Arrays;

/** A cost that is known for every architecture of an enumerable space, whatever it depends on. */
public final class ListedCost implements CostModel {
  /** Two doubles for each: 64 MB. */
  private static final long MOST_PATTERNS = 1 << 22;

  private final String name;
  private final String unit;
  private final double[] costs;

  /** The weight of each position's digit in the number of a pattern; none where not bounded. */
  private final int[] stride;

  private final int[] radix;

  /** By the number of a pattern, whose digit at an open position is the number of its choices. */
  private final double[] least;

  private final double[] greatest;

  /**
   * @param costs by architecture index, none missing where the architecture is a network
   */
  public ListedCost(String name, String unit, EnumerableSpace space, double[] costs) {
    this.name = name;
    this.unit = unit;
    this.costs = costs;
    int positions = space.positions();
    this.stride = new int[positions];
    this.radix = new int[positions];
    long patterns = 1;
    for (int i = positions - 1; i >= 0 && patterns <= MOST_PATTERNS; i--) {
      stride[i] = (int) patterns;
      radix[i] = space.choices(i) + 1;
      patterns *= radix[i];
    }
    boolean bounded = patterns <= MOST_PATTERNS;
    this.least = new double[bounded ? (int) patterns : 0];
    this.greatest = new double[least.length];
    if (bounded) fill(space);
  }

  /** What a pattern leaves open, its first open position decides: those numbers are all smaller. */
  private void fill(EnumerableSpace space) {
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    for (int index = 0; index < costs.length; index++) {
      Architecture architecture = space.architecture(index);
      if (!space.valid(architecture)) continue;
      int pattern = 0;
      for (int i = 0; i < stride.length; i++) pattern += stride[i] * architecture.choice(i);
      least[pattern] = costs[index];
      greatest[pattern] = costs[index];
    }
    for (int pattern = 0; pattern < least.length; pattern++) {
      for (int i = 0; i < stride.length; i++) {
        if (pattern / stride[i] % radix[i] != radix[i] - 1) continue;
        for (int closer = 1; closer < radix[i]; closer++) {
          int decided = pattern - closer * stride[i];
          least[pattern] = Math.min(least[pattern], least[decided]);
          greatest[pattern] = Math.max(greatest[pattern], greatest[decided]);
        }
        break;
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public double cost(Architecture architecture) {
    return costs[architecture.index()];
  }

  @Override
  public boolean bounded() {
    return least.length > 0;
  }

  @Override
  public CostRange bounds(int[] choices) {
    if (!bounded()) throw new UnsupportedOperationException(name + " has no bounds");
    int pattern = 0;
    for (int i = 0; i < stride.length; i++) {
      pattern += stride[i] * (choices[i] < 0 ? radix[i] - 1 : choices[i]);
    }
    return least[pattern] > greatest[pattern]
        ? CostRange.NONE
        : new CostRange(least[pattern], greatest[pattern]);
  }
}
