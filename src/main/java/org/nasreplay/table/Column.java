package org.nasreplay.table;

import java.util.function.Supplier;

/** One column of results: what training every architecture of a table gave. */
public final class Column extends KeyedValues<ColumnKey> {

  /** One that is read on first use. */
  public Column(ColumnKey key, Provenance provenance, Supplier<double[]> source) {
    super(key, provenance, source);
  }

  public Column(ColumnKey key, Provenance provenance, double[] values) {
    super(key, provenance, values);
  }

  /** Whether the values were drawn from a model. */
  public boolean modelled() {
    return kind() == Provenance.Kind.MODELLED;
  }

  /** Whether this is an accuracy that seems to be a fraction: in percent, and none above one. */
  public boolean looksLikeFraction() {
    if (key().metric().unit() != Metric.Unit.PERCENT) return false;
    boolean any = false;
    for (double value : values()) {
      if (value > 1) return false;
      any |= !Double.isNaN(value);
    }
    return any;
  }
}
