package org.nasreplay.space;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
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

  /**
   * Whether these choices make a network; where not, nothing can be trained, and the vector is
   * neither drawn nor counted.
   */
  default boolean valid(Architecture architecture) {
    return true;
  }

  /**
   * The one architecture that stands for all that are the same network. It is trained once, and
   * every one of them has its values.
   */
  default Architecture canonical(Architecture architecture) {
    return architecture;
  }

  /**
   * An architecture drawn uniformly from the vectors that are a network: every position uniform and
   * independent, drawn again where the choices make none. A network of several vectors is drawn as
   * often, as the papers' searchers draw it.
   */
  default Architecture sample(UniformRandomProvider random) {
    var choices = new int[positions()];
    Architecture drawn;
    do {
      for (int i = 0; i < choices.length; i++) choices[i] = random.nextInt(choices(i));
      drawn = architecture(choices);
    } while (!valid(drawn));
    return drawn;
  }

  /**
   * {@code parent} with one position, drawn uniformly, redrawn uniformly over all its choices, the
   * current one included; or another small change, where that is how the space is searched. The
   * choices need not make a network.
   */
  default Architecture mutate(Architecture parent, UniformRandomProvider random) {
    int position = random.nextInt(positions());
    return with(parent, position, random.nextInt(choices(position)));
  }

  /**
   * What draws uniformly from the architectures whose cost lies in a range, where the space knows
   * better than to draw until one does.
   *
   * @throws InputException where none does
   */
  default @Nullable Sampler sampler(CostModel cost, CostRange range) {
    return null;
  }

  /** This space as a search layer by layer takes it; null where positions are layers already. */
  default @Nullable LayeredSpace layered() {
    return null;
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
   * The dataset whose networks are trained where one searches on {@code dataset}; mostly itself.
   */
  default Dataset searchSplit(Dataset dataset) {
    return dataset;
  }

  /** The costs that are computed for this space's networks, by name; the first is the usual one. */
  List<String> costs();

  /**
   * The exact cost of this space's networks.
   *
   * @param name one of {@link #costs}
   * @throws InputException where the space has no such cost, or does not know the dataset
   */
  CostModel cost(String name, Dataset dataset);
}
