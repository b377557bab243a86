package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;

/** Every pair of searchers, as a matrix for each protocol. */
public final class ComparisonTable {
  private static final Columns<Comparison> WRITTEN =
      new Columns<Comparison>()
          .written("protocol", Comparison::protocol)
          .written("a", Comparison::a)
          .written("b", Comparison::b)
          .written("a12", 4, Comparison::superiority)
          .written("p", Comparison::p)
          .written("p_holm", Comparison::adjusted);

  private ComparisonTable() {}

  /** Null where nobody can be compared. */
  public static @Nullable Table of(ReplayProvenance provenance, Statistics statistics) {
    List<Comparison> comparisons = statistics.comparisons();
    if (comparisons.isEmpty()) return null;
    List<String> searchers = statistics.overall();
    return new Table(
        "comparisons",
        "How often a run of the row is better than one of the column, in % of pairs",
        Stream.concat(Stream.of("Better than"), searchers.stream()).toList(),
        Group.byProtocol(
            provenance,
            Origin::incumbents,
            protocol ->
                statistics.ranked(protocol.name()).stream()
                    .map(budget -> row(statistics, protocol.name(), budget.searcher(), searchers))
                    .toList()),
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    "Vargha and Delaney's A12 of test accuracies at the budget, ties half. In bold"
                        + " where the row wins significantly, "
                        + Cell.TIED
                        + " where nobody does: two-sided Mann-Whitney U test, for all pairs of a"
                        + " protocol by Holm's method, α = 0.05. The p values are in the CSV file."))
            .toList(),
        WRITTEN.csv(comparisons));
  }

  private static List<Cell> row(
      Statistics statistics, String protocol, String searcher, List<String> others) {
    List<Cell> row = new ArrayList<>(List.of(Cell.text(searcher)));
    for (String other : others) {
      @Nullable Comparison pair = statistics.comparison(protocol, searcher, other);
      row.add(pair == null ? Cell.EMPTY : cell(pair));
    }
    return row;
  }

  private static Cell cell(Comparison pair) {
    double percent = 100 * pair.superiority();
    Cell cell = Cell.number(percent, 0);
    if (!pair.significant()) return cell.standing(Cell.Standing.TIED);
    return cell.bestIf(percent > 50);
  }
}
