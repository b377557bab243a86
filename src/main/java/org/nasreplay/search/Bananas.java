package org.nasreplay.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * A BANANAS-like ensemble: several predictors learn all rewards so far; of some mutations of the
 * best architectures, those with the greatest draw from N(mean, deviation) over the predictors are
 * trained next, a batch at a time.
 *
 * <p>White, Neiswanger, Savani, "BANANAS: Bayesian Optimization with Neural Architectures for
 * Neural Architecture Search", AAAI 2021: five predictors, ten random architectures first, batches
 * of ten, 100 mutations, independent Thompson sampling, no architecture twice. Where this differs:
 * a predictor is a {@link RandomFeatureRegression} on one-hot choices, which is fitted exactly,
 * instead of a deep network on a path encoding, which takes seconds to train.
 */
public final class Bananas implements ModelBasedSearcher {

  /**
   * The ensemble and its candidates.
   *
   * @param start random architectures before the first prediction, 2 to 100,000
   * @param batch architectures trained between two fits, 1..candidates
   * @param candidates mutations that are compared, 1 to 1,000
   * @param elite best architectures that share the mutations evenly, 1..candidates
   * @param predictors size of the ensemble, 2 to 20
   * @param width hidden units of a predictor, 1 to 256
   * @param ridge penalty on its weights, 1e-6 to 1e6
   */
  public record Settings(
      int start, int batch, int candidates, int elite, int predictors, int width, double ridge) {
    public static final Settings DEFAULT = new Settings(10, 10, 100, 5, 5, 32, 1);

    public Settings {
      Expect.whole("candidates", candidates, 1, 1_000);
      Expect.whole("start", start, 2, 100_000);
      Expect.whole("batch", batch, 1, candidates);
      Expect.whole("elite", elite, 1, candidates);
      Expect.whole("predictors", predictors, 2, 20);
      Expect.whole("width", width, 1, 256);
      Expect.number("ridge", ridge, 1e-6, 1e6);
    }
  }

  private final Settings settings;

  public Bananas(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    new Search(session).run();
  }

  private final class Search {
    private final Session session;
    private final RandomFeatureRegression[] ensemble;
    private final SharedStateContinuousSampler gaussian;
    private final RankedArchitectures ranking = new RankedArchitectures();
    private final Set<Architecture> seen = new HashSet<>();
    private final Architecture[] mutations = new Architecture[settings.candidates()];
    private final double[] noise = new double[settings.candidates()];
    private final double[] predicted = new double[settings.candidates()];
    private final double[] sum = new double[settings.candidates()];
    private final double[] squares = new double[settings.candidates()];
    private final double[] draws = new double[settings.candidates()];
    private final boolean[] taken = new boolean[settings.candidates()];

    Search(Session session) {
      this.session = session;
      this.ensemble = new RandomFeatureRegression[settings.predictors()];
      for (int i = 0; i < ensemble.length; i++) {
        ensemble[i] =
            new RandomFeatureRegression(
                session.space(), settings.width(), settings.ridge(), session.random());
      }
      this.gaussian = ZigguratSampler.NormalizedGaussian.of(session.random());
    }

    void run() {
      while (!session.exhausted() && ranking.size() < settings.start()) train(session.sample());
      while (!session.exhausted()) {
        for (RandomFeatureRegression predictor : ensemble) predictor.fit();
        int count = candidates();
        if (count == 0) train(session.sample());
        int trained = 0;
        for (int i = 0; i < count && trained < settings.batch(); i++) {
          Architecture candidate = greatest(count);
          if (isSeen(candidate)) continue; // one that was drawn twice
          if (session.exhausted()) return;
          train(candidate);
          trained++;
        }
      }
    }

    private boolean isSeen(Architecture architecture) {
      return seen.contains(session.space().canonical(architecture));
    }

    private void train(Architecture architecture) {
      double reward = session.evaluate(architecture);
      seen.add(session.space().canonical(architecture));
      ranking.add(architecture, reward);
      for (RandomFeatureRegression predictor : ensemble) predictor.add(architecture, reward);
    }

    /** Fills mutations and draws, and returns how many there are. */
    private int candidates() {
      int count = mutate();
      Arrays.fill(sum, 0, count, 0);
      Arrays.fill(squares, 0, count, 0);
      for (RandomFeatureRegression predictor : ensemble) {
        predictor.predict(mutations, count, predicted);
        for (int i = 0; i < count; i++) {
          sum[i] += predicted[i];
          squares[i] += predicted[i] * predicted[i];
        }
      }
      for (int i = 0; i < count; i++) {
        double mean = sum[i] / ensemble.length;
        double variance = Math.max(0, squares[i] / ensemble.length - mean * mean);
        draws[i] = mean + Math.sqrt(variance) * noise[i];
      }
      Arrays.fill(taken, 0, count, false);
      return count;
    }

    /**
     * The greatest draw that is left, the first of equals; it is not left any more. Draws are
     * numbers, as a positive ridge lets every fit succeed.
     */
    private Architecture greatest(int count) {
      int greatest = -1;
      for (int i = 0; i < count; i++) {
        if (!taken[i] && (greatest < 0 || draws[i] > draws[greatest])) greatest = i;
      }
      taken[greatest] = true;
      return mutations[greatest];
    }

    /** New mutations of the best, and of the next best where these have no more. */
    private int mutate() {
      int count = 0;
      for (int rank = 0; rank < ranking.size(); rank++) {
        Architecture parent = ranking.architecture(rank);
        for (int i = 0; i < settings.candidates() / settings.elite(); i++) {
          Architecture child = session.mutate(parent);
          if (isSeen(child)) continue;
          mutations[count] = child;
          noise[count] = gaussian.sample();
          if (++count == settings.candidates()) return count;
        }
      }
      return count;
    }
  }
}
