package org.nasreplay.report.table;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Cell;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;

/** Every pair of searchers. */
public final class ComparisonTable {
  private ComparisonTable() {}

  /** Null where nobody can be compared. */
  public static @Nullable Table of(ReplayProvenance description, Statistics statistics) {
    List<Comparison> comparisons = statistics.comparisons();
    if (comparisons.isEmpty()) return null;
    return new Table(
        "comparisons",
        "Pairs of searchers by the test accuracy of their runs at the budget",
        List.of("Pair", "P(first is better)", "p", "p, Holm", "Significantly better"),
        Group.byProtocol(
            description,
            Origin::incumbents,
            protocol ->
                comparisons.stream()
                    .filter(pair -> pair.protocol().equals(protocol.name()))
                    .map(ComparisonTable::row)
                    .toList()),
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    "P(first is better): Vargha and Delaney's A12, ties half.",
                    "Two-sided Mann-Whitney U test, for all pairs of a protocol by Holm's method, α ="
                        + " 0.05."))
            .toList(),
        Csv.of(
            List.of("protocol", "a", "b", "a12", "p", "p_holm"),
            out -> {
              for (Comparison c : comparisons) {
                out.printRecord(
                    c.protocol(),
                    c.a(),
                    c.b(),
                    Decimals.decimals(c.superiority(), 4),
                    c.p(),
                    c.adjusted());
              }
            }));
  }

  private static List<Cell> row(Comparison pair) {
    return List.of(
        Cell.text(pair.a() + " – " + pair.b()),
        Cell.number(pair.superiority(), 3),
        Cell.number(Decimals.p(pair.p()), pair.p()),
        Cell.number(Decimals.p(pair.adjusted()), pair.adjusted()),
        Cell.text(!pair.significant() ? "none" : pair.superiority() > 0.5 ? pair.a() : pair.b()));
  }
}
