package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * What a searcher's answers are worth when the budget is spent, over all its runs under a protocol.
 * Statistics of accuracies are over the runs that have one, and null where none has; intervals are
 * of 95 %, and null where fewer than two have one.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param answers how many runs have a test accuracy
 * @param evaluations mean over all runs
 * @param seconds mean simulated seconds over all runs; null where trainings have no price
 * @param valid reported validation accuracy, in percent
 * @param validInterval of its mean
 * @param test reported test accuracy, in percent
 * @param testInterval of its mean
 * @param robustInterval of its interquartile mean
 * @param regret mean test accuracy that is missing to the best admitted architecture, in points
 */
public record FixedBudget(
    String protocol,
    String searcher,
    Answers answers,
    double evaluations,
    @Nullable Double seconds,
    @Nullable SampleSummary valid,
    Bootstrap.@Nullable Interval validInterval,
    @Nullable SampleSummary test,
    Bootstrap.@Nullable Interval testInterval,
    Bootstrap.@Nullable Interval robustInterval,
    @Nullable Double regret) {

  /** One per protocol and searcher, in the order of the provenance. */
  public static List<FixedBudget> of(Results results) {
    List<Supplier<FixedBudget>> cells = new ArrayList<>();
    for (Protocol protocol : results.provenance().protocols()) {
      double best = results.optimum(protocol.name(), "test").testAccuracy();
      for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
        List<Run> runs = results.runs(protocol.name(), searcher.label());
        cells.add(() -> of(protocol.name(), searcher.label(), runs, best));
      }
    }
    return cells.parallelStream().map(Supplier::get).toList();
  }

  private static FixedBudget of(String protocol, String searcher, List<Run> runs, double best) {
    double[] valid = SampleSummary.values(runs, Run::validAtBudget);
    double[] test = SampleSummary.values(runs, Run::testAtBudget);
    SampleSummary spread = SampleSummary.of(test);
    SampleSummary seconds = SampleSummary.of(SampleSummary.values(runs, Run::seconds));
    List<Bootstrap.@Nullable Interval> intervals =
        Bootstrap.intervals(test, SampleSummary::mean, SampleSummary::interquartileMean);
    return new FixedBudget(
        protocol,
        searcher,
        Answers.of(runs, Run::testAtBudget),
        SampleSummary.mean(SampleSummary.values(runs, Run::evaluations)),
        seconds == null ? null : seconds.mean(),
        SampleSummary.of(valid),
        Bootstrap.intervals(valid, SampleSummary::mean).get(0),
        spread,
        intervals.get(0),
        intervals.get(1),
        spread == null ? null : best - spread.mean());
  }
}
