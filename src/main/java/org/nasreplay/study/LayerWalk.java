package org.nasreplay.study;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.search.Constraint;
import org.nasreplay.space.BlockSpace;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.SearchSpace;

/**
 * How many networks one exhaustive sweep of LayerNAS trains in a space of networks, under a
 * constraint, with a synthetic reward that is a sum of one term per layer. See {@link Complexity}
 * for spaces whose cost is such a sum as well.
 *
 * @param space by its name
 * @param most greatest cost that is allowed
 * @param layers L
 * @param options |S|, of all layers together: the sum that is |S|·L where each has as many
 * @param buckets H
 * @param keep candidates kept per bucket, k
 * @param trained vectors that are trained; exact, of a network that several stand for each
 * @param log10Networks log10 of |S|^L, the number of vectors of options
 */
public record LayerWalk(
    String space,
    double most,
    int layers,
    int options,
    int buckets,
    int keep,
    long trained,
    double log10Networks) {

  /** H·k·|S|·L, which {@code trained} cannot exceed. */
  public long bound() {
    return (long) buckets * keep * options;
  }

  /**
   * One sweep.
   *
   * @param cost what buckets divide and {@code most} bounds
   * @param seed of the reward and of ties
   */
  public static LayerWalk count(
      SearchSpace space, CostModel cost, double most, int buckets, int keep, long seed) {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    var session =
        new Complexity.CountingSession(
            space,
            cost,
            new Constraint(cost, new CostRange(0, most)),
            Complexity.separable(space, random),
            random);
    int sum = 0;
    int greatest = 0;
    double log10 = 0;
    for (int p = 0; p < space.positions(); p++) {
      sum += space.choices(p);
      greatest = Math.max(greatest, space.choices(p));
      log10 += Math.log10(space.choices(p));
    }
    Complexity.sweep(session, greatest, buckets, keep);
    return new LayerWalk(
        space.name(), most, space.positions(), sum, buckets, keep, session.trained, log10);
  }

  /** A sweep for every target of every one of the {@code spaces}, by multiply-adds. */
  public static List<LayerWalk> all(List<BlockSpace> spaces, int buckets, int keep, long seed) {
    List<LayerWalk> walks = new ArrayList<>();
    for (BlockSpace space : spaces) {
      CostModel cost = space.cost("flops");
      for (long target : space.targets()) {
        walks.add(count(space, cost, (double) target, buckets, keep, seed));
      }
    }
    return walks;
  }
}
