package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * What it takes a searcher to reach a target: the first time that the reported accuracy of an
 * incumbent is at least the target's. A later incumbent may fall below it again, as the searcher
 * sees rewards only.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param target to reach
 * @param answers how many runs have a test accuracy at the budget
 * @param reached null where the table lacks the accuracy of an incumbent of some run, as that one
 *     may have reached the target, or may not
 */
public record FixedTarget(
    String protocol, String searcher, Target target, Answers answers, @Nullable Reached reached) {

  /**
   * How often a target is reached, and what that is expected to take.
   *
   * @param successes runs that reached it
   * @param seconds expected running time in simulated seconds, infinite without a success; null
   *     where trainings have no price
   * @param evaluations the same in evaluations
   */
  public record Reached(int successes, @Nullable Double seconds, double evaluations) {
    /** In what a budget counts. */
    public double time(Effort effort) {
      return effort == Effort.SECONDS ? Objects.requireNonNull(seconds) : evaluations;
    }
  }

  /** By protocol, then target, then searcher. */
  public static List<FixedTarget> of(Results results, PublishedResults papers) {
    return results.provenance().protocols().parallelStream()
        .flatMap(protocol -> of(results, protocol, papers).stream())
        .toList();
  }

  private static List<FixedTarget> of(Results results, Protocol protocol, PublishedResults papers) {
    List<FixedTarget> all = new ArrayList<>();
    for (Target target : Target.of(results, protocol, papers)) {
      for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
        List<Run> runs = results.runs(protocol.name(), searcher.label());
        all.add(
            new FixedTarget(
                protocol.name(),
                searcher.label(),
                target,
                Answers.of(runs, Run::testAtBudget),
                reached(runs, target.accuracy())));
      }
    }
    return all;
  }

  static @Nullable Reached reached(List<Run> runs, double accuracy) {
    if (!runs.stream().allMatch(Trajectory::valued)) return null;
    boolean priced = runs.stream().noneMatch(run -> Double.isNaN(run.seconds()));
    double never = Double.POSITIVE_INFINITY;
    return new Reached(
        (int)
            runs.stream()
                .filter(run -> Trajectory.firstHit(run, Effort.EVALUATIONS, accuracy) < never)
                .count(),
        priced ? expectedRunningTime(runs, Effort.SECONDS, accuracy) : null,
        expectedRunningTime(runs, Effort.EVALUATIONS, accuracy));
  }

  /**
   * ERT = (Σ time to the target over successful runs + Σ whole time of the others) / successes: the
   * expected time of a searcher that is restarted until it succeeds. Hansen et al., "COCO:
   * Performance Assessment", arXiv 1605.03560, section 5.1; also called aRT.
   */
  static double expectedRunningTime(List<Run> runs, Effort effort, double accuracy) {
    double spent = 0;
    int successes = 0;
    for (Run run : runs) {
      double hit = Trajectory.firstHit(run, effort, accuracy);
      boolean success = hit < Double.POSITIVE_INFINITY;
      spent += success ? hit : effort.of(run);
      if (success) successes++;
    }
    return successes == 0 ? Double.POSITIVE_INFINITY : spent / successes;
  }
}
