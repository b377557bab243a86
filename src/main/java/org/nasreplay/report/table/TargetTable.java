package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.FixedTarget;
import org.nasreplay.analysis.Progress;
import org.nasreplay.analysis.RunTimes;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
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

/** What it takes to reach targets, in what the protocol's budget counts. */
public final class TargetTable {
  private TargetTable() {}

  public static Table of(Results results, Statistics statistics) {
    ReplayProvenance description = results.description();
    List<FixedTarget> targets = statistics.targets();
    List<String> headings = new ArrayList<>(List.of("Target", "Test accuracy"));
    description.searchers().forEach(searcher -> headings.add(searcher.label()));
    String units =
        description.protocols().stream()
            .map(protocol -> Effort.of(protocol.budget()).unit())
            .distinct()
            .collect(Collectors.joining(" or "));
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets()));
    notes.add(
        "What the successful runs spend until the target and the others in all, over the number of"
            + " successes; inf where no run reaches it; none where an incumbent has no test"
            + " accuracy in the table, as it may have reached the target.");
    notes.add("The fastest in bold.");
    if (units.contains(" or ")) {
      notes.add("In simulated seconds where the budget is in seconds, else in evaluations.");
    }
    notes.add(
        "Area under run times: of the distribution of run times to 31 targets over the logarithm of"
            + " time, as a share of the whole; the greatest in bold.");
    return new Table(
        "targets",
        Text.format(
            "Expected running time to a target, in %s (share of runs that reach it)", units),
        headings,
        Group.byProtocol(
            description, Origin::incumbents, protocol -> rows(results, statistics, protocol)),
        notes,
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
                FixedTarget.Reached reached = t.reached();
                out.printRecord(
                    t.protocol(),
                    t.target().label(),
                    Decimals.decimals(t.target().accuracy(), 4),
                    t.searcher(),
                    t.answers().runs(),
                    reached == null ? "" : reached.successes(),
                    Decimals.cell(reached == null ? null : reached.seconds(), 1),
                    Decimals.cell(reached == null ? null : reached.evaluations(), 2));
              }
            }));
  }

  private static List<List<Cell>> rows(Results results, Statistics statistics, Protocol protocol) {
    Effort effort = Effort.of(protocol.budget());
    List<FixedTarget> targets =
        statistics.targets().stream().filter(t -> t.protocol().equals(protocol.name())).toList();
    int searchers = results.description().searchers().size();
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < targets.size(); i += searchers) {
      List<FixedTarget> line = targets.subList(i, i + searchers);
      double fastest =
          line.stream()
              .filter(TargetTable::compared)
              .mapToDouble(target -> Objects.requireNonNull(target.reached()).time(effort))
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(line.get(0).target().label()));
      row.add(Cell.number(line.get(0).target().accuracy(), 2));
      for (FixedTarget target : line) row.add(cell(target, effort, fastest));
      rows.add(row);
    }
    rows.add(areas(results, statistics, protocol));
    return rows;
  }

  private static boolean compared(FixedTarget target) {
    return target.answers().complete() && target.reached() != null;
  }

  private static Cell cell(FixedTarget target, Effort effort, double fastest) {
    FixedTarget.Reached reached = target.reached();
    if (reached == null) return Cell.text(Decimals.NONE);
    double time = reached.time(effort);
    boolean best = reached.successes() > 0 && time == fastest && compared(target);
    String share = Decimals.decimals(100.0 * reached.successes() / target.answers().runs(), 1);
    return Cell.number(
            Text.format(
                "%s (%s %%)",
                effort == Effort.SECONDS || time >= 100
                    ? Decimals.grouped(time)
                    : Decimals.decimals(time, 1),
                share),
            time)
        .standing(best ? Standing.BEST : Standing.PLAIN);
  }

  /** As text: a share does not sort among times. */
  private static List<Cell> areas(Results results, Statistics statistics, Protocol protocol) {
    double start = Progress.start(protocol);
    double end = Progress.end(protocol);
    Map<String, Double> areas = new LinkedHashMap<>();
    double greatest = 0;
    for (ReplayProvenance.Searcher searcher : results.description().searchers()) {
      RunTimes times = RunTimes.of(results, protocol, searcher.label());
      if (times == null) continue;
      double area = times.area(start, end);
      areas.put(searcher.label(), area);
      boolean compared = statistics.budget(protocol, searcher.label()).answers().complete();
      if (compared) greatest = Math.max(greatest, area);
    }
    List<Cell> row = new ArrayList<>(List.of(Cell.text("area under run times"), Cell.text("")));
    for (ReplayProvenance.Searcher searcher : results.description().searchers()) {
      Double area = areas.get(searcher.label());
      boolean compared = statistics.budget(protocol, searcher.label()).answers().complete();
      boolean best = compared && area != null && area == greatest;
      row.add(Cell.text(Decimals.word(area, 3)).standing(best ? Standing.BEST : Standing.PLAIN));
    }
    return row;
  }
}
