package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * The empirical distribution of the times at which a searcher's runs reach a grid of targets: which
 * share of all pairs of run and target is solved by when.
 *
 * <p>Hansen et al., "COCO: Performance Assessment", arXiv 1605.03560, section 5.3. The targets'
 * distances to the optimum fall by a constant factor, from the table's median network to 0.1
 * points.
 *
 * @param times in what the budget counts, ascending, of the pairs that are solved
 * @param pairs how many there are, solved or not
 */
@SuppressWarnings("ArrayRecordComponent") // a sorted sample; never compared
public record RunTimes(double[] times, int pairs) {

  /**
   * Of every searcher under every protocol. None where the table lacks the accuracy of an
   * incumbent, which may have reached a target.
   */
  static Map<String, Map<String, RunTimes>> of(Results results) {
    Map<String, Map<String, RunTimes>> all = new HashMap<>();
    for (Protocol protocol : results.provenance().protocols()) {
      double[] grid = Target.grid(results, protocol);
      Predicate<String> valued =
          searcher -> results.runs(protocol.name(), searcher).stream().allMatch(Trajectory::valued);
      Map<String, RunTimes> times =
          results.provenance().searchers().parallelStream()
              .map(ReplayProvenance.Searcher::label)
              .filter(valued)
              .collect(
                  Collectors.toUnmodifiableMap(
                      searcher -> searcher,
                      searcher -> of(results.runs(protocol.name(), searcher), protocol, grid)));
      all.put(protocol.name(), times);
    }
    return Map.copyOf(all);
  }

  private static RunTimes of(List<Run> runs, Protocol protocol, double[] grid) {
    Effort effort = Effort.of(protocol.budget());
    double[] times =
        runs.stream()
            .flatMapToDouble(
                run -> Arrays.stream(grid).map(target -> Trajectory.firstHit(run, effort, target)))
            .filter(time -> time < Double.POSITIVE_INFINITY)
            .sorted()
            .toArray();
    return new RunTimes(times, runs.size() * grid.length);
  }

  /** The share of pairs that are solved when so much is spent, 0..1. */
  public double solved(double spent) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= spent) low = middle + 1;
      else high = middle;
    }
    return (double) low / pairs;
  }

  /**
   * The area under {@link #solved} over the logarithm of time between two moments, as a share of
   * the whole, 0..1: 1 where all is solved at once. Of one moment, what is solved then.
   */
  public double area(double start, double end) {
    if (start == end) return solved(end);
    double area = 0;
    for (double time : times) {
      area += Math.max(0, Math.log(end / Math.max(time, start)));
    }
    return area / (pairs * Math.log(end / start));
  }
}
