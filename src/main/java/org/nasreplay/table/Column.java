package org.nasreplay.table;

import java.util.function.Supplier;

/**
 * One named column of a table: a value per architecture, in index order; NaN where one is missing.
 */
public final class Column {
  private final ColumnKey key;
  private final Provenance provenance;
  private final LazyValues values;

  /**
   * @param source reads the values on first use, so that a table of thousands of columns costs no
   *     more than what a replay asks of it; may throw {@link org.nasreplay.io.InputException}
   */
  public Column(ColumnKey key, Provenance provenance, Supplier<double[]> source) {
    this.key = key;
    this.provenance = provenance;
    this.values = new LazyValues(source);
  }

  public Column(ColumnKey key, Provenance provenance, double[] values) {
    this(key, provenance, () -> values);
    this.values.get();
  }

  public ColumnKey key() {
    return key;
  }

  public Provenance provenance() {
    return provenance;
  }

  public Provenance.Kind kind() {
    return provenance.kind();
  }

  /** Whether the values were drawn from a model. */
  public boolean modelled() {
    return kind() == Provenance.Kind.MODELLED;
  }

  /** Whether the values are there without reading them. */
  public boolean isRead() {
    return values.areRead();
  }

  /** Whether this is an accuracy that seems to be a fraction: in percent, and none above one. */
  public boolean looksLikeFraction() {
    if (key.metric().unit() != Metric.Unit.PERCENT) return false;
    boolean any = false;
    for (double value : values()) {
      if (value > 1) return false;
      any |= !Double.isNaN(value);
    }
    return any;
  }

  /** All values in index order; shared, not to be written to. */
  public double[] values() {
    return values.get();
  }
}
