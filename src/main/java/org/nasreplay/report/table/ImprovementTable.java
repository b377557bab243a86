package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Improvement;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Cell;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** How likely one searcher is better than another. */
public final class ImprovementTable {
  private ImprovementTable() {}

  /** Null where nobody can be compared. */
  public static @Nullable Table of(ReplayProvenance description, Statistics statistics) {
    List<Improvement> improvements = statistics.improvements();
    if (improvements.isEmpty()) return null;
    List<String> headings = new ArrayList<>(List.of("Better than"));
    description.searchers().forEach(searcher -> headings.add(searcher.label()));
    List<List<Cell>> rows = new ArrayList<>();
    for (ReplayProvenance.Searcher a : description.searchers()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.text(a.label())));
      for (ReplayProvenance.Searcher b : description.searchers()) {
        row.add(
            improvements.stream()
                .filter(i -> i.a().equals(a.label()) && i.b().equals(b.label()))
                .findFirst()
                .map(ImprovementTable::cell)
                .orElse(Cell.text("")));
      }
      rows.add(row);
    }
    return new Table(
        "improvements",
        SmallPrint.of(
            "Probability that a run of the row is better than one of the column",
            description,
            Origin::incumbents),
        headings,
        List.of(new Group("", rows)),
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    "Mean of A12 over the protocols, with its 95 % interval by the normal"
                        + " approximation; without one for single runs, and where all pairs of"
                        + " runs agree."))
            .toList(),
        Csv.of(
            List.of("a", "b", "probability", "low", "high"),
            out -> {
              for (Improvement i : improvements) {
                out.printRecord(
                    i.a(),
                    i.b(),
                    Decimals.decimals(i.probability(), 4),
                    Csv.low(i.interval()),
                    Csv.high(i.interval()));
              }
            }));
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
