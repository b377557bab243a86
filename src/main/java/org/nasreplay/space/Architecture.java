package org.nasreplay.space;

import java.util.Arrays;

/**
 * An immutable vector of choices, one per position of its search space.
 *
 * <p>Spaces make architectures; an enumerable space makes each of its architectures once and
 * numbers it, so that a search allocates nothing per evaluation.
 */
public final class Architecture {
  private static final int UNNUMBERED = -1;

  private final byte[] choices;
  private final int index;
  private final int hash; // asked for again and again, of objects that have room for it

  private Architecture(byte[] choices, int index) {
    this.choices = choices;
    this.index = index;
    this.hash = Arrays.hashCode(choices);
  }

  /** An architecture of a space that is too large to number. */
  static Architecture of(byte[] choices) {
    return new Architecture(choices.clone(), UNNUMBERED);
  }

  /**
   * Takes {@code choices}, which its space makes for it: a copy would spread them over the heap.
   */
  static Architecture numbered(byte[] choices, int index) {
    return new Architecture(choices, index);
  }

  public int positions() {
    return choices.length;
  }

  /** The choice at {@code position}, in 0..choices(position)−1 of the space. */
  public int choice(int position) {
    return choices[position];
  }

  /** The number of this architecture in its space, or −1 where the space has no numbers. */
  public int index() {
    return index;
  }

  /** A copy of the choices, for callers that vary them. */
  public int[] choices() {
    var copy = new int[choices.length];
    for (int i = 0; i < copy.length; i++) copy[i] = choices[i];
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Architecture that && Arrays.equals(choices, that.choices));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(choices);
  }
}
