package org.nasreplay.table;

import java.util.function.Supplier;

/** One cost of every architecture of a table. */
public final class CostColumn extends KeyedValues<CostKey> {

  /** One that is read on first use. */
  public CostColumn(CostKey key, Provenance provenance, Supplier<double[]> source) {
    super(key, provenance, source);
  }

  public CostColumn(CostKey key, Provenance provenance, double[] values) {
    super(key, provenance, values);
  }
}
