package org.nasreplay.search;

import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * BOHB: Hyperband whose new architectures come from a model, the ratio of two kernel densities, one
 * of the good and one of the bad architectures of the longest training that has enough of them.
 *
 * <p>Falkner, Klein, Hutter, "BOHB: Robust and Efficient Hyperparameter Optimization at Scale",
 * ICML 2018, as hpbandster runs it for Dong et al., "NATS-Bench", TPAMI 2021. Of hpbandster follow:
 * brackets of ⌊(s_max+1)/(s+1)⌋·ηˢ architectures; no model before a rung has positions + 1 good and
 * as many bad ones; the densities of {@link CategoricalKernelDensity} with all their quirks; a
 * candidate is a good architecture of which each position is redrawn with the bandwidth's
 * probability. {@code bandwidth_factor} acts on continuous parameters only, so it is absent. Where
 * this differs: equal rewards rank in order of arrival, and of the candidates those count that the
 * constraint admits.
 */
public final class Bohb implements ModelBasedSearcher {

  /**
   * The brackets and the model.
   *
   * @param eta η: of so many architectures, one goes on, 2 to 1,000
   * @param minEpochs least length of a training, 1 to 999,999
   * @param topPercent how many count as good, 1..99
   * @param samples candidates that the model compares, 1 to 10,000
   * @param randomFraction share of architectures drawn without the model, 0..1
   * @param minBandwidth least bandwidth, 1e-6 to 1
   */
  public record Settings(
      int eta,
      int minEpochs,
      int topPercent,
      int samples,
      double randomFraction,
      double minBandwidth) {
    public static final Settings NATS_BENCH = new Settings(3, 1, 15, 4, 0, 0.3);

    public Settings {
      new Rungs(eta, minEpochs); // checks them
      Expect.whole("top_percent", topPercent, 1, 99);
      Expect.whole("samples", samples, 1, 10_000);
      Expect.number("random_fraction", randomFraction, 0, 1);
      Expect.number("min_bandwidth", minBandwidth, 1e-6, 1);
    }

    Rungs rungs() {
      return new Rungs(eta, minEpochs);
    }
  }

  private final Settings settings;

  public Bohb(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Needs needs(int epochs) {
    return settings.rungs().needs(epochs);
  }

  @Override
  public void search(Session session) {
    int[] rungs = settings.rungs().of(session.epochs());
    var model = new Model(session, rungs.length);
    while (!session.exhausted()) {
      for (int first = 0; first < rungs.length; first++) {
        int candidates = candidates(rungs.length, rungs.length - 1 - first, settings.eta());
        SuccessiveHalving.bracket(session, rungs, first, candidates, settings.eta(), model);
      }
    }
  }

  /** ⌊rungs/(s+1)⌋·ηˢ. */
  static int candidates(int rungs, int s, int eta) {
    return Math.toIntExact(rungs / (s + 1) * Math.round(Math.pow(eta, s)));
  }

  private final class Model implements SuccessiveHalving.Proposer {
    private final Session session;
    private final RankedChoices[] seen;
    private final int[] choices;
    private final int[] vector;
    private final int leastPoints;
    private int modelled = -1;
    private boolean stale = true;
    private @Nullable CategoricalKernelDensity good;
    private @Nullable CategoricalKernelDensity bad;

    Model(Session session, int rungs) {
      this.session = session;
      this.seen = new RankedChoices[rungs];
      SearchSpace space = session.space();
      for (int i = 0; i < rungs; i++) seen[i] = new RankedChoices(space.positions());
      this.choices = new int[space.positions()];
      for (int p = 0; p < choices.length; p++) choices[p] = space.choices(p);
      this.vector = new int[choices.length];
      this.leastPoints = choices.length + 1;
    }

    @Override
    public void observe(Architecture architecture, int rung, double reward) {
      if (rung < modelled) return; // one that has enough for a model keeps it: nobody asks again
      seen[rung].add(architecture, reward);
      stale = true; // fitted again when asked for
    }

    @Override
    public Architecture propose() {
      if (stale) fit();
      if (good == null
          || bad == null
          || session.random().nextDouble() < settings.randomFraction()) {
        return session.sample();
      }
      Architecture best = null;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < settings.samples(); i++) {
        Architecture candidate = candidate(good);
        if (!session.admits(candidate)) continue;
        double density = good.at(candidate);
        double ratio = atLeastTiny(bad.at(candidate)) / (1e-32 > density ? 1e-32 : density);
        if (!Double.isFinite(ratio) && Double.isFinite(density)) return candidate;
        if (ratio < least) {
          least = ratio;
          best = candidate;
        }
      }
      return best == null ? session.sample() : best;
    }

    private Architecture candidate(CategoricalKernelDensity good) {
      int datum = session.random().nextInt(good.size());
      for (int p = 0; p < vector.length; p++) {
        boolean stays = session.random().nextDouble() < 1 - good.bandwidth(p);
        vector[p] = stays ? good.choice(datum, p) : session.random().nextInt(choices[p]);
      }
      return session.space().architecture(vector);
    }

    private void fit() {
      stale = false;
      for (int rung = seen.length - 1; rung >= 0; rung--) {
        int size = seen[rung].size();
        int goods = Math.max(leastPoints, settings.topPercent() * size / 100);
        int bads = Math.max(leastPoints, (100 - settings.topPercent()) * size / 100);
        int end = Math.min(size, goods + bads);
        if (end - goods < leastPoints) continue;
        modelled = rung;
        good = density(seen[rung], 0, goods);
        bad = density(seen[rung], goods, end);
        return;
      }
    }

    private CategoricalKernelDensity density(RankedChoices ranking, int from, int to) {
      return new CategoricalKernelDensity(ranking, from, to, choices, settings.minBandwidth());
    }
  }

  /** Python's {@code max(1e-32, x)}: 1e-32 where x is not a number. */
  private static double atLeastTiny(double x) {
    return x > 1e-32 ? x : 1e-32;
  }
}
