package org.nasreplay.report.table;

import static org.nasreplay.report.table.Columns.ifAny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.FixedTarget;
import org.nasreplay.analysis.Progress;
import org.nasreplay.analysis.RunTimes;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.Target;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;

/** What it takes to reach targets, in what the protocol's budget counts. */
public final class TargetTable {
  private static final Columns<FixedTarget> WRITTEN =
      new Columns<FixedTarget>()
          .written("protocol", FixedTarget::protocol)
          .written("target", t -> t.target().label())
          .written("test_accuracy", 4, t -> t.target().accuracy())
          .written("searcher", FixedTarget::searcher)
          .written("runs", t -> t.answers().runs())
          .written("successes", t -> t.reached() == null ? null : t.reached().successes())
          .written("ert_seconds", 1, ifAny(FixedTarget::reached, FixedTarget.Reached::seconds))
          .written(
              "ert_evaluations", 2, ifAny(FixedTarget::reached, FixedTarget.Reached::evaluations));

  /** What every searcher takes to a target. */
  private record Line(String target, Cell accuracy, Map<String, Cell> searchers) {
    Cell of(String searcher) {
      return searchers.getOrDefault(searcher, Cell.EMPTY);
    }
  }

  private TargetTable() {}

  public static Table of(Results results, Statistics statistics) {
    ReplayProvenance provenance = results.provenance();
    var shown =
        new Columns<Line>()
            .shown("Target", line -> Cell.text(line.target()))
            .shown("Test accuracy", Line::accuracy);
    for (String searcher : statistics.overall()) {
      shown.shown(searcher, line -> line.of(searcher));
    }
    String units =
        provenance.protocols().stream()
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
        shown.headings(),
        Group.byProtocol(
            provenance,
            Origin::incumbents,
            protocol -> shown.cells(lines(results, statistics, protocol).stream())),
        notes,
        WRITTEN.csv(statistics.targets()));
  }

  private static List<Line> lines(Results results, Statistics statistics, Protocol protocol) {
    Effort effort = Effort.of(protocol.budget());
    List<FixedTarget> targets =
        statistics.targets().stream().filter(t -> t.protocol().equals(protocol.name())).toList();
    int searchers = results.provenance().searchers().size();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < targets.size(); i += searchers) {
      List<FixedTarget> of = targets.subList(i, i + searchers);
      double fastest =
          of.stream()
              .filter(TargetTable::compared)
              .mapToDouble(target -> Objects.requireNonNull(target.reached()).time(effort))
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      Map<String, Cell> cells = new HashMap<>();
      for (FixedTarget target : of) cells.put(target.searcher(), cell(target, effort, fastest));
      Target target = of.get(0).target();
      lines.add(new Line(target.label(), Cell.number(target.accuracy(), 2), cells));
    }
    lines.add(areas(results, statistics, protocol));
    return lines;
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
        .bestIf(best);
  }

  /** As text: a share does not sort among times. */
  private static Line areas(Results results, Statistics statistics, Protocol protocol) {
    double start = Progress.start(protocol);
    double end = Progress.end(protocol);
    Map<String, Double> areas = new HashMap<>();
    double greatest = 0;
    for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
      RunTimes times = statistics.runTimes(protocol, searcher.label());
      if (times == null) continue;
      double area = times.area(start, end);
      areas.put(searcher.label(), area);
      boolean compared = statistics.budget(protocol, searcher.label()).answers().complete();
      if (compared) greatest = Math.max(greatest, area);
    }
    Map<String, Cell> cells = new HashMap<>();
    for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
      Double area = areas.get(searcher.label());
      boolean compared = statistics.budget(protocol, searcher.label()).answers().complete();
      boolean best = compared && area != null && area == greatest;
      cells.put(searcher.label(), Cell.text(Decimals.word(area, 3)).bestIf(best));
    }
    return new Line("area under run times", Cell.EMPTY, cells);
  }
}
