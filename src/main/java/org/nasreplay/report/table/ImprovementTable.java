package org.nasreplay.report.table;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Improvement;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** How likely one searcher is better than another. */
public final class ImprovementTable {
  private ImprovementTable() {}

  /** Null where nobody can be compared. */
  public static @Nullable Table of(ReplayProvenance provenance, Statistics statistics) {
    List<Improvement> improvements = statistics.improvements();
    if (improvements.isEmpty()) return null;
    List<String> searchers = statistics.overall();
    var shown = new Columns<String>().shown("Better than", Cell::text);
    for (String other : searchers) {
      shown.shown(other, searcher -> cell(improvements, searcher, other));
    }
    var written =
        new Columns<Improvement>()
            .written("a", Improvement::a)
            .written("b", Improvement::b)
            .written("probability", 4, Improvement::probability)
            .ends("low", "high", Improvement::interval);
    return new Table(
        "improvements",
        SmallPrint.of(
            "Probability that a run of the row is better than one of the column",
            provenance,
            Origin::incumbents),
        shown.headings(),
        List.of(new Group("", shown.cells(searchers.stream()))),
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    "Mean of A12 over the protocols, with its 95 % interval by the normal"
                        + " approximation; without one for single runs, and where all pairs of"
                        + " runs agree."))
            .toList(),
        written.csv(improvements));
  }

  private static Cell cell(List<Improvement> improvements, String a, String b) {
    return improvements.stream()
        .filter(i -> i.a().equals(a) && i.b().equals(b))
        .findFirst()
        .map(ImprovementTable::cell)
        .orElse(Cell.EMPTY);
  }

  private static Cell cell(Improvement pair) {
    String probability = Decimals.decimals(pair.probability(), 2);
    return Cell.number(
        pair.interval() == null
            ? probability
            : Text.format("%s (%s)", probability, Decimals.interval(pair.interval(), 2)),
        pair.probability());
  }
}
