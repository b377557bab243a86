package org.nasreplay.table.nats;

import org.nasreplay.io.InputException;

/** A pickle asks for something that no NATS-Bench file needs; the import stops, whatever else. */
final class UnsafePickleException extends InputException {
  private static final long serialVersionUID = 1L;

  UnsafePickleException(String message) {
    super(message);
  }
}
