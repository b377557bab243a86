package org.nasreplay.table.nats;

import java.util.Locale;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.table.Metric;

/** Which values after the epochs before the last one an import keeps. */
public enum Curves {
  /** None. */
  NONE,
  /** Validation accuracy and loss of 12-epoch trainings: what multi-fidelity searches ask for. */
  SHORT,
  /** Validation accuracy and loss of every training. */
  VALID,
  /** Accuracy and loss of every set that was evaluated after every epoch. */
  ALL;

  /**
   * The choice with this name.
   *
   * @throws InputException where there is none
   */
  public static Curves parse(String name) {
    for (Curves curves : values()) {
      if (curves.name().equals(name.toUpperCase(Locale.ROOT))) return curves;
    }
    throw new InputException(Text.format("curves (%s), expected none, short, valid or all", name));
  }

  boolean keep(Metric metric, int epochs) {
    boolean valid = metric == Metric.VALID_ACCURACY || metric == Metric.VALID_LOSS;
    return switch (this) {
      case NONE -> false;
      case SHORT -> valid && epochs == 12;
      case VALID -> valid;
      case ALL -> true;
    };
  }
}
