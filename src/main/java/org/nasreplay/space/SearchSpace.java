package org.nasreplay.space;

import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.InputException;

/** What can be searched: a fixed number of positions, each with a fixed number of choices. */
public interface SearchSpace {
  /** The name under which tables and suites refer to this space. */
  String name();

  int positions();

  /** How many choices {@code position} has, 1..127. */
  int choices(int position);

  /** What a choice means, as the space's own notation writes it. */
  String choiceName(int position, int choice);

  /**
   * The architecture with these choices.
   *
   * @throws IllegalArgumentException where their number or one of them does not fit the space
   */
  Architecture architecture(int... choices);

  /** {@code architecture} with one choice replaced; the same object where nothing changes. */
  default Architecture with(Architecture architecture, int position, int choice) {
    if (architecture.choice(position) == choice) return architecture;
    int[] choices = architecture.choices();
    choices[position] = choice;
    return architecture(choices);
  }

  /** An architecture drawn uniformly: every position uniform and independent. */
  default Architecture sample(UniformRandomProvider random) {
    var choices = new int[positions()];
    for (int i = 0; i < choices.length; i++) choices[i] = random.nextInt(choices(i));
    return architecture(choices);
  }

  /** {@code architecture} in the notation that the benchmark's authors use. */
  String format(Architecture architecture);

  /**
   * The architecture that {@link #format} writes as {@code text}.
   *
   * @throws InputException where the text is not an architecture of this space
   */
  Architecture parse(String text);

  /**
   * The exact cost of this space's networks.
   *
   * @param name {@code flops} (multiply-adds) or {@code params}
   * @throws InputException where the space has no such cost, or does not know the dataset
   */
  CostModel cost(String name, Dataset dataset);
}
