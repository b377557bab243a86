package org.nasreplay.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private LeadSentence() {}

  public static String of(ReplayProvenance provenance, Statistics statistics, Protocol protocol) {
    List<FixedBudget> budgets =
        statistics.budgets().stream().filter(b -> b.protocol().equals(protocol.name())).toList();
    List<FixedBudget> ranking =
        budgets.stream()
            .filter(budget -> budget.answers().complete())
            .sorted(Comparator.comparingDouble(budget -> -mean(budget)))
            .toList();
    String unranked = String.join(" ", Missing.notes(budgets));
    if (ranking.isEmpty()) {
      boolean none = budgets.stream().allMatch(budget -> budget.answers().answered() == 0);
      return none
          ? protocol.name() + ": no run has an answer."
          : Text.format("%s: no searcher can be ranked. %s", protocol.name(), unranked);
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(of(provenance, statistics, protocol, ranking));
    for (HeadStart start : statistics.headStarts()) {
      if (start.protocol().equals(protocol.name())) sentences.add(of(start));
    }
    sentences.add(unranked);
    return sentences.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
  }

  /** Empty where the searcher neither leads nor ends below where it begins. */
  private static String of(HeadStart start) {
    if (start.lead() <= 0 && start.lost() <= 0) return "";
    String lost = Decimals.decimals(start.lost(), 2) + " below";
    String lead = Decimals.decimals(start.lead(), 2);
    String begins =
        Text.format(
            "Without a constraint %s begins with the largest network, with which %s ends at %s %%",
            start.searcher(), Largest.NAME, Decimals.decimals(start.largest(), 2));
    if (start.lead() <= 0) return Text.format("%s; it ends %s.", begins, lost);
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

  private static String of(
      ReplayProvenance provenance,
      Statistics statistics,
      Protocol protocol,
      List<FixedBudget> ranking) {
    FixedBudget first = ranking.get(0);
    String lead =
        Text.format(
            "%s: %s reaches %s %%, %s below the %s",
            protocol.name(),
            first.searcher(),
            Decimals.decimals(mean(first), 2),
            Decimals.cell(first.regret(), 2),
            SmallPrint.best(provenance, protocol));
    if (ranking.size() == 1) return lead + ".";
    FixedBudget second = ranking.get(1);
    @Nullable Comparison pair =
        statistics.comparison(protocol.name(), first.searcher(), second.searcher());
    double ahead = mean(first) - mean(second);
    return Text.format(
        "%s and %s %s%s.",
        lead,
        ahead == 0 ? "level with" : Decimals.decimals(ahead, 2) + " above",
        second.searcher(),
        pair == null
            ? ""
            : Text.format(
                "; a run of the first is better with probability %s, which is %s (p %s)",
                Decimals.decimals(pair.superiority(), 2),
                pair.significant() ? "significant" : "not significant",
                Decimals.equal(pair.adjusted())));
  }

  private static double mean(FixedBudget complete) {
    return Objects.requireNonNull(complete.test()).mean();
  }
}
