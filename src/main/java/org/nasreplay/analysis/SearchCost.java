package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.ProcessorTime;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;

/**
 * What a search costs until it reaches a target: the trainings that it pays for, and its own time.
 *
 * @param target who reaches what, and what that is expected to take
 * @param saved against random search; null where one of the two never reaches the target, or where
 *     random search was not replayed
 * @param processorSeconds per evaluation, positive: the searcher itself and what asks the
 *     benchmark; null where nobody measured
 */
public record SearchCost(
    FixedTarget target, @Nullable Saved saved, @Nullable Double processorSeconds) {
  /** The searcher whose cost others save. */
  public static final String BASELINE = "random";

  private static final double HOUR = 3600;

  /**
   * What is saved in expectation; negative where more is spent.
   *
   * @param evaluations trainings, whole or partial
   * @param hours simulated; null where trainings have no price
   */
  public record Saved(double evaluations, @Nullable Double hours) {}

  /** Whether some run reaches the target; false as well where that is unknown. */
  public boolean reached() {
    FixedTarget.Reached reached = target.reached();
    return reached != null && reached.successes() > 0;
  }

  /** Trainings in expectation; null where none of the runs is known to reach the target. */
  public @Nullable Double evaluations() {
    return reached() ? Objects.requireNonNull(target.reached()).evaluations() : null;
  }

  /** The same in simulated hours, one training after the other; null without a price, too. */
  public @Nullable Double hours() {
    Double seconds = reached() ? Objects.requireNonNull(target.reached()).seconds() : null;
    return seconds == null ? null : seconds / HOUR;
  }

  /** Of every target, in their order. */
  public static List<SearchCost> of(Results results, List<FixedTarget> targets) {
    String baseline =
        results.provenance().searchers().stream()
            .filter(searcher -> searcher.name().equals(BASELINE))
            .map(ReplayProvenance.Searcher::label)
            .findFirst()
            .orElse("");
    Map<List<Object>, SearchCost> random = new HashMap<>();
    for (FixedTarget target : targets) {
      if (target.searcher().equals(baseline)) {
        random.put(List.of(target.protocol(), target.target()), new SearchCost(target, null, null));
      }
    }
    List<SearchCost> costs = new ArrayList<>();
    for (FixedTarget target : targets) {
      var bare = new SearchCost(target, null, processorSeconds(results, target));
      SearchCost other =
          target.searcher().equals(baseline)
              ? null
              : random.get(List.of(target.protocol(), target.target()));
      costs.add(new SearchCost(target, saved(bare, other), bare.processorSeconds()));
    }
    return costs;
  }

  private static @Nullable Saved saved(SearchCost cost, @Nullable SearchCost random) {
    if (random == null) return null;
    Double own = cost.evaluations();
    Double theirs = random.evaluations();
    if (own == null || theirs == null) return null;
    Double hours = cost.hours();
    Double randomHours = random.hours();
    return new Saved(
        theirs - own, hours == null || randomHours == null ? null : randomHours - hours);
  }

  private static @Nullable Double processorSeconds(Results results, FixedTarget target) {
    return results.processorTimes().stream()
        .filter(time -> time.protocol().equals(target.protocol()))
        .filter(time -> time.searcher().equals(target.searcher()))
        .filter(time -> time.evaluations() > 0 && time.seconds() > 0)
        .map(ProcessorTime::perEvaluation)
        .findFirst()
        .orElse(null);
  }
}
