package org.nasreplay.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Answers;
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
 * @param answers how many runs have one
 */
record Ablation(
    String protocol,
    String label,
    int buckets,
    int keep,
    double evaluations,
    @Nullable Double regret,
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
                budget.answers()));
      }
    }
    return all;
  }

  private static JsonNode settings(ReplayProvenance.Searcher searcher) {
    try {
      return JSON.readTree(searcher.settings());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are canonical JSON", e);
    }
  }
}
