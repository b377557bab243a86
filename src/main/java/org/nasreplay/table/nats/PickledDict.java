package org.nasreplay.table.nats;

import org.jspecify.annotations.Nullable;

/**
 * A Python dictionary as the sequence of its items. Records are walked from end to end or asked for
 * a few names, so that hashing would only cost.
 */
final class PickledDict extends PickledItems {
  int entries() {
    return size() / 2;
  }

  Object key(int entry) {
    return item(2 * entry);
  }

  Object value(int entry) {
    return item(2 * entry + 1);
  }

  /** The value last stored under {@code name}; null where there is none. */
  @Nullable Object find(String name) {
    for (int i = entries() - 1; i >= 0; i--) {
      if (name.equals(key(i))) return value(i);
    }
    return null;
  }
}
