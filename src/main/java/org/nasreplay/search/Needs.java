package org.nasreplay.search;

import java.util.Arrays;
import java.util.List;

/**
 * What a searcher asks of a benchmark beyond rewards of whole trainings. It is checked before the
 * first run.
 *
 * @param epochs the lengths of training that it evaluates
 * @param costBounds whether it asks for the bounds of a cost
 * @param layers whether it goes layer by layer, for which it asks these bounds where positions are
 *     layers, or anything is constrained
 * @param allNetworks whether all networks of the space must be listed
 */
public record Needs(List<Integer> epochs, boolean costBounds, boolean layers, boolean allNetworks) {
  public static final Needs NOTHING = new Needs(List.of(), false, false, false);
  public static final Needs COST_BOUNDS = new Needs(List.of(), true, false, false);
  public static final Needs LAYERS = new Needs(List.of(), false, true, false);

  static Needs trainings(int[] epochs) {
    return new Needs(Arrays.stream(epochs).boxed().toList(), false, false, false);
  }
}
