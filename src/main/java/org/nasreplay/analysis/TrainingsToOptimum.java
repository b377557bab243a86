package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * How many trainings a searcher pays for until its incumbent is the best admitted network by the
 * reward: sample efficiency without any scale of accuracies.
 *
 * <p>Where the reward is a mean over seeds, every network that is as good as the best counts. Where
 * it is drawn anew with each training, luck can lift another network above the best one's mean, so
 * that only the network itself counts.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param runs how many there are
 * @param found trainings up to and including the one that found it, ascending, of the runs that did
 * @param expected {@linkplain FixedTarget#expectedRunningTime expected trainings} of the searcher
 *     when it is restarted until it succeeds; infinite without a success
 */
@SuppressWarnings("ArrayRecordComponent") // a sorted sample; never compared
public record TrainingsToOptimum(
    String protocol, String searcher, int runs, double[] found, double expected) {

  /**
   * By protocol, then searcher; of the protocols whose budget counts evaluations and whose optimum
   * is known. Nobody can find the best in the mean of all seeds who is shown a single one, so that
   * a protocol with a fixed seed has none.
   */
  public static List<TrainingsToOptimum> of(Results results) {
    ReplayProvenance provenance = results.provenance();
    if (!provenance.reference().exhaustive()) return List.of();
    List<TrainingsToOptimum> all = new ArrayList<>();
    for (Protocol protocol : provenance.protocols()) {
      boolean fixed = protocol.reward().seeds().kind() == SeedPolicy.Kind.FIXED;
      if (Effort.of(protocol.budget()) == Effort.SECONDS || fixed) continue;
      Optimum optimum = results.optimum(protocol.name(), "validation");
      for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
        List<Run> runs = results.runs(protocol.name(), searcher.label());
        all.add(of(protocol, searcher.label(), runs, optimum));
      }
    }
    return all;
  }

  private static TrainingsToOptimum of(
      Protocol protocol, String searcher, List<Run> runs, Optimum optimum) {
    boolean noisy = protocol.reward().seeds().kind() == SeedPolicy.Kind.RANDOM;
    List<Double> found = new ArrayList<>();
    double spent = 0;
    for (Run run : runs) {
      Stream<Run.Step> finds =
          run.trajectory().stream()
              .filter(
                  step ->
                      step.architecture().equals(optimum.architecture())
                          || (!noisy && step.reward() >= optimum.reward()));
      double trainings = finds.mapToDouble(Run.Step::evaluations).findFirst().orElse(Double.NaN);
      if (!Double.isNaN(trainings)) found.add(trainings);
      spent += Double.isNaN(trainings) ? run.evaluations() : trainings;
    }
    return new TrainingsToOptimum(
        protocol.name(),
        searcher,
        runs.size(),
        found.stream().mapToDouble(Double::doubleValue).sorted().toArray(),
        found.isEmpty() ? Double.POSITIVE_INFINITY : spent / found.size());
  }

  /** The share of the runs that find it, 0..1. */
  public double successRate() {
    return (double) found.length / runs;
  }

  /** How many runs have found it when so many trainings are paid for. */
  public long foundWithin(double trainings) {
    return Arrays.stream(found).filter(each -> each <= trainings).count();
  }

  /**
   * What is expected under the median protocol; infinite where one of the two in the middle is, as
   * no interpolation can tell.
   *
   * @param protocols at least one
   */
  public static double medianExpected(List<TrainingsToOptimum> protocols) {
    double[] sorted =
        protocols.stream().mapToDouble(TrainingsToOptimum::expected).sorted().toArray();
    boolean finite = Double.isFinite(sorted[sorted.length / 2]);
    return finite ? Quartiles.quantile(sorted, 0.5) : Double.POSITIVE_INFINITY;
  }
}
