package org.nasreplay.space;

import java.util.Comparator;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * What networks are trained on, by the name that tables, suites and reports give it. What more
 * there is to know of it, its space or its benchmark knows, as {@link NatsBench} does of its own.
 *
 * @param label 1 to 40 letters, digits, dots, hyphens and _
 */
public record Dataset(String label) implements Comparable<Dataset> {
  /** Those of NATS-Bench in the order in which tables have always listed them, then the others. */
  private static final Comparator<Dataset> ORDER =
      Comparator.<Dataset>comparingInt(
              dataset -> {
                int place = NatsBench.LABELS.indexOf(dataset.label);
                return place < 0 ? NatsBench.LABELS.size() : place;
              })
          .thenComparing(Dataset::label);

  public Dataset {
    if (!label.matches("[A-Za-z0-9._-]{1,40}")) {
      throw new InputException(
          Text.format(
              "dataset (%s), expected 1 to 40 letters, digits, dots, hyphens and _",
              Text.excerpt(label)));
    }
  }

  /**
   * The dataset with this name.
   *
   * @throws InputException where it can be no name
   */
  public static Dataset parse(String label) {
    return new Dataset(label);
  }

  @Override
  public int compareTo(Dataset other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return label;
  }
}
