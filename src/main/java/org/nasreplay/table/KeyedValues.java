package org.nasreplay.table;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value per architecture of a table, in index order, under a name; NaN where one is missing. They
 * are read on first use, so that a table of thousands of columns costs no more than what is asked
 * of it.
 */
public abstract sealed class KeyedValues<K extends ColumnName> permits Column, CostColumn {
  private final K key;
  private final Provenance provenance;
  private final Supplier<double[]> source;
  private volatile double @Nullable [] values;

  /**
   * @param source reads the values; may throw {@link org.nasreplay.io.InputException}
   */
  KeyedValues(K key, Provenance provenance, Supplier<double[]> source) {
    this.key = key;
    this.provenance = provenance;
    this.source = source;
  }

  KeyedValues(K key, Provenance provenance, double[] values) {
    this(key, provenance, () -> values);
    this.values = values;
  }

  public final K key() {
    return key;
  }

  public final Provenance provenance() {
    return provenance;
  }

  public final Provenance.Kind kind() {
    return provenance.kind();
  }

  /** Whether the values are there without reading them. */
  public final boolean isRead() {
    return values != null;
  }

  /** All values in index order; shared, not to be written to. */
  public final double[] values() {
    double[] known = values;
    if (known != null) return known;
    synchronized (this) {
      if (values == null) values = source.get();
      return values;
    }
  }
}
