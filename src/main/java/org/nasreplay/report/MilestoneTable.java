package org.nasreplay.report;

import java.util.List;
import java.util.Objects;
import org.nasreplay.analysis.Milestone;
import org.nasreplay.replay.Description;
import org.nasreplay.report.Table.Cell;
import org.nasreplay.report.Table.Group;

/** What searchers reach on the way to the budget. */
final class MilestoneTable {
  private MilestoneTable() {}

  static Table of(Description description, List<Milestone> milestones) {
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
            protocol ->
                milestones.stream()
                    .filter(milestone -> milestone.protocol().equals(protocol.name()))
                    .map(MilestoneTable::row)
                    .toList()),
        List.of(
            "Mean ± population standard deviation; 95 % bootstrap interval of the interquartile"
                + " mean.",
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
                "test_regret"),
            out -> {
              for (Milestone m : milestones) {
                out.printRecord(
                    m.protocol(),
                    m.searcher(),
                    m.spent().seconds(),
                    m.spent().evaluations(),
                    m.runs(),
                    m.answered(),
                    Fixed.decimals(m.test().mean(), 4),
                    Fixed.decimals(m.test().std(), 4),
                    Fixed.decimals(m.test().quartiles().lower(), 4),
                    Fixed.decimals(m.test().quartiles().median(), 4),
                    Fixed.decimals(m.test().quartiles().upper(), 4),
                    Fixed.decimals(m.test().interquartileMean(), 4),
                    Fixed.decimals(m.robustInterval().low(), 4),
                    Fixed.decimals(m.robustInterval().high(), 4),
                    Fixed.decimals(m.regret(), 4));
              }
            }));
  }

  private static List<Cell> row(Milestone m) {
    Double seconds = m.spent().seconds();
    Integer evaluations = m.spent().evaluations();
    return List.of(
        Cell.text(m.searcher()),
        Cell.number(
            seconds != null ? Fixed.grouped(seconds) + " s" : m.spent().toString(),
            seconds != null ? seconds : Objects.requireNonNull(evaluations)),
        Cell.number(m.answered(), 0),
        Cell.number(Fixed.spread(m.test()), m.test().mean()),
        Cell.number(m.test().quartiles().median(), 2),
        Cell.number(
            Fixed.interval(m.test().quartiles().lower(), m.test().quartiles().upper(), 2),
            m.test().quartiles().lower()),
        Cell.number(m.test().interquartileMean(), 2),
        Cell.number(Fixed.interval(m.robustInterval(), 2), m.robustInterval().low()),
        Cell.number(m.regret(), 2));
  }
}
