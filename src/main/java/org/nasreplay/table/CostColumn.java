package org.nasreplay.table;

import java.util.function.Supplier;

/** One cost of every architecture of a table, in index order; NaN where one is missing. */
public final class CostColumn {
  private final CostKey key;
  private final Provenance provenance;
  private final LazyValues values;

  /**
   * @param source reads the values on first use; may throw {@link org.nasreplay.io.InputException}
   */
  public CostColumn(CostKey key, Provenance provenance, Supplier<double[]> source) {
    this.key = key;
    this.provenance = provenance;
    this.values = new LazyValues(source);
  }

  public CostColumn(CostKey key, Provenance provenance, double[] values) {
    this(key, provenance, () -> values);
  }

  public CostKey key() {
    return key;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** All values in index order; shared, not to be written to. */
  public double[] values() {
    return values.get();
  }
}
