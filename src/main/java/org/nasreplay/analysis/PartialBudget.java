package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * What the incumbents of a searcher's runs are worth when a part of the budget is spent. Statistics
 * are over the runs whose incumbent has a value, and null where there is none.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param spent the part of the budget
 * @param answers how many runs have an incumbent by then, and how many of these a test accuracy
 * @param test reported test accuracy of the incumbents, in percent
 * @param robustInterval 95 % bootstrap interval of its interquartile mean; null for fewer than two
 * @param regret mean test accuracy that is missing to the best admitted architecture, in points
 */
public record PartialBudget(
    String protocol,
    String searcher,
    Protocol.Budget spent,
    Answers answers,
    @Nullable SampleSummary test,
    Bootstrap.@Nullable Interval robustInterval,
    @Nullable Double regret) {
  private static final double[] SHARES = {0.05, 0.1, 0.25, 0.5};

  /**
   * By protocol, then milestone, then searcher. The milestones are a twentieth, a tenth, a quarter
   * and a half of a budget in seconds, and 10, 30, 100, … evaluations. A searcher meets those as
   * long as each of its runs makes so many: beyond, the runs that go on would stand for those that
   * had to stop. That one searcher stops early takes nothing from the others.
   */
  public static List<PartialBudget> of(Results results) {
    List<Supplier<PartialBudget>> cells = new ArrayList<>();
    for (Protocol protocol : results.provenance().protocols()) {
      Map<String, Long> shortest = shortest(results, protocol.name());
      for (Protocol.Budget spent : milestones(protocol.budget(), shortest)) {
        for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
          Integer count = spent.evaluations();
          if (count != null && shortest.getOrDefault(searcher.label(), 0L) < count) continue;
          cells.add(() -> of(results, protocol.name(), searcher.label(), spent));
        }
      }
    }
    return cells.parallelStream().map(Supplier::get).toList();
  }

  /** The evaluations of every searcher's shortest run. */
  private static Map<String, Long> shortest(Results results, String protocol) {
    return results.runs().stream()
        .filter(run -> run.protocol().equals(protocol))
        .collect(Collectors.toMap(Run::searcher, Run::evaluations, Math::min));
  }

  private static List<Protocol.Budget> milestones(
      Protocol.Budget budget, Map<String, Long> shortest) {
    List<Protocol.Budget> milestones = new ArrayList<>();
    Double seconds = budget.seconds();
    if (seconds != null) {
      for (double share : SHARES) milestones.add(new Protocol.Budget(share * seconds, null));
    }
    long most = shortest.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Stream.iterate(10, count -> count <= most, count -> next(count))
        .forEach(count -> milestones.add(new Protocol.Budget(null, count)));
    return milestones;
  }

  /** 10, 30, 100, 300, … */
  private static int next(int count) {
    return Integer.toString(count).startsWith("1") ? 3 * count : count / 3 * 10;
  }

  private static PartialBudget of(
      Results results, String protocol, String searcher, Protocol.Budget spent) {
    List<Run> runs = results.runs(protocol, searcher);
    Effort effort = Effort.of(spent);
    double amount = Effort.amount(spent);
    List<Run.Step> incumbents =
        runs.stream()
            .map(run -> Trajectory.incumbent(run, effort, amount))
            .filter(Objects::nonNull)
            .toList();
    double[] test =
        incumbents.stream()
            .mapToDouble(Run.Step::testAccuracy)
            .filter(accuracy -> !Double.isNaN(accuracy))
            .toArray();
    SampleSummary spread = SampleSummary.of(test);
    return new PartialBudget(
        protocol,
        searcher,
        spent,
        new Answers(runs.size(), incumbents.size(), test.length),
        spread,
        Bootstrap.intervals(test, SampleSummary::interquartileMean).get(0),
        spread == null ? null : results.optimum(protocol, "test").testAccuracy() - spread.mean());
  }
}
