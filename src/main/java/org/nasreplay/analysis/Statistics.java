package org.nasreplay.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;

/**
 * Everything that a report says in numbers.
 *
 * @param budgets what is reached at the budget, by protocol, then searcher
 * @param partialBudgets what is reached on the way, by protocol, milestone, searcher
 * @param targets what it takes, by protocol, target, searcher
 * @param costs the same with what it costs, in the order of the targets
 * @param comparisons every pair of searchers, by protocol
 * @param improvements every ordered pair, over all protocols
 * @param ranking over all protocols
 * @param headStarts who begins with the largest network
 * @param publishedComparisons what papers say
 * @param runTimes when targets are reached, by protocol, then searcher
 * @param fronts by protocol, where answers are fronts; then all else is empty
 */
public record Statistics(
    List<FixedBudget> budgets,
    List<PartialBudget> partialBudgets,
    List<FixedTarget> targets,
    List<SearchCost> costs,
    List<Comparison> comparisons,
    List<Improvement> improvements,
    Ranking ranking,
    List<HeadStart> headStarts,
    List<PublishedComparison> publishedComparisons,
    Map<String, Map<String, RunTimes>> runTimes,
    List<Fronts> fronts) {

  public static Statistics of(Results results, PublishedResults papers) {
    ReplayProvenance provenance = results.provenance();
    if (provenance.ofFronts()) return of(Fronts.of(results));
    List<FixedBudget> budgets = FixedBudget.of(results);
    List<FixedTarget> targets = FixedTarget.of(results, papers);
    List<Comparison> comparisons = Comparison.of(results);
    List<String> labels =
        provenance.searchers().stream().map(ReplayProvenance.Searcher::label).toList();
    return new Statistics(
        budgets,
        PartialBudget.of(results),
        targets,
        SearchCost.of(results, targets),
        comparisons,
        Improvement.of(comparisons, labels, provenance.protocols().size()),
        Ranking.of(results, budgets),
        HeadStart.of(results, budgets),
        PublishedComparison.of(results, budgets, papers),
        RunTimes.of(results),
        List.of());
  }

  private static Statistics of(List<Fronts> fronts) {
    var none = new Ranking(List.of(), null, null);
    return new Statistics(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), none, List.of(),
        List.of(), Map.of(), fronts);
  }

  /**
   * When a searcher's runs reach their targets; null where the table lacks the accuracy of an
   * incumbent, which may have reached one.
   */
  public @Nullable RunTimes runTimes(Protocol protocol, String searcher) {
    return runTimes.getOrDefault(protocol.name(), Map.of()).get(searcher);
  }

  /** What a searcher reaches at the budget. */
  public FixedBudget budget(Protocol protocol, String searcher) {
    return budgets.stream()
        .filter(budget -> budget.protocol().equals(protocol.name()))
        .filter(budget -> budget.searcher().equals(searcher))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no searcher " + searcher));
  }

  /**
   * What searchers reach under a protocol, by mean test accuracy, the best first; those whose runs
   * do not all have one come last.
   */
  public List<FixedBudget> ranked(String protocol) {
    return budgets.stream()
        .filter(budget -> budget.protocol().equals(protocol))
        .sorted(Comparator.comparingDouble(budget -> -rankedMean(budget)))
        .toList();
  }

  private static double rankedMean(FixedBudget budget) {
    SampleSummary test = budget.test();
    return budget.answers().complete() && test != null ? test.mean() : Double.NEGATIVE_INFINITY;
  }

  /** The searchers' labels by mean rank over all protocols; those without a place come last. */
  public List<String> overall() {
    Stream<String> placed =
        ranking.places().stream()
            .sorted(Comparator.comparingDouble(Ranking.Place::meanRank))
            .map(Ranking.Place::searcher);
    return Stream.concat(placed, budgets.stream().map(FixedBudget::searcher)).distinct().toList();
  }

  /** The comparison of two searchers, seen from {@code a}; null where there is none. */
  public @Nullable Comparison comparison(String protocol, String a, String b) {
    return comparisons.stream()
        .filter(pair -> pair.protocol().equals(protocol))
        .map(pair -> pair.from(a, b))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
