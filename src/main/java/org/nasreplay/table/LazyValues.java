package org.nasreplay.table;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values that are read on first use, so that a table of thousands of columns costs no more. */
final class LazyValues {
  private final Supplier<double[]> source;
  private volatile double @Nullable [] values;

  LazyValues(Supplier<double[]> source) {
    this.source = source;
  }

  boolean areRead() {
    return values != null;
  }

  double[] get() {
    double[] known = values;
    if (known != null) return known;
    synchronized (this) {
      if (values == null) values = source.get();
      return values;
    }
  }
}
