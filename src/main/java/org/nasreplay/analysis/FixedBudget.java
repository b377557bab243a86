package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * What a searcher's answers are worth when the budget is spent, over all its runs under a protocol.
 * Statistics of accuracies are over the runs that have an answer; intervals are of 95 %.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param runs how many there are
 * @param answered runs in which some evaluated architecture satisfied the constraint
 * @param evaluations mean over all runs
 * @param seconds mean simulated seconds over all runs
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
    int runs,
    int answered,
    double evaluations,
    double seconds,
    Spread valid,
    Bootstrap.Interval validInterval,
    Spread test,
    Bootstrap.Interval testInterval,
    Bootstrap.Interval robustInterval,
    double regret) {

  /** One per protocol and searcher, in the order of the description. */
  public static List<FixedBudget> of(Results results) {
    List<Supplier<FixedBudget>> cells = new ArrayList<>();
    for (Protocol protocol : results.description().protocols()) {
      double best = results.optimum(protocol.name(), "test").testAccuracy();
      for (Description.Searcher searcher : results.description().searchers()) {
        List<Run> runs = results.runs(protocol.name(), searcher.label());
        cells.add(() -> of(protocol.name(), searcher.label(), runs, best));
      }
    }
    return cells.parallelStream().map(Supplier::get).toList();
  }

  private static FixedBudget of(String protocol, String searcher, List<Run> runs, double best) {
    double[] valid = Spread.answers(runs, Run::validAtBudget);
    double[] test = Spread.answers(runs, Run::testAtBudget);
    Spread spread = Spread.of(test);
    List<Bootstrap.Interval> intervals =
        Bootstrap.intervals(test, Spread::mean, Spread::interquartileMean);
    return new FixedBudget(
        protocol,
        searcher,
        runs.size(),
        test.length,
        Spread.mean(Spread.answers(runs, Run::evaluations)),
        Spread.mean(Spread.answers(runs, Run::seconds)),
        Spread.of(valid),
        Bootstrap.intervals(valid, Spread::mean).get(0),
        spread,
        intervals.get(0),
        intervals.get(1),
        best - spread.mean());
  }
}
