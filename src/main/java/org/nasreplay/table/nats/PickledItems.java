package org.nasreplay.table.nats;

import java.util.Arrays;

/** A Python list, tuple or set, in order; also the flat content of a {@link PickledDict}. */
class PickledItems {
  private static final Object[] NONE = {};

  private Object[] items = NONE;
  private int size;
  private boolean released;

  final int size() {
    return size;
  }

  final Object item(int i) {
    return items[i];
  }

  final void append(Object[] from, int start, int end) {
    int grown = size + end - start;
    if (grown > items.length) {
      items = Arrays.copyOf(items, items.length == 0 ? grown : Math.max(grown, 2 * size));
    }
    System.arraycopy(from, start, items, size, end - start);
    size = grown;
  }

  /**
   * Drops the content, here and in what lies below, as far as records are nested. A stream of
   * records must not keep those that it has been through.
   */
  final void release(int depth) {
    if (released) return;
    released = true;
    for (int i = 0; i < size && depth > 0; i++) {
      if (items[i] instanceof PickledItems below) below.release(depth - 1);
    }
    items = NONE;
    size = 0;
  }

  final boolean released() {
    return released;
  }
}
