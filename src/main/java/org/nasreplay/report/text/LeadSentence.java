package org.nasreplay.report.text;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.HeadStart;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.search.Largest;

/** Who is ahead under a protocol, in a sentence that claims no more than the tests allow. */
public final class LeadSentence {
  /** More than these are counted. */
  private static final int MOST_NAMED = 2;

  private LeadSentence() {}

  public static String of(ReplayProvenance provenance, Statistics statistics, Protocol protocol) {
    List<FixedBudget> budgets = statistics.ranked(protocol.name());
    List<FixedBudget> ranking = budgets.stream().filter(b -> b.answers().complete()).toList();
    if (!ranking.isEmpty()) {
      return Text.format("%s: %s.", protocol.name(), of(provenance, statistics, protocol, ranking));
    }
    boolean none = budgets.stream().allMatch(budget -> budget.answers().answered() == 0);
    return none
        ? protocol.name() + ": no run has an answer."
        : protocol.name() + ": no searcher can be ranked.";
  }

  /** What is to be known beside it: whose runs lack values, and who begins at the largest. */
  public static List<String> besides(Statistics statistics, Protocol protocol) {
    Stream<String> begun =
        statistics.headStarts().stream()
            .filter(start -> start.protocol().equals(protocol.name()))
            .map(start -> of(statistics, start))
            .filter(sentence -> !sentence.isEmpty());
    return Stream.concat(begun, Missing.notes(statistics.budgets(), protocol.name()).stream())
        .toList();
  }

  /** Empty where the searcher neither leads nor ends below where it begins. */
  private static String of(Statistics statistics, HeadStart start) {
    boolean leads = start.lead() > 0 && !tied(statistics, start, start.rival());
    boolean loses = start.lost() > 0 && !tied(statistics, start, Largest.NAME);
    if (!leads && !loses) return "";
    String lost = Decimals.decimals(start.lost(), 2) + " below";
    String lead = Decimals.decimals(start.lead(), 2);
    String begins =
        Text.format(
            "Without a constraint %s begins with the largest network, with which %s ends at %s %%",
            start.searcher(), Largest.NAME, Decimals.decimals(start.largest(), 2));
    if (!leads) return Text.format("%s; it ends %s.", begins, lost);
    if (start.lost() > 0) {
      return Text.format(
          "%s, and itself %s: all of the %s points that it is above %s are where it begins.",
          begins, lost, lead, start.rival());
    }
    return Text.format(
        "%s: that is %s of the %s points that it is above %s%s.",
        begins,
        Decimals.decimals(start.begun(), 2),
        lead,
        start.rival(),
        start.begun() < start.lead() / 2 ? "" : ", so its lead is mostly where it begins");
  }

  private static boolean tied(Statistics statistics, HeadStart start, String other) {
    Comparison pair = statistics.comparison(start.protocol(), start.searcher(), other);
    return pair != null && !pair.significant();
  }

  private static String of(
      ReplayProvenance provenance,
      Statistics statistics,
      Protocol protocol,
      List<FixedBudget> ranking) {
    FixedBudget first = ranking.get(0);
    String below =
        Text.format(
            "%s below the %s",
            Decimals.cell(first.regret(), 2), SmallPrint.best(provenance, protocol));
    if (ranking.size() == 1) return Text.format("%s, %s", reaches(first), below);
    List<FixedBudget> tied =
        ranking.stream().skip(1).filter(other -> tied(statistics, first, other)).toList();
    if (tied.isEmpty()) {
      String against = pair(statistics, ranking, 1);
      String leads = against.startsWith("but ") ? "has the greatest mean" : "leads";
      return Text.format("%s %s, %s; %s", reaches(first), leads, below, against);
    }
    String names =
        tied.size() <= MOST_NAMED
            ? tied.stream().map(LeadSentence::reaches).collect(Collectors.joining(" and "))
            : Text.format("%d others, the best of them %s", tied.size(), reaches(tied.get(0)));
    return Text.format(
        "a tie of %s with %s, %s; %s",
        reaches(first), names, below, pair(statistics, ranking, ranking.indexOf(tied.get(0))));
  }

  /** How often the first of the ranking wins against another, or that one against it. */
  private static String pair(Statistics statistics, List<FixedBudget> ranking, int other) {
    String first = ranking.get(0).searcher();
    String second = ranking.get(other).searcher();
    Comparison pair =
        Objects.requireNonNull(
            statistics.comparison(ranking.get(0).protocol(), first, second), second);
    String p = Decimals.equal(pair.adjusted());
    if (pair.superiority() == 0.5)
      return Text.format("each wins half of the pairs of runs (p %s)", p);
    boolean wins = pair.superiority() > 0.5;
    return Text.format(
        "%s%s wins %s %% of pairs of runs against %s (p %s)",
        wins || !pair.significant() ? "" : "but ",
        wins ? first : second,
        Decimals.decimals(100 * Math.max(pair.superiority(), 1 - pair.superiority()), 0),
        wins ? second : first,
        p);
  }

  private static String reaches(FixedBudget budget) {
    return Text.format("%s (%s %%)", budget.searcher(), Decimals.decimals(mean(budget), 2));
  }

  private static boolean tied(Statistics statistics, FixedBudget one, FixedBudget other) {
    Comparison pair = statistics.comparison(one.protocol(), one.searcher(), other.searcher());
    return pair != null && !pair.significant();
  }

  private static double mean(FixedBudget complete) {
    return Objects.requireNonNull(complete.test()).mean();
  }
}
