package org.nasreplay.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;

/**
 * The options of every position from the cheapest to the dearest, by the greatest cost of a network
 * that has them; of options that cost the same, the space's order decides.
 */
public final class CostOrder {
  private final int[][] options;

  public CostOrder(SearchSpace space, CostModel cost) {
    this.options = new int[space.positions()][];
    var open = new int[space.positions()];
    Arrays.fill(open, -1);
    for (int p = 0; p < options.length; p++) {
      var greatest = new double[space.choices(p)];
      for (int option = 0; option < greatest.length; option++) {
        open[p] = option;
        greatest[option] = cost.bounds(open).greatest();
      }
      open[p] = -1;
      options[p] =
          IntStream.range(0, greatest.length)
              .boxed()
              .sorted(Comparator.comparingDouble(option -> greatest[option]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
  }

  /** The cheapest option of every position. */
  public int[] smallest() {
    return Arrays.stream(options).mapToInt(o -> o[0]).toArray();
  }

  /** The dearest option of every position. */
  public int[] largest() {
    return Arrays.stream(options).mapToInt(o -> o[o.length - 1]).toArray();
  }

  /**
   * The option at {@code position} that is {@code rank} steps above the cheapest.
   *
   * @param rank 0..choices(position)−1
   */
  public int option(int position, int rank) {
    return options[position][rank];
  }
}
