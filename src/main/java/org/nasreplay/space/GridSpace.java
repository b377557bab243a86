package org.nasreplay.space;

import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

/**
 * An enumerable space that numbers every vector of choices. Index and choices convert by
 * mixed-radix arithmetic; a space whose published order is not lexicographic gives that order.
 */
public abstract class GridSpace extends EnumerableSpace {
  private final int[] stride;
  private final Architecture[] byRank;
  private final Architecture[] byIndex;

  /** Null where index and rank are the same. */
  private final int @Nullable [] rankOfIndex;

  /** A space whose index order is lexicographic, the first position most significant. */
  protected GridSpace(String name, int... choices) {
    super(name, choices);
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
  protected GridSpace(String name, int[] choices, int[] rankOfIndex) {
    super(name, choices);
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
    var digits = new byte[stride.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) (rank / stride[i] % choices(i));
    }
    return digits;
  }

  @Override
  public final int size() {
    return byIndex.length;
  }

  @Override
  public final Architecture architecture(int index) {
    return byIndex[index];
  }

  @Override
  public final Architecture architecture(int... vector) {
    requireChoices(vector);
    int rank = 0;
    for (int i = 0; i < vector.length; i++) rank += vector[i] * stride[i];
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
