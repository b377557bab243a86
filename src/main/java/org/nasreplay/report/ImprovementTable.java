package org.nasreplay.report;

import java.util.ArrayList;
import java.util.List;
import org.nasreplay.analysis.Improvement;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;
import org.nasreplay.report.Table.Cell;
import org.nasreplay.report.Table.Group;

/** How likely one searcher is better than another. */
final class ImprovementTable {
  private ImprovementTable() {}

  static Table of(Description description, List<Improvement> improvements) {
    List<String> headings = new ArrayList<>(List.of("Better than"));
    description.searchers().forEach(searcher -> headings.add(searcher.label()));
    List<List<Cell>> rows = new ArrayList<>();
    for (Description.Searcher a : description.searchers()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.text(a.label())));
      for (Description.Searcher b : description.searchers()) {
        row.add(
            improvements.stream()
                .filter(i -> i.a().equals(a.label()) && i.b().equals(b.label()))
                .findFirst()
                .map(
                    i ->
                        Cell.number(
                            Text.format(
                                "%s (%s)",
                                Fixed.decimals(i.probability(), 2),
                                Fixed.interval(i.interval(), 2)),
                            i.probability()))
                .orElse(Cell.text("")));
      }
      rows.add(row);
    }
    return new Table(
        "improvements",
        "Probability that a run of the row is better than one of the column · "
            + Surrogate.note(description),
        headings,
        List.of(new Group("", rows)),
        List.of(
            "Mean of A12 over the protocols, with its 95 % interval by the normal approximation."),
        Csv.of(
            List.of("a", "b", "probability", "low", "high"),
            out -> {
              for (Improvement i : improvements) {
                out.printRecord(
                    i.a(),
                    i.b(),
                    Fixed.decimals(i.probability(), 4),
                    Fixed.decimals(i.interval().low(), 4),
                    Fixed.decimals(i.interval().high(), 4));
              }
            }));
  }
}
