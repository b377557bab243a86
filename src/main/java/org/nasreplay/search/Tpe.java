package org.nasreplay.search;

import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * The tree-structured Parzen estimator: of some candidates drawn from l, the density of the good
 * architectures, the one with the greatest l/g is trained, g being the density of the others; that
 * maximises expected improvement. Positions are independent; a choice that n architectures of m
 * have made has density (n + w)/(m + w·choices).
 *
 * <p>Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NeurIPS 2011, section 4: the
 * best γ = 15 % are good. The number of candidates, the random start and the prior weight w are
 * hyperopt's defaults. Unlike hyperopt, candidates are compared as a whole, as in the paper, and
 * old results are not forgotten.
 */
public final class Tpe implements ModelBasedSearcher {

  /**
   * The split, the start and the prior.
   *
   * @param gamma share of the architectures that count as good, rounded up, in 0..1 exclusive
   * @param candidates drawn per step, 1 to 10,000
   * @param start random architectures before the first model, 2 to 100,000
   * @param priorWeight w, 1e-6 to 1e6
   */
  public record Settings(double gamma, int candidates, int start, double priorWeight) {
    public static final Settings HYPEROPT = new Settings(0.15, 24, 20, 1);

    public Settings {
      Expect.that(0 < gamma && gamma < 1, "gamma", gamma, "a number between 0 and 1");
      Expect.whole("candidates", candidates, 1, 10_000);
      Expect.whole("start", start, 2, 100_000);
      Expect.number("prior_weight", priorWeight, 1e-6, 1e6);
    }
  }

  private final Settings settings;

  public Tpe(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    var model = new Model(session.space(), settings);
    while (!session.exhausted()) {
      Architecture next =
          model.size() < settings.start() ? session.sample() : model.propose(session);
      model.add(next, session.evaluate(next));
    }
  }

  /** All results, split into the good and the others. */
  static final class Model {
    private final Settings settings;
    private final RankedArchitectures ranking = new RankedArchitectures();
    private final Density good;
    private final Density bad;
    private int goods;

    Model(SearchSpace space, Settings settings) {
      this.settings = settings;
      this.good = new Density(space, settings.priorWeight());
      this.bad = new Density(space, settings.priorWeight());
    }

    int size() {
      return ranking.size();
    }

    Density good() {
      return good;
    }

    Density bad() {
      return bad;
    }

    /** Adds a result; at most one other changes sides, at the border of the good. */
    void add(Architecture architecture, double reward) {
      if (ranking.add(architecture, reward) < goods) {
        good.add(architecture, 1);
        move(ranking.architecture(goods), good, bad);
      } else {
        bad.add(architecture, 1);
      }
      if (goods < Math.ceil(settings.gamma() * size())) {
        move(ranking.architecture(goods++), bad, good);
      }
    }

    private static void move(Architecture architecture, Density from, Density to) {
      from.add(architecture, -1);
      to.add(architecture, 1);
    }

    /** Of some candidates drawn from the good, the one with the greatest l/g. */
    Architecture propose(Session session) {
      good.update();
      bad.update();
      Architecture best = good.sample(session);
      double greatest = good.log(best) - bad.log(best);
      for (int i = 1; i < settings.candidates(); i++) {
        Architecture drawn = good.sample(session);
        double ratio = good.log(drawn) - bad.log(drawn);
        if (ratio > greatest) {
          greatest = ratio;
          best = drawn;
        }
      }
      return best;
    }
  }

  /** How often each choice was made, and what follows for the next architecture. */
  static final class Density {
    private final SearchSpace space;
    private final double priorWeight;
    private final double[][] count;
    private final double[][] log;
    private final int[] vector;
    private int size;

    Density(SearchSpace space, double priorWeight) {
      this.space = space;
      this.priorWeight = priorWeight;
      this.vector = new int[space.positions()];
      this.count = new double[space.positions()][];
      this.log = new double[space.positions()][];
      for (int p = 0; p < count.length; p++) {
        count[p] = new double[space.choices(p)];
        log[p] = new double[space.choices(p)];
      }
    }

    void add(Architecture architecture, int times) {
      size += times;
      for (int p = 0; p < count.length; p++) count[p][architecture.choice(p)] += times;
    }

    double of(int position, int choice) {
      double[] made = count[position];
      return (made[choice] + priorWeight) / (size + priorWeight * made.length);
    }

    /** Makes what was added count in {@link #sample} and {@link #log}. */
    void update() {
      for (int p = 0; p < log.length; p++) {
        for (int c = 0; c < log[p].length; c++) log[p][c] = Math.log(of(p, c));
      }
    }

    /** The logarithm of the density at {@code architecture}. */
    double log(Architecture architecture) {
      double sum = 0;
      for (int p = 0; p < log.length; p++) sum += log[p][architecture.choice(p)];
      return sum;
    }

    /** An architecture drawn from this density; drawn again until the constraint admits it. */
    Architecture sample(Session session) {
      Architecture drawn;
      do {
        for (int p = 0; p < vector.length; p++) {
          double[] made = count[p];
          double u = session.random().nextDouble() * (size + priorWeight * made.length);
          int c = 0;
          while (c < made.length - 1 && (u -= made[c] + priorWeight) >= 0) c++;
          vector[p] = c;
        }
        drawn = space.architecture(vector);
      } while (!session.admits(drawn));
      return drawn;
    }
  }
}
