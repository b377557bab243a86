package org.nasreplay.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;

/**
 * What one configuration of LayerNAS, or a rival of it, reaches under one protocol.
 *
 * @param protocol the protocol's name
 * @param label the searcher's, with the settings that the suite gives
 * @param buckets H; 0 for a rival
 * @param keep candidates kept per bucket, k; 0 for a rival
 * @param evaluations mean over the runs
 * @param regret mean test accuracy that is missing to the best admitted architecture, in points;
 *     null where no run has a test accuracy
 * @param interval of that mean, 95 %; null for fewer than two accuracies
 * @param answers how many runs have one
 */
record Ablation(
    String protocol,
    String label,
    int buckets,
    int keep,
    double evaluations,
    @Nullable Double regret,
    Bootstrap.@Nullable Interval interval,
    Answers answers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By protocol and searcher. */
  static List<Ablation> of(Results results) {
    List<Ablation> all = new ArrayList<>();
    for (FixedBudget budget : FixedBudget.of(results)) {
      for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
        if (!searcher.label().equals(budget.searcher())) continue;
        JsonNode settings = settings(searcher);
        all.add(
            new Ablation(
                budget.protocol(),
                searcher.label(),
                settings.path("buckets").intValue(),
                settings.path("keep").intValue(),
                budget.evaluations(),
                budget.regret(),
                missing(budget),
                budget.answers()));
      }
    }
    return all;
  }

  /** As far below the best as the accuracy's interval. */
  private static Bootstrap.@Nullable Interval missing(FixedBudget budget) {
    Bootstrap.Interval test = budget.testInterval();
    if (test == null || budget.test() == null || budget.regret() == null) return null;
    double best = budget.regret() + budget.test().mean();
    return new Bootstrap.Interval(best - test.high(), best - test.low());
  }

  private static JsonNode settings(ReplayProvenance.Searcher searcher) {
    try {
      return JSON.readTree(searcher.settings());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are canonical JSON", e);
    }
  }
}
