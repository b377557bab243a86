package org.nasreplay.search;

import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Sampler;

/**
 * Which architectures may be an answer: all of them, or those whose cost lies in a range.
 *
 * @param cost what is bounded; null where nothing is
 * @param range the costs that are allowed
 * @param sampler draws what is admitted; null where drawing until something is will do
 */
public record Constraint(@Nullable CostModel cost, CostRange range, @Nullable Sampler sampler) {
  public static final Constraint NONE = new Constraint(null, CostRange.ANY);

  public Constraint(@Nullable CostModel cost, CostRange range) {
    this(cost, range, null);
  }

  public boolean admits(Architecture architecture) {
    return cost == null || range.contains(cost.cost(architecture));
  }

  /** Whether some architecture that agrees with {@code choices} (−1: open) may be admitted. */
  public boolean canBeMet(int[] choices) {
    return cost == null || range.overlaps(cost.bounds(choices));
  }
}
