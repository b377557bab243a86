package org.nasreplay.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasreplay.analysis.FixedTarget;
import org.nasreplay.analysis.RunTimes;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.Table.Cell;
import org.nasreplay.report.Table.Group;
import org.nasreplay.report.Table.Standing;

/** What it takes to reach targets. */
final class TargetTable {
  private TargetTable() {}

  static Table of(Results results, List<FixedTarget> targets) {
    Description description = results.description();
    List<String> headings = new ArrayList<>(List.of("Target", "Test accuracy"));
    description.searchers().forEach(searcher -> headings.add(searcher.label()));
    return new Table(
        "targets",
        "Expected running time to a target, in simulated seconds (share of runs that reach it)",
        headings,
        Group.byProtocol(description, protocol -> rows(results, targets, protocol)),
        List.of(
            "The time of the successful runs to the target and the whole time of the others, over"
                + " the number of successes; inf where no run reaches it.",
            "The fastest in bold.",
            "Area under run times: of the distribution of run times to 31 targets over the logarithm"
                + " of time, as a share of the whole; the greatest in bold."),
        Csv.of(
            List.of(
                "protocol",
                "target",
                "test_accuracy",
                "searcher",
                "runs",
                "successes",
                "ert_seconds",
                "ert_evaluations"),
            out -> {
              for (FixedTarget t : targets) {
                out.printRecord(
                    t.protocol(),
                    t.target().label(),
                    Fixed.decimals(t.target().accuracy(), 4),
                    t.searcher(),
                    t.runs(),
                    t.successes(),
                    Fixed.decimals(t.seconds(), 1),
                    Fixed.decimals(t.evaluations(), 2));
              }
            }));
  }

  private static List<List<Cell>> rows(Results results, List<FixedTarget> all, Protocol protocol) {
    Description description = results.description();
    List<FixedTarget> targets =
        all.stream().filter(t -> t.protocol().equals(protocol.name())).toList();
    int searchers = description.searchers().size();
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < targets.size(); i += searchers) {
      List<FixedTarget> line = targets.subList(i, i + searchers);
      double fastest = line.stream().mapToDouble(FixedTarget::seconds).min().orElseThrow();
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(line.get(0).target().label()));
      row.add(Cell.number(line.get(0).target().accuracy(), 2));
      for (FixedTarget target : line) {
        String share = Fixed.decimals(100.0 * target.successes() / target.runs(), 1);
        row.add(
            Cell.number(
                    Text.format("%s (%s %%)", Fixed.grouped(target.seconds()), share),
                    target.seconds())
                .standing(
                    target.successes() > 0 && target.seconds() == fastest
                        ? Standing.BEST
                        : Standing.PLAIN));
      }
      rows.add(row);
    }
    double end = TimeCharts.end(results, protocol);
    double[] areas =
        description.searchers().stream()
            .mapToDouble(
                s -> RunTimes.of(results, protocol, s.label()).area(end / TimeCharts.SPAN, end))
            .toArray();
    double greatest = Arrays.stream(areas).max().orElseThrow();
    List<Cell> row = new ArrayList<>(List.of(Cell.text("area under run times"), Cell.text("")));
    for (double area : areas) {
      // As text: a share does not sort among seconds.
      row.add(
          Cell.text(Fixed.decimals(area, 3))
              .standing(area == greatest ? Standing.BEST : Standing.PLAIN));
    }
    rows.add(row);
    return rows;
  }
}
