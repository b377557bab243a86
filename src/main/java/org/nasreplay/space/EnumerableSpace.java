package org.nasreplay.space;

import java.util.List;
import java.util.Map;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** A space small enough to hold every network that tables have values of, numbered 0..size−1. */
public abstract class EnumerableSpace implements SearchSpace {
  private final String name;
  private final int[] choices;

  EnumerableSpace(String name, int... choices) {
    this.name = name;
    this.choices = choices.clone();
  }

  @Override
  public final String name() {
    return name;
  }

  /** What a table file says of its space, and {@link SearchSpaces#of} reads: here, the name. */
  public String definition() {
    return name;
  }

  /**
   * The architectures in index order, where the definition does not say which there are; empty
   * where it does. A table file holds them beside its columns.
   */
  public int[] codes() {
    return new int[0];
  }

  /**
   * The costs that this space's tables list under a name alone, with their units; the first is the
   * usual one.
   */
  public Map<String, String> listedCosts() {
    return Map.of();
  }

  /**
   * What its networks are known to be trained on; tables may have values for others, where {@link
   * #knows} admits them.
   */
  public List<Dataset> datasets() {
    return List.of();
  }

  /** Whether tables of this space can have values for {@code dataset}. */
  public boolean knows(Dataset dataset) {
    return true;
  }

  /**
   * Whether a shorter training is one of its own, whose schedule ends with it, and not the
   * beginning of a longer one.
   */
  public boolean trainsAnew() {
    return false;
  }

  /** Whether any {@link #canonical} architecture of the index stands for another one. */
  public boolean hasEquivalents() {
    return false;
  }

  @Override
  public final int positions() {
    return choices.length;
  }

  @Override
  public final int choices(int position) {
    return choices[position];
  }

  public abstract int size();

  /** The architecture numbered {@code index}, 0..size−1. */
  public abstract Architecture architecture(int index);

  /**
   * The architecture that {@code text} is in the notation of the space, or whose index it is.
   *
   * @throws InputException where it is neither
   */
  public final Architecture find(String text) {
    try {
      return parse(text);
    } catch (InputException e) {
      boolean index = text.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(text) < size();
      if (index) return architecture(Integer.parseInt(text));
      throw new InputException(
          e.place(), Text.format("%s, or an index from 0 to %,d", e.reason(), size() - 1), e);
    }
  }

  /**
   * Makes sure that a vector is one of this space.
   *
   * @throws IllegalArgumentException where it is not
   */
  final void requireChoices(int[] vector) {
    if (vector.length != choices.length) {
      throw new IllegalArgumentException(
          Text.format(
              "%d choices for the %d positions of %s", vector.length, choices.length, name));
    }
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] < 0 || vector[i] >= choices[i]) {
        throw new IllegalArgumentException(
            Text.format("choice %d at position %d is outside 0..%d", vector[i], i, choices[i] - 1));
      }
    }
  }
}
