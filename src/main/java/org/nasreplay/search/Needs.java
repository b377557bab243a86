package org.nasreplay.search;

import java.util.Arrays;
import java.util.List;

/**
 * What a searcher asks of a benchmark beyond rewards of whole trainings. It is checked before the
 * first run.
 *
 * @param epochs the lengths of training that it evaluates
 * @param costBounds whether it asks for the bounds of a cost
 * @param allNetworks whether all networks of the space must be listed
 */
public record Needs(List<Integer> epochs, boolean costBounds, boolean allNetworks) {
  public static final Needs NOTHING = new Needs(List.of(), false, false);
  public static final Needs COST_BOUNDS = new Needs(List.of(), true, false);

  static Needs trainings(int[] epochs) {
    return new Needs(Arrays.stream(epochs).boxed().toList(), false, false);
  }
}
