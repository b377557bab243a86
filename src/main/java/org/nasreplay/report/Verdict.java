package org.nasreplay.report;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;

/** Who is ahead under a protocol, in a sentence that claims no more than the tests allow. */
final class Verdict {
  private Verdict() {}

  static String of(Statistics statistics, String protocol) {
    List<FixedBudget> ranking =
        statistics.budgets().stream()
            .filter(budget -> budget.protocol().equals(protocol))
            .filter(budget -> budget.answered() > 0)
            .sorted(Comparator.comparingDouble(FixedBudget::regret))
            .toList();
    if (ranking.isEmpty()) return protocol + ": no run has an answer.";
    FixedBudget first = ranking.get(0);
    String lead =
        Text.format(
            "%s: %s reaches %s %%, %s below the best in the table",
            protocol,
            first.searcher(),
            Fixed.decimals(first.test().mean(), 2),
            Fixed.decimals(first.regret(), 2));
    if (ranking.size() == 1) return lead + ".";
    FixedBudget second = ranking.get(1);
    @Nullable Comparison pair =
        statistics.comparison(protocol, first.searcher(), second.searcher());
    return Text.format(
        "%s and %s above %s%s.",
        lead,
        Fixed.decimals(first.test().mean() - second.test().mean(), 2),
        second.searcher(),
        pair == null
            ? ""
            : Text.format(
                "; a run of the first is better with probability %s, which is %s (p %s)",
                Fixed.decimals(pair.wins(), 2),
                pair.significant() ? "significant" : "not significant",
                Fixed.equal(pair.adjusted())));
  }
}
