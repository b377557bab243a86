package org.nasreplay.report;

import java.util.Comparator;
import java.util.List;
import org.nasreplay.analysis.FixedBudget;

/** Who is ahead under a protocol, in a sentence that claims no more than the intervals allow. */
final class Verdict {
  private Verdict() {}

  static String of(List<Summary.Line> lines) {
    List<FixedBudget> ranking =
        lines.stream()
            .map(Summary.Line::ours)
            .filter(ours -> ours.answered() > 0)
            .sorted(Comparator.comparingDouble(FixedBudget::regret))
            .toList();
    String protocol = lines.get(0).protocol().name();
    if (ranking.isEmpty()) return protocol + ": no run has an answer.";
    FixedBudget first = ranking.get(0);
    String lead =
        "%s: %s reaches %s %%, %s below the best in the table"
            .formatted(
                protocol,
                first.searcher(),
                Fixed.decimals(first.test().mean(), 2),
                Fixed.decimals(first.regret(), 2));
    if (ranking.size() == 1) return lead + ".";
    FixedBudget second = ranking.get(1);
    return "%s and %s above %s; their 95 %% intervals %s."
        .formatted(
            lead,
            Fixed.decimals(first.test().mean() - second.test().mean(), 2),
            second.searcher(),
            first.interval().low() > second.interval().high() ? "do not overlap" : "overlap");
  }
}
