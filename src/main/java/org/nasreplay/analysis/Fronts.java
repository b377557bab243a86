package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * The fronts of all runs under one protocol, held against the true one.
 *
 * @param moments that runs are followed at, in what the budget counts, ascending
 * @param targets of the first cost, ascending
 * @param samples one per searcher, in the suite's order
 * @param comparisons of the hypervolumes at the budget, every pair
 */
@SuppressWarnings("ArrayRecordComponent") // computed once, never compared
public record Fronts(
    Protocol protocol,
    TrueFront truth,
    double[] moments,
    double[] targets,
    List<Sample> samples,
    List<Comparison> comparisons) {
  private static final int MOMENTS = 40;
  private static final int TARGETS = 10;

  /** The runs of one searcher. */
  public record Sample(String searcher, List<FrontRun> fronts, List<Run> runs) {
    double[] values(ToDoubleFunction<FrontRun> value) {
      return fronts.stream().mapToDouble(value).toArray();
    }

    public SampleSummary summary(ToDoubleFunction<FrontRun> value) {
      return Objects.requireNonNull(SampleSummary.of(values(value)));
    }

    /** Of the mean hypervolume; null for a single run. */
    public Bootstrap.@Nullable Interval interval() {
      return Bootstrap.intervals(values(FrontRun::hypervolume), SampleSummary::mean).get(0);
    }

    public Quartiles onTheWay(int moment) {
      return Quartiles.of(values(front -> front.onTheWay()[moment]));
    }

    /** Of runs that have no network so cheap, infinity. */
    public Quartiles regret(int target) {
      return Quartiles.of(values(front -> front.regrets()[target]));
    }

    /** Of runs that have no network so cheap, negative infinity. */
    public Quartiles attained(double cost) {
      return Quartiles.of(values(front -> front.attained(cost)));
    }

    public double meanEvaluations() {
      return SampleSummary.mean(SampleSummary.values(runs, Run::evaluations));
    }

    public int successes(int level) {
      return (int) fronts.stream().filter(front -> Double.isFinite(front.reached()[level])).count();
    }

    /**
     * What is expected to be spent until the hypervolume is one of {@link FrontRun#LEVELS}, by the
     * formula of {@link FixedTarget#expectedRunningTime}; infinity without a success.
     */
    public double expected(int level, Effort effort) {
      double spent = 0;
      for (int i = 0; i < runs.size(); i++) {
        double reached = fronts.get(i).reached()[level];
        spent += Double.isFinite(reached) ? reached : effort.of(runs.get(i));
      }
      int successes = successes(level);
      return successes == 0 ? Double.POSITIVE_INFINITY : spent / successes;
    }
  }

  /** One per protocol. */
  public static List<Fronts> of(Results results) {
    return results.provenance().protocols().stream().map(p -> of(results, p)).toList();
  }

  private static Fronts of(Results results, Protocol protocol) {
    TrueFront truth = TrueFront.of(results, protocol);
    Effort effort = Effort.of(protocol.budget());
    double[] moments =
        Progress.moments(effort, Progress.start(protocol), Progress.end(protocol), MOMENTS);
    double[] targets = truth.targets(TARGETS);
    List<Sample> samples = new ArrayList<>();
    for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
      List<Run> runs = results.runs(protocol.name(), searcher.label());
      List<FrontRun> fronts =
          runs.parallelStream()
              .map(run -> FrontRun.of(run, truth, effort, moments, targets))
              .toList();
      samples.add(new Sample(searcher.label(), fronts, runs));
    }
    List<Comparison> comparisons =
        Comparison.pairs(
            protocol.name(),
            samples.stream().map(Sample::searcher).toList(),
            samples.stream().map(sample -> sample.values(FrontRun::hypervolume)).toList());
    return new Fronts(protocol, truth, moments, targets, samples, comparisons);
  }

  /** Seen from {@code a}. */
  public Comparison comparison(String a, String b) {
    return comparisons.stream()
        .map(pair -> pair.from(a, b))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** From the greatest mean hypervolume to the least. */
  public List<Sample> ranking() {
    return samples.stream()
        .sorted(Comparator.comparingDouble(s -> -s.summary(FrontRun::hypervolume).mean()))
        .toList();
  }

  /** The two searchers' hypervolumes after each moment: how often the first is ahead, and p. */
  public Comparison at(int moment, String a, String b) {
    double[] ofA = sample(a).values(front -> front.onTheWay()[moment]);
    double[] ofB = sample(b).values(front -> front.onTheWay()[moment]);
    return Comparison.pairs(protocol.name(), List.of(a, b), List.of(ofA, ofB)).get(0);
  }

  public Sample sample(String searcher) {
    return samples.stream()
        .filter(sample -> sample.searcher().equals(searcher))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no searcher " + searcher));
  }

  /** The last moment that is no later than a share of the budget. */
  public int moment(double share) {
    double until = share * moments[moments.length - 1] * (1 + 1e-9);
    return (int) Arrays.stream(moments).filter(moment -> moment <= until).count() - 1;
  }
}
