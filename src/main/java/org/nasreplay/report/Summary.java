package org.nasreplay.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;

/**
 * The comparison in numbers: what every searcher reached at the budget, beside what a paper says.
 *
 * @param lines by protocol, then searcher
 */
record Summary(List<Line> lines) {

  /**
   * A searcher under a protocol.
   *
   * @param protocol the rules
   * @param ours what the replay gave
   * @param valid the published validation accuracy; null where there is none
   * @param test the published test accuracy; null where there is none
   * @param modelled which of reward, time and report were not measured
   */
  record Line(
      Protocol protocol,
      FixedBudget ours,
      PublishedResults.@Nullable Row valid,
      PublishedResults.@Nullable Row test,
      List<String> modelled) {}

  static Summary of(Results results, PublishedResults papers) {
    Description description = results.description();
    Suite.Published published = description.published();
    Iterator<FixedBudget> ours = FixedBudget.of(results).iterator();
    List<Line> lines = new ArrayList<>();
    for (Protocol protocol : description.protocols()) {
      var dataset = protocol.dataset();
      var report = protocol.report();
      for (Description.Searcher searcher : description.searchers()) {
        String label = searcher.label();
        lines.add(
            new Line(
                protocol,
                ours.next(),
                published == null
                    ? null
                    : papers.find(published, label, dataset, "valid", report.validEpochs()),
                published == null
                    ? null
                    : papers.find(published, label, dataset, "test", report.epochs()),
                Surrogate.roles(description, protocol.name())));
      }
    }
    return new Summary(List.copyOf(lines));
  }

  List<Line> of(Protocol protocol) {
    return lines.stream().filter(line -> line.protocol().equals(protocol)).toList();
  }

  /** Accuracies in percent with four decimals, differences in points, ours minus published. */
  String csv() {
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
            "test_mean",
            "test_std",
            "test_mean_low",
            "test_mean_high",
            "test_regret",
            "published_method",
            "published_valid_mean",
            "published_valid_std",
            "published_valid_status",
            "valid_difference",
            "published_test_mean",
            "published_test_std",
            "published_test_status",
            "test_difference",
            "surrogate"),
        out -> {
          for (Line line : lines) {
            FixedBudget ours = line.ours();
            out.print(ours.protocol());
            out.print(line.protocol().dataset());
            out.print(ours.searcher());
            out.print(ours.runs());
            out.print(ours.answered());
            out.print(Fixed.decimals(ours.evaluations(), 2));
            out.print(Fixed.decimals(ours.seconds(), 1));
            out.print(Fixed.decimals(ours.valid().mean(), 4));
            out.print(Fixed.decimals(ours.valid().std(), 4));
            out.print(Fixed.decimals(ours.test().mean(), 4));
            out.print(Fixed.decimals(ours.test().std(), 4));
            out.print(Fixed.decimals(ours.interval().low(), 4));
            out.print(Fixed.decimals(ours.interval().high(), 4));
            out.print(Fixed.decimals(ours.regret(), 4));
            PublishedResults.Row any = line.test() != null ? line.test() : line.valid();
            out.print(any == null ? "" : any.method());
            published(out, line.valid(), ours.valid().mean());
            published(out, line.test(), ours.test().mean());
            out.print(String.join("+", line.modelled()));
            out.println();
          }
        });
  }

  private static void published(CSVPrinter out, PublishedResults.@Nullable Row row, double ours)
      throws IOException {
    out.print(row == null ? "" : Fixed.decimals(row.mean(), 2));
    out.print(row == null ? "" : Fixed.decimals(row.std(), 2));
    out.print(row == null ? "" : row.confirmed() ? row.status() : row.status() + ", unconfirmed");
    out.print(row == null ? "" : Fixed.decimals(ours - row.mean(), 4));
  }
}
