package org.nasreplay.report.table;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.PartialBudget;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;

/** What searchers reach on the way to the budget. */
public final class PartialBudgetTable {
  private PartialBudgetTable() {}

  /** Null where no budget is large enough for one. */
  public static @Nullable Table of(ReplayProvenance provenance, Statistics statistics) {
    List<PartialBudget> milestones = statistics.partialBudgets();
    if (milestones.isEmpty()) return null;
    Columns<PartialBudget> columns =
        new Columns<PartialBudget>()
            .written("protocol", PartialBudget::protocol)
            .text("Searcher", "searcher", PartialBudget::searcher)
            .shown("Spent", m -> Cell.number(spent(m.spent()), Effort.amount(m.spent())))
            .written("seconds", m -> m.spent().seconds())
            .written("evaluations", m -> m.spent().evaluations())
            .written("runs", m -> m.answers().runs())
            .shown("Runs with an incumbent", m -> runs(m.answers()))
            .written("runs_with_incumbent", m -> m.answers().answered())
            .shown("Mean", m -> Cell.spread(m.test(), m.answers().runs()))
            .written("test_mean", 4, test(SampleSummary::mean))
            .written("test_std", 4, test(SampleSummary::std))
            .written("test_lower_quartile", 4, test(sample -> sample.quartiles().lower()))
            .number("Median", 2, "test_median", test(sample -> sample.quartiles().median()))
            .shown("Quartiles", m -> quartiles(m.test()))
            .written("test_upper_quartile", 4, test(sample -> sample.quartiles().upper()))
            .number(
                "Interquartile mean",
                2,
                "test_interquartile_mean",
                test(SampleSummary::interquartileMean))
            .interval("95 % interval", 2, "interquartile_mean", PartialBudget::robustInterval)
            .number("Regret", 2, "test_regret", PartialBudget::regret)
            .written("runs_with_value", m -> m.answers().valued());
    return Table.byProtocol(
        "milestones",
        "Test accuracy of the incumbents on the way, in percent",
        columns,
        milestones,
        PartialBudget::protocol,
        provenance,
        Origin::incumbents,
        List.of(
            "Mean ± population standard deviation; 95 % bootstrap interval of the interquartile"
                + " mean. A single run has neither. Mean and median differ where runs are spread"
                + " unevenly.",
            "Of the runs whose incumbent has a test accuracy in the table, in brackets where these"
                + " are not all.",
            "Milestones in evaluations end where some run has to stop."));
  }

  private static Function<PartialBudget, @Nullable Double> test(
      Function<SampleSummary, @Nullable Double> number) {
    return Columns.ifAny(PartialBudget::test, number);
  }

  private static String spent(Protocol.Budget budget) {
    Double seconds = budget.seconds();
    return seconds == null ? budget.toString() : Decimals.grouped(seconds) + " s";
  }

  private static Cell runs(Answers answers) {
    return Cell.number(
        answers.valueless() == 0
            ? Integer.toString(answers.answered())
            : Text.format("%d, %d without a value", answers.answered(), answers.valueless()),
        (double) answers.answered());
  }

  private static Cell quartiles(@Nullable SampleSummary test) {
    if (test == null || test.size() == 1) return Cell.text(Decimals.NONE);
    double lower = test.quartiles().lower();
    return Cell.number(Decimals.interval(lower, test.quartiles().upper(), 2), lower);
  }
}
