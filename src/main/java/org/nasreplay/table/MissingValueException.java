package org.nasreplay.table;

import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.EnumerableSpace;

/** A value was asked for that the table does not have. */
public final class MissingValueException extends InputException {
  private static final long serialVersionUID = 1L;

  public MissingValueException(ColumnKey column, EnumerableSpace space, Architecture architecture) {
    super(
        Text.format(
            "column %s has no value for architecture %s", column, space.format(architecture)));
  }
}
