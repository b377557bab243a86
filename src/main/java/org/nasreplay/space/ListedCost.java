package org.nasreplay.space;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A cost that is known for every architecture of an enumerable space, whatever it depends on. */
public final class ListedCost extends NamedCost {
  /** Two doubles for each: 64 MB. */
  private static final long MOST_PATTERNS = 1 << 22;

  private final EnumerableSpace space;
  private final double[] costs;

  /** The weight of each position's digit in the number of a pattern; none where not bounded. */
  private final int[] stride;

  private final int[] radix;
  private final boolean bounded;
  private final CostRange all;

  /** Found when first asked for: of most costs, results only tell. */
  private volatile @Nullable Bounds bounds;

  /** By the number of a pattern, whose digit at an open position is the number of its choices. */
  @SuppressWarnings("ArrayRecordComponent") // filled once, never compared
  private record Bounds(double[] least, double[] greatest) {}

  /**
   * @param costs by architecture index, none missing where the architecture is a network
   */
  public ListedCost(String name, String unit, EnumerableSpace space, double[] costs) {
    super(name, unit);
    this.space = space;
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
    this.bounded = patterns <= MOST_PATTERNS;
    this.all = range();
  }

  private CostRange range() {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int index = 0; index < costs.length; index++) {
      if (!space.valid(space.architecture(index))) continue;
      least = Math.min(least, costs[index]);
      greatest = Math.max(greatest, costs[index]);
    }
    return least > greatest ? CostRange.NONE : new CostRange(least, greatest);
  }

  private Bounds found() {
    Bounds known = bounds;
    if (known != null) return known;
    synchronized (this) {
      if (bounds == null) bounds = listed();
      return bounds;
    }
  }

  /** What a pattern leaves open, its first open position decides: those numbers are all smaller. */
  private Bounds listed() {
    int patterns = 1;
    for (int each : radix) patterns *= each;
    var least = new double[patterns];
    var greatest = new double[patterns];
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
    return new Bounds(least, greatest);
  }

  @Override
  public double cost(Architecture architecture) {
    return costs[architecture.index()];
  }

  @Override
  public boolean bounded() {
    return bounded;
  }

  @Override
  public CostRange bounds(int[] choices) {
    if (Arrays.stream(choices).allMatch(choice -> choice < 0)) return all;
    if (!bounded) throw new UnsupportedOperationException(name() + " has no bounds");
    int pattern = 0;
    for (int i = 0; i < stride.length; i++) {
      pattern += stride[i] * (choices[i] < 0 ? radix[i] - 1 : choices[i]);
    }
    Bounds found = found();
    double least = found.least()[pattern];
    double greatest = found.greatest()[pattern];
    return least > greatest ? CostRange.NONE : new CostRange(least, greatest);
  }
}
