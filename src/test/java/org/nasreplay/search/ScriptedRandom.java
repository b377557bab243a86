package org.nasreplay.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Text;

/** Draws what an example says, in its order. */
final class ScriptedRandom implements UniformRandomProvider {
  private final int[] draws;
  private int next;

  ScriptedRandom(int... draws) {
    this.draws = draws;
  }

  @Override
  public int nextInt(int bound) {
    if (next == draws.length) {
      throw new AssertionError(
          Text.format("a draw below %d that the example does not have", bound));
    }
    int draw = draws[next++];
    if (draw >= bound) {
      throw new AssertionError(Text.format("draw %d should be %d, below %d", next, draw, bound));
    }
    return draw;
  }

  @Override
  public long nextLong() {
    throw new AssertionError("the example draws bounded integers only");
  }

  boolean isSpent() {
    return next == draws.length;
  }
}
