package org.nasreplay.space;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Draws uniformly from the {@linkplain OnceForAllSpace once-for-all} vectors that cost at most a
 * given amount, as drawing until one does would: of the networks that the authors sample, one in
 * three million has at most 110M multiply-adds.
 *
 * <p>Costs are rounded down to cells, by which the vectors that may be cheap enough are counted
 * layer by layer from the last; a vector is drawn by these counts from the first layer on, and
 * again where its exact cost is too great after all, which rounding makes rare.
 */
public final class OnceForAllSampler {
  private static final int CELLS = 4_096;
  private static final int STAGES = OnceForAllSpace.STAGES;
  private static final int DEEPEST = OnceForAllSpace.DEEPEST;
  private static final int SHALLOWEST = 2;

  private final OnceForAllCost cost;
  private final double most;
  private final double cell;

  /** By resolution, stage and cells left: how many vectors the stage and those behind it have. */
  private final double[][][] stages =
      new double[OnceForAllSpace.resolutions().length][STAGES + 1][];

  /** By resolution, stage, depth and block, the same from that block on. */
  private final double[][][][][] blocks =
      new double[stages.length][STAGES][DEEPEST + 1][DEEPEST + 1][];

  /**
   * Cells left behind the layers that every network has, by resolution; negative where none are.
   */
  private final int[] left = new int[stages.length];

  /**
   * A sampler, which takes some ten milliseconds to make and eight megabytes.
   *
   * @param most greatest cost that is allowed
   * @throws InputException where no network is that cheap
   */
  public OnceForAllSampler(OnceForAllCost cost, double most) {
    this.cost = cost;
    this.most = most;
    this.cell = most / CELLS;
    var open = new int[OnceForAllSpace.instance().positions()];
    Arrays.fill(open, -1);
    double least = cost.bounds(open).least();
    Expect.that(
        least <= most && most < Double.POSITIVE_INFINITY,
        cost.name(),
        most,
        Text.format(
            "%s or more, the least of %s",
            BigDecimal.valueOf(least).stripTrailingZeros().toPlainString(),
            OnceForAllSpace.instance().name()));
    for (int r = 0; r < stages.length; r++) {
      left[r] = CELLS - cells(cost.frame(r));
      if (left[r] >= 0) count(r);
    }
  }

  private int cells(double terms) {
    return (int) Math.min(CELLS + 1, Math.floor(terms / cell));
  }

  private void count(int r) {
    stages[r][STAGES] = new double[left[r] + 1];
    Arrays.fill(stages[r][STAGES], 1);
    for (int stage = STAGES - 1; stage >= 0; stage--) {
      stages[r][stage] = new double[left[r] + 1];
      for (int depth = SHALLOWEST; depth <= DEEPEST; depth++) {
        double[][] from = blocks[r][stage][depth];
        double inactive = Math.pow(9, DEEPEST - depth);
        from[depth] = Arrays.stream(stages[r][stage + 1]).map(ways -> ways * inactive).toArray();
        for (int b = depth - 1; b >= 0; b--) {
          from[b] = new double[left[r] + 1];
          for (int choice = 0; choice < 9; choice++) {
            int taken = cells(cost.block(r, stage * DEEPEST + b, choice));
            for (int c = taken; c <= left[r]; c++) from[b][c] += from[b + 1][c - taken];
          }
        }
        for (int c = 0; c <= left[r]; c++) stages[r][stage][c] += from[0][c];
      }
    }
  }

  /** A vector that costs at most what is allowed. */
  public Architecture sample(UniformRandomProvider random) {
    Architecture drawn;
    do {
      drawn = draw(random);
    } while (cost.cost(drawn) > most);
    return drawn;
  }

  /** A vector whose cost may be too great by what rounding took away. */
  Architecture draw(UniformRandomProvider random) {
    var choices = new int[OnceForAllSpace.instance().positions()];
    var weights = new double[9];
    for (int r = 0; r < stages.length; r++) {
      weights[r] = left[r] < 0 ? 0 : stages[r][0][left[r]];
    }
    int resolution = pick(weights, stages.length, random);
    choices[0] = resolution;
    int cells = left[resolution];
    int position = 1;
    for (int stage = 0; stage < STAGES; stage++) {
      double[][][] depths = blocks[resolution][stage];
      for (int d = 0; d <= DEEPEST - SHALLOWEST; d++) weights[d] = depths[SHALLOWEST + d][0][cells];
      int depth = pick(weights, DEEPEST - SHALLOWEST + 1, random);
      choices[position++] = depth;
      for (int b = 0; b < DEEPEST; b++) {
        if (b >= SHALLOWEST + depth) {
          choices[position++] = random.nextInt(9);
          continue;
        }
        int layer = stage * DEEPEST + b;
        double[] behind = depths[SHALLOWEST + depth][b + 1];
        for (int choice = 0; choice < 9; choice++) {
          int rest = cells - cells(cost.block(resolution, layer, choice));
          weights[choice] = rest < 0 ? 0 : behind[rest];
        }
        int picked = pick(weights, 9, random);
        choices[position++] = picked;
        cells -= cells(cost.block(resolution, layer, picked));
      }
    }
    return OnceForAllSpace.instance().architecture(choices);
  }

  /** An index drawn by its weight; rounding never picks one without any. */
  private static int pick(double[] weights, int count, UniformRandomProvider random) {
    double sum = 0;
    for (int i = 0; i < count; i++) sum += weights[i];
    double at = random.nextDouble() * sum;
    int last = -1;
    for (int i = 0; i < count; i++) {
      if (weights[i] == 0) continue;
      last = i;
      at -= weights[i];
      if (at < 0) break;
    }
    return last;
  }
}
