package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.LayerNas;
import org.nasreplay.search.LayerNas.Settings;
import org.nasreplay.search.Session;
import org.nasreplay.space.AdditiveSpace;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.SearchSpace;

/**
 * What one exhaustive sweep of LayerNAS takes in a synthetic space of additive cost and separable
 * reward: every layer tries all options of all kept candidates before the next one begins.
 *
 * @param layers L
 * @param options |S|
 * @param buckets H
 * @param keep candidates kept per bucket, k
 * @param trained distinct networks that are trained; exact
 * @param seconds of this machine, for the whole sweep; the least of {@link #ROUNDS} in a grid
 */
public record Complexity(
    int layers, int options, int buckets, int keep, long trained, double seconds) {
  /** How often a grid is swept; counts are the same every time. */
  static final int ROUNDS = 4;

  /** H·k·|S|·L, which {@code trained} cannot exceed. */
  long bound() {
    return (long) buckets * keep * options * layers;
  }

  /** What the networks of a made-up space are trained on. */
  private static final Dataset DRAWN = new Dataset("drawn");

  /** log10 of |S|^L, the number of networks. */
  double log10Networks() {
    return layers * Math.log10(options);
  }

  /**
   * How a figure grows: proportional to L^layers · |S|^options, by least squares on logarithms.
   *
   * @param layers the exponent of L
   * @param options the exponent of |S|
   */
  record Growth(double layers, double options) {}

  /** One sweep. */
  static Complexity sweep(int layers, int options, int buckets, int keep, long seed) {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    var space = new AdditiveSpace(layers, options, random);
    var session =
        new CountingSession(
            space,
            space.cost("flops", DRAWN),
            Constraint.NONE,
            separable(space, random),
            random,
            new AtomicLong());
    double seconds = sweep(session, options, buckets, keep);
    return new Complexity(layers, options, buckets, keep, session.trained().get(), seconds);
  }

  /**
   * Lets every layer try all options of all kept candidates before the next one begins.
   *
   * @param options of the layer that has most
   * @return seconds of this machine
   */
  static double sweep(CountingSession session, int options, int buckets, int keep) {
    Settings paper = Settings.PAPER;
    var settings =
        new Settings(
            Integer.MAX_VALUE,
            options,
            buckets,
            keep,
            paper.edges(),
            paper.select(),
            paper.direction(),
            paper.openLayers(),
            paper.repeat(),
            paper.sweeps());
    long start = System.nanoTime();
    new LayerNas(settings).search(session);
    return (System.nanoTime() - start) / 1e9;
  }

  /** A sweep for every pair of the two. */
  public static List<Complexity> grid(
      int[] layers, int[] options, int buckets, int keep, long seed) {
    List<Complexity> fastest = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) { // the first warms up
      int cell = 0;
      for (int l : layers) {
        for (int s : options) {
          Complexity sweep = sweep(l, s, buckets, keep, seed);
          if (round == 0) fastest.add(sweep);
          else if (sweep.seconds < fastest.get(cell).seconds) fastest.set(cell, sweep);
          cell++;
        }
      }
    }
    return fastest;
  }

  /** The growth of {@code figure} over a whole grid, in which L and |S| do not correlate. */
  static Growth growth(List<Complexity> grid, ToDoubleFunction<Complexity> figure) {
    double[] y = grid.stream().mapToDouble(c -> Math.log(figure.applyAsDouble(c))).toArray();
    return new Growth(
        slope(grid.stream().mapToDouble(c -> Math.log(c.layers)).toArray(), y),
        slope(grid.stream().mapToDouble(c -> Math.log(c.options)).toArray(), y));
  }

  private static double slope(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    return xy / xx;
  }

  /** A sum of one whole number per layer, whatever the cost. */
  static ToDoubleFunction<Architecture> separable(SearchSpace space, UniformRandomProvider random) {
    var terms = new double[space.positions()][];
    for (int p = 0; p < terms.length; p++) {
      terms[p] = new double[space.choices(p)];
      Arrays.setAll(terms[p], option -> random.nextInt(1_000_000));
    }
    return architecture -> {
      Architecture network = space.canonical(architecture); // one network, one reward
      double sum = 0;
      for (int p = 0; p < terms.length; p++) sum += terms[p][network.choice(p)];
      return sum;
    };
  }

  /**
   * Without budget.
   *
   * @param trained counts
   */
  record CountingSession(
      SearchSpace space,
      CostModel cost,
      Constraint constraint,
      ToDoubleFunction<Architecture> reward,
      UniformRandomProvider random,
      AtomicLong trained)
      implements Session {

    @Override
    public int epochs() {
      return 1;
    }

    @Override
    public boolean exhausted() {
      return false;
    }

    @Override
    public double evaluate(Architecture architecture) {
      trained.incrementAndGet();
      return reward.applyAsDouble(architecture);
    }

    @Override
    public double evaluate(Architecture architecture, int epochs) {
      return evaluate(architecture);
    }
  }
}
