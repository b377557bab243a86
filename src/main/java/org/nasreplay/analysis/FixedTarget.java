package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import org.nasreplay.analysis.Trajectory.Effort;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
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
 * @param runs how many there are
 * @param successes runs that reached it
 * @param seconds expected running time in simulated seconds; infinite without a success
 * @param evaluations the same in evaluations
 */
public record FixedTarget(
    String protocol,
    String searcher,
    Target target,
    int runs,
    int successes,
    double seconds,
    double evaluations) {

  /** By protocol, then target, then searcher. */
  public static List<FixedTarget> of(Results results, PublishedResults papers) {
    return results.description().protocols().parallelStream()
        .flatMap(protocol -> of(results, protocol, papers).stream())
        .toList();
  }

  private static List<FixedTarget> of(Results results, Protocol protocol, PublishedResults papers) {
    List<FixedTarget> all = new ArrayList<>();
    for (Target target : Target.of(results, protocol, papers)) {
      for (Description.Searcher searcher : results.description().searchers()) {
        List<Run> runs = results.runs(protocol.name(), searcher.label());
        double hit = target.accuracy();
        long successes =
            runs.stream()
                .filter(
                    run -> Trajectory.firstHit(run, Effort.SECONDS, hit) < Double.POSITIVE_INFINITY)
                .count();
        all.add(
            new FixedTarget(
                protocol.name(),
                searcher.label(),
                target,
                runs.size(),
                (int) successes,
                expectedRunningTime(runs, Effort.SECONDS, hit),
                expectedRunningTime(runs, Effort.EVALUATIONS, hit)));
      }
    }
    return all;
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
