package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.Origin.Role;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.space.Dataset;

/** Trainings until the optimum is found: a row for every protocol, a column for every searcher. */
public final class OptimumTable {
  private static final Columns<TrainingsToOptimum> WRITTEN =
      new Columns<TrainingsToOptimum>()
          .written("protocol", TrainingsToOptimum::protocol)
          .written("searcher", TrainingsToOptimum::searcher)
          .written("runs", TrainingsToOptimum::runs)
          .written("successes", t -> t.found().length)
          .written("expected_trainings", 2, TrainingsToOptimum::expected);

  /** What every searcher takes under one protocol, or under all of a dataset. */
  private record Line(String name, Map<String, Cell> searchers) {
    Cell of(ReplayProvenance.Searcher searcher) {
      return searchers.getOrDefault(searcher.label(), Cell.EMPTY);
    }
  }

  private OptimumTable() {}

  /** Null where no protocol has an optimum to find within a number of trainings. */
  public static @Nullable Table of(Results results) {
    List<TrainingsToOptimum> all = TrainingsToOptimum.of(results);
    if (all.isEmpty()) return null;
    ReplayProvenance provenance = results.provenance();
    var shown = new Columns<Line>().shown("Protocol", line -> Cell.text(line.name()));
    for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
      shown.shown(searcher.label(), line -> line.of(searcher));
    }
    Map<String, List<TrainingsToOptimum>> byProtocol =
        all.stream().collect(Collectors.groupingBy(TrainingsToOptimum::protocol));
    List<Dataset> datasets =
        provenance.protocols().stream().map(Protocol::dataset).distinct().toList();
    List<Group> groups = new ArrayList<>();
    for (Dataset dataset : datasets) {
      List<Protocol> protocols =
          provenance.protocols().stream()
              .filter(p -> p.dataset().equals(dataset) && byProtocol.containsKey(p.name()))
              .toList();
      if (protocols.isEmpty()) continue;
      List<Line> lines = new ArrayList<>();
      for (Protocol protocol : protocols) {
        lines.add(
            new Line(protocol.name(), cells(byProtocol.getOrDefault(protocol.name(), List.of()))));
      }
      if (lines.size() > 1) {
        Set<String> names = protocols.stream().map(Protocol::name).collect(Collectors.toSet());
        lines.add(together(all.stream().filter(t -> names.contains(t.protocol())).toList()));
      }
      Set<Role> rewards = EnumSet.of(Role.REWARD);
      Stream<String> notes = protocols.stream().map(p -> Origin.note(provenance, p, rewards));
      groups.add(
          new Group(
              SmallPrint.joined(dataset.label(), Origin.together(notes)),
              shown.cells(lines.stream())));
    }
    return new Table(
        "optimum",
        "Expected trainings until the best admitted network by the reward (share of runs that find it)",
        shown.headings(),
        groups,
        List.of(
            "The trainings of successful runs until they find it and of the others in all, over the"
                + " number of successes: what a searcher takes that is restarted until it succeeds."
                + " inf where no run finds it; the least in bold.",
            "The last row of a dataset: the median of its protocols, and the share of all their"
                + " runs."),
        WRITTEN.csv(all));
  }

  private static Map<String, Cell> cells(List<TrainingsToOptimum> searchers) {
    double least =
        searchers.stream()
            .mapToDouble(TrainingsToOptimum::expected)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    Map<String, Cell> cells = new HashMap<>();
    for (TrainingsToOptimum each : searchers) {
      boolean best = each.expected() == least && each.found().length > 0;
      cells.put(each.searcher(), cell(each.expected(), each.successRate()).bestIf(best));
    }
    return cells;
  }

  private static Line together(List<TrainingsToOptimum> all) {
    Map<String, List<TrainingsToOptimum>> bySearcher =
        all.stream().collect(Collectors.groupingBy(TrainingsToOptimum::searcher));
    Map<String, Cell> cells = new HashMap<>();
    bySearcher.forEach(
        (searcher, own) -> {
          int found = own.stream().mapToInt(t -> t.found().length).sum();
          int runs = own.stream().mapToInt(TrainingsToOptimum::runs).sum();
          cells.put(searcher, cell(TrainingsToOptimum.medianExpected(own), (double) found / runs));
        });
    return new Line("all", cells);
  }

  private static Cell cell(double trainings, double share) {
    return Cell.number(
        Text.format(
            "%s (%s %%)",
            trainings >= 100 ? Decimals.grouped(trainings) : Decimals.decimals(trainings, 1),
            Decimals.decimals(100 * share, 0)),
        trainings);
  }
}
