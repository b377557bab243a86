package org.nasreplay.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.Table.Cell;
import org.nasreplay.report.Table.Group;
import org.nasreplay.report.Table.Standing;

/** What searchers reach at the budget. */
final class SummaryTable {
  private SummaryTable() {}

  static Table of(Results results, Statistics statistics) {
    Description description = results.description();
    return new Table(
        "summary",
        "Accuracy at the budget, in percent",
        List.of(
            "Searcher",
            "Test",
            "95 % interval",
            "Interquartile mean",
            "95 % interval",
            "Regret",
            "Validation",
            "Evaluations",
            "Runs"),
        Group.byProtocol(description, protocol -> rows(results, statistics, protocol.name())),
        List.of(
            "Mean ± population standard deviation over runs; 95 % bootstrap intervals of the mean"
                + " and of the interquartile mean of the test accuracy.",
            "Regret: points below the best admitted network of the table.",
            "Best in bold; "
                + Table.TIED
                + " not significantly different from it (Mann-Whitney with Holm's correction, α ="
                + " 0.05).",
            "Optimal validation and optimal test: the admitted networks of the table with the"
                + " greatest reward, mean over the seeds, and with the greatest test accuracy"
                + " (optima.csv)."),
        csv(description, statistics.budgets()));
  }

  private static List<List<Cell>> rows(Results results, Statistics statistics, String protocol) {
    List<FixedBudget> budgets =
        statistics.budgets().stream().filter(b -> b.protocol().equals(protocol)).toList();
    FixedBudget best =
        budgets.stream()
            .filter(b -> b.answered() > 0)
            .max(Comparator.comparingDouble(b -> b.test().mean()))
            .orElse(budgets.get(0));
    List<List<Cell>> rows = new ArrayList<>();
    for (FixedBudget ours : budgets) {
      String runs =
          ours.answered() == ours.runs()
              ? Integer.toString(ours.runs())
              : Text.format("%d, %d without an answer", ours.runs(), ours.runs() - ours.answered());
      Standing standing =
          ours.answered() == 0
              ? Standing.PLAIN
              : ours.equals(best)
                  ? Standing.BEST
                  : differs(statistics, best, ours) ? Standing.PLAIN : Standing.TIED;
      rows.add(
          List.of(
              Cell.text(ours.searcher()),
              Cell.number(Fixed.spread(ours.test()), ours.test().mean()).standing(standing),
              Cell.number(Fixed.interval(ours.testInterval(), 2), ours.testInterval().low()),
              Cell.number(ours.test().interquartileMean(), 2),
              Cell.number(Fixed.interval(ours.robustInterval(), 2), ours.robustInterval().low()),
              Cell.number(ours.regret(), 2),
              Cell.number(Fixed.spread(ours.valid()), ours.valid().mean()),
              Cell.number(ours.evaluations(), 1),
              Cell.number(runs, ours.runs())));
    }
    Optimum test = results.optimum(protocol, "test");
    rows.add(optimum(results.optimum(protocol, "validation"), test.testAccuracy()));
    rows.add(optimum(test, test.testAccuracy()));
    return rows;
  }

  private static boolean differs(Statistics statistics, FixedBudget one, FixedBudget other) {
    Comparison pair = statistics.comparison(one.protocol(), one.searcher(), other.searcher());
    return pair != null && pair.significant();
  }

  private static List<Cell> optimum(Optimum optimum, double best) {
    Cell none = Cell.text("");
    return List.of(
        Cell.text(optimum.name()),
        Cell.number(optimum.testAccuracy(), 2),
        none,
        none,
        none,
        Cell.number(best - optimum.testAccuracy(), 2),
        Cell.number(optimum.validAccuracy(), 2),
        none,
        none);
  }

  private static String csv(Description description, List<FixedBudget> budgets) {
    return Csv.of(
        List.of(
            "protocol",
            "dataset",
            "searcher",
            "runs",
            "runs_with_answer",
            "mean_evaluations",
            "mean_seconds",
            "valid_mean",
            "valid_std",
            "valid_mean_low",
            "valid_mean_high",
            "test_mean",
            "test_std",
            "test_mean_low",
            "test_mean_high",
            "test_lower_quartile",
            "test_median",
            "test_upper_quartile",
            "test_interquartile_mean",
            "test_interquartile_mean_low",
            "test_interquartile_mean_high",
            "test_regret",
            "surrogate"),
        out -> {
          for (FixedBudget ours : budgets) {
            Protocol protocol = description.protocol(ours.protocol());
            out.printRecord(
                ours.protocol(),
                protocol.dataset(),
                ours.searcher(),
                ours.runs(),
                ours.answered(),
                Fixed.decimals(ours.evaluations(), 2),
                Fixed.decimals(ours.seconds(), 1),
                Fixed.decimals(ours.valid().mean(), 4),
                Fixed.decimals(ours.valid().std(), 4),
                Fixed.decimals(ours.validInterval().low(), 4),
                Fixed.decimals(ours.validInterval().high(), 4),
                Fixed.decimals(ours.test().mean(), 4),
                Fixed.decimals(ours.test().std(), 4),
                Fixed.decimals(ours.testInterval().low(), 4),
                Fixed.decimals(ours.testInterval().high(), 4),
                Fixed.decimals(ours.test().quartiles().lower(), 4),
                Fixed.decimals(ours.test().quartiles().median(), 4),
                Fixed.decimals(ours.test().quartiles().upper(), 4),
                Fixed.decimals(ours.test().interquartileMean(), 4),
                Fixed.decimals(ours.robustInterval().low(), 4),
                Fixed.decimals(ours.robustInterval().high(), 4),
                Fixed.decimals(ours.regret(), 4),
                String.join("+", Surrogate.roles(description, ours.protocol())));
          }
        });
  }
}
