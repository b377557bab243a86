package org.nasreplay.report.table;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.PartialBudget;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Origin;

/** What searchers reach on the way to the budget. */
public final class PartialBudgetTable {
  private static final Columns<PartialBudget> WRITTEN =
      new Columns<PartialBudget>()
          .written("protocol", PartialBudget::protocol)
          .written("searcher", PartialBudget::searcher)
          .written("seconds", m -> m.spent().seconds())
          .written("evaluations", m -> m.spent().evaluations())
          .written("runs", m -> m.answers().runs())
          .written("runs_with_incumbent", m -> m.answers().answered())
          .written("test_mean", 4, test(SampleSummary::mean))
          .written("test_std", 4, test(SampleSummary::std))
          .written("test_lower_quartile", 4, test(sample -> sample.quartiles().lower()))
          .written("test_median", 4, test(sample -> sample.quartiles().median()))
          .written("test_upper_quartile", 4, test(sample -> sample.quartiles().upper()))
          .written("test_interquartile_mean", 4, test(SampleSummary::interquartileMean))
          .ends("interquartile_mean_low", "interquartile_mean_high", PartialBudget::robustInterval)
          .written("test_regret", 4, PartialBudget::regret)
          .written("runs_with_value", m -> m.answers().valued());

  private PartialBudgetTable() {}

  /** Null where no budget is large enough for one. */
  public static @Nullable Table of(ReplayProvenance provenance, Statistics statistics) {
    List<PartialBudget> milestones = statistics.partialBudgets();
    if (milestones.isEmpty()) return null;
    List<String> headings =
        Stream.concat(
                Stream.of("Searcher"),
                milestones.stream()
                    .sorted(Comparator.comparingInt(m -> order(provenance, m)))
                    .map(m -> heading(provenance, m))
                    .distinct())
            .toList();
    return new Table(
        "milestones",
        "Test accuracy of the incumbents on the way, in percent",
        headings,
        Group.byProtocol(
            provenance,
            Origin::incumbents,
            protocol -> {
              List<PartialBudget> of =
                  milestones.stream().filter(m -> m.protocol().equals(protocol.name())).toList();
              return statistics.ranked(protocol.name()).stream()
                  .map(budget -> row(provenance, of, budget.searcher(), headings))
                  .filter(row -> row.stream().skip(1).anyMatch(cell -> !cell.text().isEmpty()))
                  .toList();
            }),
        List.of(
            "Mean ± population standard deviation over runs, of which a single one has none, of the"
                + " runs whose incumbent has a test accuracy in the table, in brackets where these"
                + " are not all; none where no run has one. Medians, quartiles, interquartile means"
                + " with 95 % bootstrap intervals and regret are in the CSV file.",
            "Parts are of the budget. A searcher has a number of evaluations as long as each of its"
                + " runs makes so many."),
        WRITTEN.csv(milestones));
  }

  private static List<Cell> row(
      ReplayProvenance provenance, List<PartialBudget> of, String searcher, List<String> headings) {
    Map<String, Cell> cells = new HashMap<>();
    for (PartialBudget m : of) {
      if (!m.searcher().equals(searcher)) continue;
      cells.put(heading(provenance, m), Cell.spread(m.test(), m.answers().runs()));
    }
    cells.put(headings.get(0), Cell.text(searcher));
    return headings.stream().map(name -> cells.getOrDefault(name, Cell.EMPTY)).toList();
  }

  /** Alike for all protocols, whose budgets differ. */
  private static String heading(ReplayProvenance provenance, PartialBudget milestone) {
    return milestone.spent().seconds() == null
        ? milestone.spent().toString()
        : order(provenance, milestone) + " %";
  }

  /** In percent of the budget, or evaluations, which come behind. */
  private static int order(ReplayProvenance provenance, PartialBudget milestone) {
    Protocol.Budget spent = milestone.spent();
    if (spent.seconds() == null) return 100 + Objects.requireNonNull(spent.evaluations());
    Double whole = provenance.protocol(milestone.protocol()).budget().seconds();
    return (int) Math.round(100 * spent.seconds() / Objects.requireNonNull(whole));
  }

  private static Function<PartialBudget, @Nullable Double> test(
      Function<SampleSummary, @Nullable Double> number) {
    return Columns.ifAny(PartialBudget::test, number);
  }
}
