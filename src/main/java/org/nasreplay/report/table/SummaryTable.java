package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.table.Table.Cell;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.table.Table.Standing;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.table.Metric;

/** What searchers reach at the budget. */
public final class SummaryTable {
  private SummaryTable() {}

  public static Table of(Results results, Statistics statistics) {
    ReplayProvenance description = results.description();
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
        Group.byProtocol(
            description, Origin::answers, protocol -> rows(results, statistics, protocol.name())),
        notes(description, statistics),
        csv(description, statistics.budgets()));
  }

  private static List<String> notes(ReplayProvenance description, Statistics statistics) {
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets()));
    notes.add(
        "Mean ± population standard deviation over runs; 95 % bootstrap intervals of the mean and"
            + " of the interquartile mean of the test accuracy. A single run has neither.");
    notes.add("Charts name medians, which differ from means where runs are spread unevenly.");
    boolean all = description.reference().exhaustive();
    notes.add(
        "Regret: points below the "
            + (all ? "best admitted network of the table." : "best known network."));
    description.protocols().stream()
        .flatMap(protocol -> SmallPrint.atBudget(protocol).stream())
        .distinct()
        .forEach(notes::add);
    notes.add(
        "Best in bold; "
            + Table.TIED
            + " not significantly different from it (Mann-Whitney with Holm's correction, α ="
            + " 0.05).");
    notes.add(
        (all
                ? "Optimal validation and optimal test: the admitted networks of the table with the"
                : "Best known validation and best known test: of the admitted networks that were"
                    + " drawn at random or found by a searcher, those with the")
            + " greatest reward, mean over the seeds, and with the greatest test accuracy"
            + " (optima.csv).");
    description.protocols().stream()
        .flatMap(protocol -> optimumOfRewards(protocol).stream())
        .distinct()
        .forEach(notes::add);
    return notes;
  }

  /** Why a searcher's validation accuracy may exceed the optimal one; none where it cannot. */
  private static List<String> optimumOfRewards(Protocol protocol) {
    Protocol.Reward reward = protocol.reward();
    int reported = protocol.report().validEpochs();
    if (reward.metric() == Metric.VALID_ACCURACY && reward.epochs() == reported) return List.of();
    return List.of(
        Text.format(
            "Optimal validation is best in the reward, the mean %s after %d epochs; the column"
                + " Validation is the accuracy after %d epochs, in which other networks may be"
                + " better.",
            reward.metric() == Metric.VALID_ACCURACY ? "validation accuracy" : "test accuracy",
            reward.epochs(),
            reported));
  }

  private static List<List<Cell>> rows(Results results, Statistics statistics, String protocol) {
    List<FixedBudget> budgets =
        statistics.budgets().stream().filter(b -> b.protocol().equals(protocol)).toList();
    FixedBudget best =
        budgets.stream()
            .filter(b -> b.answers().complete())
            .max(Comparator.comparingDouble(SummaryTable::mean))
            .orElse(null);
    List<List<Cell>> rows = new ArrayList<>();
    for (FixedBudget ours : budgets) {
      SampleSummary test = ours.test();
      int runs = ours.answers().runs();
      rows.add(
          List.of(
              Cell.text(ours.searcher()),
              Cell.spread(test, runs).standing(standing(statistics, best, ours)),
              Cell.interval(ours.testInterval(), 2),
              Cell.number(test == null ? null : test.interquartileMean(), 2),
              Cell.interval(ours.robustInterval(), 2),
              Cell.number(ours.regret(), 2),
              Cell.spread(ours.valid(), runs),
              Cell.number(ours.evaluations(), 1),
              Cell.number(Missing.runs(ours.answers()), (double) runs)));
    }
    Optimum test = results.optimum(protocol, "test");
    for (Optimum each : List.of(results.optimum(protocol, "validation"), test)) {
      rows.add(optimum(results.name(each), each, test.testAccuracy()));
    }
    return rows;
  }

  private static double mean(FixedBudget complete) {
    return Objects.requireNonNull(complete.test()).mean();
  }

  private static Standing standing(
      Statistics statistics, @Nullable FixedBudget best, FixedBudget ours) {
    if (best == null || !ours.answers().complete()) return Standing.PLAIN;
    if (mean(ours) == mean(best)) return Standing.BEST;
    return differs(statistics, best, ours) ? Standing.PLAIN : Standing.TIED;
  }

  private static boolean differs(Statistics statistics, FixedBudget one, FixedBudget other) {
    Comparison pair = statistics.comparison(one.protocol(), one.searcher(), other.searcher());
    return pair != null && pair.significant();
  }

  private static List<Cell> optimum(String name, Optimum optimum, double best) {
    Cell none = Cell.text("");
    return List.of(
        Cell.text(name),
        accuracy(optimum.testAccuracy()),
        none,
        none,
        none,
        accuracy(best - optimum.testAccuracy()),
        accuracy(optimum.validAccuracy()),
        none,
        none);
  }

  /** Of a network, NaN where the table has none. */
  private static Cell accuracy(double value) {
    return Double.isNaN(value) ? Cell.text(Decimals.NONE) : Cell.number(value, 2);
  }

  private static String csv(ReplayProvenance description, List<FixedBudget> budgets) {
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
            "runs_with_value",
            "surrogate"),
        out -> {
          for (FixedBudget ours : budgets) {
            Protocol protocol = description.protocol(ours.protocol());
            SampleSummary valid = ours.valid();
            SampleSummary test = ours.test();
            Set<Origin.Role> entering = Origin.answers(protocol);
            if (ours.seconds() != null) entering.add(Origin.Role.TIME);
            out.printRecord(
                ours.protocol(),
                protocol.dataset(),
                ours.searcher(),
                ours.answers().runs(),
                ours.answers().answered(),
                Decimals.decimals(ours.evaluations(), 2),
                Decimals.cell(ours.seconds(), 1),
                Decimals.cell(valid == null ? null : valid.mean(), 4),
                Decimals.cell(valid == null ? null : valid.std(), 4),
                Csv.low(ours.validInterval()),
                Csv.high(ours.validInterval()),
                Decimals.cell(test == null ? null : test.mean(), 4),
                Decimals.cell(test == null ? null : test.std(), 4),
                Csv.low(ours.testInterval()),
                Csv.high(ours.testInterval()),
                Decimals.cell(test == null ? null : test.quartiles().lower(), 4),
                Decimals.cell(test == null ? null : test.quartiles().median(), 4),
                Decimals.cell(test == null ? null : test.quartiles().upper(), 4),
                Decimals.cell(test == null ? null : test.interquartileMean(), 4),
                Csv.low(ours.robustInterval()),
                Csv.high(ours.robustInterval()),
                Decimals.cell(ours.regret(), 4),
                ours.answers().valued(),
                String.join("+", Origin.modelled(description, protocol, entering)));
          }
        });
  }
}
