package org.nasreplay.oracle;

import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.table.ColumnKey;

/**
 * Which of the stored trainings of an architecture answers a query.
 *
 * @param kind a random stored seed per query, as NATS-Bench's {@code simulate_train_eval}; the mean
 *     over the stored seeds; or always one seed
 * @param seed the seed's number where one is fixed, empty otherwise
 */
public record SeedPolicy(Kind kind, String seed) {
  /** The three policies. */
  public enum Kind {
    RANDOM,
    MEAN,
    FIXED
  }

  public static final SeedPolicy RANDOM = new SeedPolicy(Kind.RANDOM, "");
  public static final SeedPolicy MEAN = new SeedPolicy(Kind.MEAN, "");

  public static SeedPolicy fixed(String seed) {
    return new SeedPolicy(Kind.FIXED, seed);
  }

  /**
   * Reads {@code random}, {@code mean} or a seed's number.
   *
   * @throws InputException where the text is none of them
   */
  public static SeedPolicy parse(String text) {
    if (text.equals("random")) return RANDOM;
    if (text.equals(ColumnKey.MEAN)) return MEAN;
    if (text.matches("[0-9]+")) return fixed(text);
    throw new InputException(
        Text.format("seeds (%s), expected random, mean or the number of a seed", text));
  }

  @Override
  public String toString() {
    return kind == Kind.FIXED ? seed : kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
