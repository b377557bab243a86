package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * What a searcher's answers are worth when the budget is spent, over all its runs under a protocol.
 * Means and deviations of accuracies are over the runs that have an answer.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param runs how many there are
 * @param answered runs in which some evaluated architecture satisfied the constraint
 * @param evaluations mean over all runs
 * @param seconds mean simulated seconds over all runs
 * @param valid reported validation accuracy, in percent
 * @param test reported test accuracy, in percent
 * @param interval 95 % bootstrap interval of the mean test accuracy
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
    Spread test,
    Bootstrap.Interval interval,
    double regret) {

  /**
   * NaN for an empty sample.
   *
   * @param mean the arithmetic mean
   * @param std the population standard deviation, as NATS-Bench reports it
   */
  public record Spread(double mean, double std) {
    static Spread of(double[] sample) {
      double std = StandardDeviation.of(sample).setBiased(true).getAsDouble();
      return new Spread(FixedBudget.mean(sample), std);
    }
  }

  /** One per protocol and searcher, in the order of the description. */
  public static List<FixedBudget> of(Results results) {
    List<FixedBudget> all = new ArrayList<>();
    for (Protocol protocol : results.description().protocols()) {
      double best = results.optimum(protocol.name(), "test").testAccuracy();
      for (Description.Searcher searcher : results.description().searchers()) {
        List<Run> runs = results.runs(protocol.name(), searcher.label());
        double[] test = answers(runs, Run::testAccuracy);
        Spread spread = Spread.of(test);
        all.add(
            new FixedBudget(
                protocol.name(),
                searcher.label(),
                runs.size(),
                test.length,
                mean(answers(runs, Run::evaluations)),
                mean(answers(runs, Run::seconds)),
                Spread.of(answers(runs, Run::validAccuracy)),
                spread,
                Bootstrap.interval(test, FixedBudget::mean),
                best - spread.mean()));
      }
    }
    return all;
  }

  /** The values that there are: a run without an answer has none. */
  static double[] answers(List<Run> runs, ToDoubleFunction<Run> value) {
    return runs.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
  }

  static double mean(double[] sample) {
    return Mean.of(sample).getAsDouble();
  }
}
