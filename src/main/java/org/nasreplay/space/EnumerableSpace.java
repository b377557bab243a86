package org.nasreplay.space;

import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A space small enough to hold every architecture, numbered 0..size−1. Index and choices convert by
 * mixed-radix arithmetic; a space whose published order is not lexicographic gives that order.
 */
public abstract class EnumerableSpace implements SearchSpace {
  private final String name;
  private final int[] choices;
  private final int[] stride;
  private final Architecture[] byRank;
  private final Architecture[] byIndex;

  /** Null where index and rank are the same. */
  private final int @Nullable [] rankOfIndex;

  /** A space whose index order is lexicographic, the first position most significant. */
  protected EnumerableSpace(String name, int... choices) {
    this.name = name;
    this.choices = choices.clone();
    this.stride = strides(choices);
    this.byRank = new Architecture[stride[0] * choices[0]];
    for (int rank = 0; rank < byRank.length; rank++) {
      byRank[rank] = Architecture.numbered(choicesOf(rank), rank);
    }
    this.byIndex = byRank;
    this.rankOfIndex = null;
  }

  /**
   * A space with an index order of its own.
   *
   * @param rankOfIndex for every index, the lexicographic rank of its architecture; a permutation
   */
  protected EnumerableSpace(String name, int[] choices, int[] rankOfIndex) {
    this.name = name;
    this.choices = choices.clone();
    this.stride = strides(choices);
    this.byRank = new Architecture[stride[0] * choices[0]];
    this.byIndex = new Architecture[byRank.length];
    if (rankOfIndex.length != byRank.length) {
      throw new IllegalArgumentException(
          Text.format(
              "an order of %d ranks for %d architectures", rankOfIndex.length, byRank.length));
    }
    for (int index = 0; index < byIndex.length; index++) {
      int rank = rankOfIndex[index];
      if (byRank[rank] != null) {
        throw new IllegalArgumentException(Text.format("rank %d appears twice", rank));
      }
      byRank[rank] = Architecture.numbered(choicesOf(rank), index);
      byIndex[index] = byRank[rank];
    }
    this.rankOfIndex = rankOfIndex.clone();
  }

  private static int[] strides(int[] choices) {
    var stride = new int[choices.length];
    int product = 1;
    for (int i = choices.length - 1; i >= 0; i--) {
      stride[i] = product;
      product = Math.multiplyExact(product, choices[i]);
    }
    return stride;
  }

  private byte[] choicesOf(int rank) {
    var digits = new byte[choices.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) (rank / stride[i] % choices[i]);
    }
    return digits;
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

  /** Whether any {@link #canonical} architecture stands for more than itself. */
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

  public final int size() {
    return byIndex.length;
  }

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

  /** The architecture numbered {@code index}, 0..size−1. */
  public final Architecture architecture(int index) {
    return byIndex[index];
  }

  @Override
  public final Architecture architecture(int... vector) {
    if (vector.length != choices.length) {
      throw new IllegalArgumentException(
          Text.format(
              "%d choices for the %d positions of %s", vector.length, choices.length, name));
    }
    int rank = 0;
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] < 0 || vector[i] >= choices[i]) {
        throw new IllegalArgumentException(
            Text.format("choice %d at position %d is outside 0..%d", vector[i], i, choices[i] - 1));
      }
      rank += vector[i] * stride[i];
    }
    return byRank[rank];
  }

  @Override
  public final Architecture with(Architecture architecture, int position, int choice) {
    int index = architecture.index();
    int rank = rankOfIndex == null ? index : rankOfIndex[index];
    return byRank[rank + (choice - architecture.choice(position)) * stride[position]];
  }

  @Override
  public final Architecture sample(UniformRandomProvider random) {
    Architecture drawn;
    do {
      drawn = byRank[random.nextInt(byRank.length)];
    } while (!valid(drawn));
    return drawn;
  }
}
