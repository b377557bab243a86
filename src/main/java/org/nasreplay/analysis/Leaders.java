package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * The searchers that a page has room for: of hundreds, a table of every pair or a chart of every
 * line shows nothing.
 */
public final class Leaders {
  /** As many are all shown, as somebody has named each. */
  static final int ROOM = 60;

  /**
   * As many are all shown where some are combinations of sweeps, which have tables of their own.
   */
  static final int ROOM_OF_SWEEPS = 20;

  /** Of more than that. */
  static final int SHOWN = 15;

  private Leaders() {}

  /**
   * {@code all}, or the part of it with as many searchers as can be told apart: those that are in
   * no sweep, up to half of the room, and the best by mean test accuracy under each protocol in
   * turn.
   *
   * @param chosen labels of searchers that are shown in any case
   */
  public static Results of(Results all, List<String> chosen) {
    ReplayProvenance provenance = all.provenance();
    boolean swept = provenance.searchers().stream().anyMatch(s -> !s.places().isEmpty());
    int room = swept ? ROOM_OF_SWEEPS : ROOM;
    if (provenance.searchers().size() <= room || provenance.ofFronts()) return all;
    Set<String> shown = new LinkedHashSet<>(chosen);
    provenance.searchers().stream()
        .filter(searcher -> searcher.places().isEmpty())
        .limit(SHOWN / 2)
        .forEach(searcher -> shown.add(searcher.label()));
    List<List<String>> ranked =
        provenance.protocols().stream().map(protocol -> ranked(all, protocol)).toList();
    for (int place = 0; shown.size() < SHOWN; place++) {
      for (List<String> best : ranked) {
        if (shown.size() < SHOWN) shown.add(best.get(place));
      }
    }
    return new Results(
        provenance.of(
            provenance.protocols(),
            provenance.searchers().stream().filter(s -> shown.contains(s.label())).toList()),
        all.runs().stream().filter(run -> shown.contains(run.searcher())).toList(),
        all.optima(),
        all.networks(),
        all.processorTimes().stream().filter(time -> shown.contains(time.searcher())).toList());
  }

  private record Mean(String searcher, double accuracy) {}

  /** The best first; who lacks a test accuracy in some run comes last. */
  private static List<String> ranked(Results all, Protocol protocol) {
    List<Mean> means = new ArrayList<>();
    for (ReplayProvenance.Searcher searcher : all.provenance().searchers()) {
      double mean =
          all.runs(protocol.name(), searcher.label()).stream()
              .mapToDouble(Run::testAtBudget)
              .average()
              .orElse(Double.NaN);
      means.add(new Mean(searcher.label(), Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean));
    }
    return means.stream()
        .sorted(Comparator.comparingDouble(Mean::accuracy).reversed())
        .map(Mean::searcher)
        .toList();
  }
}
