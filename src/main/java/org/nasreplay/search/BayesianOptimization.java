package org.nasreplay.search;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * Bayesian optimisation: a Gaussian process on the Hamming distance predicts rewards, and the
 * candidate with the greatest expected improvement over the best reward is trained,
 *
 * <pre>EI = (μ − best)·Φ(z) + σ·φ(z),   z = (μ − best)/σ.</pre>
 *
 * <p>Mockus 1978; Jones, Schonlau, Welch, "Efficient Global Optimization of Expensive Black-Box
 * Functions", 1998; the exponential kernel on the Hamming distance is that of SMAC and of
 * combinatorial Bayesian optimisation. Candidates are a pool, half of it random, half mutations of
 * the best few, which is drawn anew after some evaluations. To stay fast, correlation and noise are
 * given rather than fitted, and a process that has seen too much starts again from a part of it.
 */
public final class BayesianOptimization implements ModelBasedSearcher {

  /**
   * The process and its candidates.
   *
   * @param start random architectures before the first prediction, 2..pool
   * @param pool candidates that are compared, 2 to 1,000
   * @param refresh evaluations after which the pool is drawn anew, 1 to 1,000
   * @param elite best architectures that are mutated into candidates, 1 to 100,000
   * @param correlation between architectures that differ in every position, in 0..1 exclusive
   * @param noise variance of the reward's noise relative to the reward's variance, 1e-6 to 1e6
   * @param memory observations after which the process starts again from half as many, 2·start to
   *     2,000
   */
  public record Settings(
      int start, int pool, int refresh, int elite, double correlation, double noise, int memory) {
    public static final Settings DEFAULT = new Settings(10, 64, 16, 5, 0.1, 0.01, 500);

    public Settings {
      Expect.whole("pool", pool, 2, 1_000);
      Expect.whole("start", start, 2, pool);
      Expect.whole("refresh", refresh, 1, 1_000);
      Expect.whole("elite", elite, 1, 100_000);
      Expect.that(
          0 < correlation && correlation < 1,
          "correlation",
          correlation,
          "a number between 0 and 1");
      Expect.number("noise", noise, 1e-6, 1e6);
      Expect.whole("memory", memory, 2L * start, 2_000);
    }
  }

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final Settings settings;

  public BayesianOptimization(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    var ranking = new RankedArchitectures();
    var pool = new Architecture[settings.pool()];
    Kriging process = process(session);
    for (int n = 0; !session.exhausted(); n++) {
      if (n % settings.refresh() == 0) {
        if (process.size() >= settings.memory()) process = remembering(ranking, session);
        fill(pool, ranking, session);
        process.pool(pool);
      }
      int next = n < settings.start() ? n : mostPromising(process, ranking.reward(0));
      double reward = session.evaluate(pool[next]);
      process.observe(next, reward);
      ranking.add(pool[next], reward);
    }
  }

  private Kriging process(Session session) {
    return new Kriging(session.space().positions(), settings.correlation(), settings.noise());
  }

  /** A process that has seen half of its memory: every so many of the ranking, good and bad. */
  Kriging remembering(RankedArchitectures ranking, Session session) {
    var kept = new Architecture[settings.memory() / 2];
    Kriging process = process(session);
    for (int i = 0; i < kept.length; i++) kept[i] = ranking.architecture(rank(i, kept, ranking));
    process.pool(kept);
    for (int i = 0; i < kept.length; i++)
      process.observe(i, ranking.reward(rank(i, kept, ranking)));
    return process;
  }

  private static int rank(int i, Architecture[] kept, RankedArchitectures ranking) {
    return (int) ((long) i * ranking.size() / kept.length);
  }

  private void fill(Architecture[] pool, RankedArchitectures ranking, Session session) {
    int elite = Math.min(settings.elite(), ranking.size());
    for (int i = 0; i < pool.length; i++) {
      boolean mutated = i % 2 == 1 && elite > 0;
      pool[i] =
          mutated
              ? session.mutate(ranking.architecture(session.random().nextInt(elite)))
              : session.sample();
    }
  }

  private int mostPromising(Kriging process, double best) {
    int promising = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < settings.pool(); c++) {
      double mean = process.mean(c) - best;
      double deviation = process.deviation(c);
      if (cannotExceed(greatest, mean, deviation)) continue;
      double improvement = expectedImprovement(mean, deviation);
      if (improvement > greatest) {
        greatest = improvement;
        promising = c;
      }
    }
    return promising;
  }

  /**
   * Whether the expected improvement is surely at most {@code greatest}, told without its costly
   * integral. Below the best, z is negative and
   *
   * <pre>EI/σ = φ(z) − |z|·Φ(−|z|) ≤ φ(z)/(1 + z²) < 0.4/((1 + z²)(1 + z²/2))</pre>
   *
   * <p>by Gordon's inequality (Annals of Mathematical Statistics 1941) and eˣ ≥ 1 + x. That φ(0) is
   * 0.3989 leaves room for rounding.
   */
  static boolean cannotExceed(double greatest, double mean, double deviation) {
    if (!(mean < 0 && deviation > 0)) return false;
    double square = mean / deviation * (mean / deviation);
    return 0.4 * deviation <= greatest * (1 + square) * (1 + square / 2);
  }

  /** E[max(0, X)] of X normal with this mean and deviation. */
  static double expectedImprovement(double mean, double deviation) {
    if (deviation == 0) return Math.max(0, mean);
    double z = mean / deviation;
    return mean * NORMAL.cumulativeProbability(z) + deviation * NORMAL.density(z);
  }
}
