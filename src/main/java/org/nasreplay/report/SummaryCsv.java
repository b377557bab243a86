package org.nasreplay.report;

import java.util.List;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;

/** The comparison in numbers: {@code summary.csv}. */
final class SummaryCsv {
  private SummaryCsv() {}

  /** Accuracies in percent with four decimals; {@code surrogate} names what was not measured. */
  static String of(Description description, List<FixedBudget> budgets) {
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
