package org.nasreplay.report.table;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;

/** Every pair of searchers. */
public final class ComparisonTable {
  private ComparisonTable() {}

  /** Null where nobody can be compared. */
  public static @Nullable Table of(ReplayProvenance provenance, Statistics statistics) {
    List<Comparison> comparisons = statistics.comparisons();
    if (comparisons.isEmpty()) return null;
    Columns<Comparison> columns =
        new Columns<Comparison>()
            .shown("Pair", pair -> Cell.text(pair.a() + " – " + pair.b()))
            .written("protocol", Comparison::protocol)
            .written("a", Comparison::a)
            .written("b", Comparison::b)
            .number("P(first is better)", 3, "a12", Comparison::superiority)
            .p("p", "p", Comparison::p)
            .p("p, Holm", "p_holm", Comparison::adjusted)
            .shown("Significantly better", pair -> Cell.text(better(pair)));
    return Table.byProtocol(
        "comparisons",
        "Pairs of searchers by the test accuracy of their runs at the budget",
        columns,
        comparisons,
        Comparison::protocol,
        provenance,
        Origin::incumbents,
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    "P(first is better): Vargha and Delaney's A12, ties half.",
                    "Two-sided Mann-Whitney U test, for all pairs of a protocol by Holm's method, α ="
                        + " 0.05."))
            .toList());
  }

  private static String better(Comparison pair) {
    if (!pair.significant()) return "none";
    return pair.superiority() > 0.5 ? pair.a() : pair.b();
  }
}
