package org.nasreplay.report.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.PartialBudget;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Cell;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;

/** What searchers reach on the way to the budget. */
public final class PartialBudgetTable {
  private PartialBudgetTable() {}

  /** Null where no budget is large enough for one. */
  public static @Nullable Table of(ReplayProvenance description, Statistics statistics) {
    List<PartialBudget> milestones = statistics.milestones();
    if (milestones.isEmpty()) return null;
    return new Table(
        "milestones",
        "Test accuracy of the incumbents on the way, in percent",
        List.of(
            "Searcher",
            "Spent",
            "Runs with an incumbent",
            "Mean",
            "Median",
            "Quartiles",
            "Interquartile mean",
            "95 % interval",
            "Regret"),
        Group.byProtocol(
            description,
            Origin::incumbents,
            protocol ->
                milestones.stream()
                    .filter(milestone -> milestone.protocol().equals(protocol.name()))
                    .map(PartialBudgetTable::row)
                    .toList()),
        List.of(
            "Mean ± population standard deviation; 95 % bootstrap interval of the interquartile"
                + " mean. A single run has neither. Mean and median differ where runs are spread"
                + " unevenly.",
            "Of the runs whose incumbent has a test accuracy in the table, in brackets where these"
                + " are not all.",
            "Milestones in evaluations end where some run has to stop."),
        Csv.of(
            List.of(
                "protocol",
                "searcher",
                "seconds",
                "evaluations",
                "runs",
                "runs_with_incumbent",
                "test_mean",
                "test_std",
                "test_lower_quartile",
                "test_median",
                "test_upper_quartile",
                "test_interquartile_mean",
                "interquartile_mean_low",
                "interquartile_mean_high",
                "test_regret",
                "runs_with_value"),
            out -> {
              for (PartialBudget m : milestones) {
                SampleSummary test = m.test();
                out.printRecord(
                    m.protocol(),
                    m.searcher(),
                    m.spent().seconds(),
                    m.spent().evaluations(),
                    m.answers().runs(),
                    m.answers().answered(),
                    Decimals.cell(test == null ? null : test.mean(), 4),
                    Decimals.cell(test == null ? null : test.std(), 4),
                    Decimals.cell(test == null ? null : test.quartiles().lower(), 4),
                    Decimals.cell(test == null ? null : test.quartiles().median(), 4),
                    Decimals.cell(test == null ? null : test.quartiles().upper(), 4),
                    Decimals.cell(test == null ? null : test.interquartileMean(), 4),
                    Csv.low(m.robustInterval()),
                    Csv.high(m.robustInterval()),
                    Decimals.cell(m.regret(), 4),
                    m.answers().valued());
              }
            }));
  }

  private static List<Cell> row(PartialBudget m) {
    Double seconds = m.spent().seconds();
    SampleSummary test = m.test();
    Answers answers = m.answers();
    Cell none = Cell.text(Decimals.NONE);
    return List.of(
        Cell.text(m.searcher()),
        Cell.number(
            seconds != null ? Decimals.grouped(seconds) + " s" : m.spent().toString(),
            Effort.amount(m.spent())),
        Cell.number(
            answers.valueless() == 0
                ? Integer.toString(answers.answered())
                : Text.format("%d, %d without a value", answers.answered(), answers.valueless()),
            (double) answers.answered()),
        Cell.spread(test, answers.runs()),
        test == null ? none : Cell.number(test.quartiles().median(), 2),
        test == null || test.size() == 1
            ? none
            : Cell.number(
                Decimals.interval(test.quartiles().lower(), test.quartiles().upper(), 2),
                test.quartiles().lower()),
        Cell.number(test == null ? null : test.interquartileMean(), 2),
        Cell.interval(m.robustInterval(), 2),
        Cell.number(m.regret(), 2));
  }
}
