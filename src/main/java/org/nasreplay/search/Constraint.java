package org.nasreplay.search;

import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;

/**
 * Which architectures may be an answer: all of them, or those whose cost lies in a range.
 *
 * @param cost what is bounded; null where nothing is
 * @param range the costs that are allowed
 */
public record Constraint(@Nullable CostModel cost, CostRange range) {
  public static final Constraint NONE = new Constraint(null, CostRange.ANY);

  public boolean admits(Architecture architecture) {
    return cost == null || range.contains(cost.cost(architecture));
  }

  /** Whether some architecture that agrees with {@code choices} (−1: open) may be admitted. */
  public boolean canBeMet(int[] choices) {
    return cost == null || range.overlaps(cost.bounds(choices));
  }
}
