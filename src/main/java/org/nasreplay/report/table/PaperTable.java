package org.nasreplay.report.table;

import static org.nasreplay.report.table.Columns.ifAny;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.PublishedComparison;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** A paper's table in its own form, and under each of its methods that was replayed, ours. */
public final class PaperTable {
  private static final Columns<PublishedComparison> WRITTEN =
      new Columns<PublishedComparison>()
          .written("protocol", PublishedComparison::protocol)
          .written("split", row -> row.published().split())
          .written("method", row -> row.published().method())
          .written("published_mean", 2, row -> row.published().mean())
          .written("published_std", 2, row -> row.published().std())
          .written("published_runs", row -> runs(row.published()))
          .written("published_status", row -> status(row.published()))
          .written("searcher", row -> row.ours() == null ? null : row.ours().name())
          .written("mean", 4, ifAny(PublishedComparison::ours, PublishedComparison.Ours::mean))
          .written("std", 4, ifAny(PublishedComparison::ours, PublishedComparison.Ours::std))
          .written("runs", row -> row.ours() == null ? null : row.ours().runs())
          .written("difference", 4, PublishedComparison::difference)
          .written("welch_p", PublishedComparison::p)
          .written("verdict", row -> row.searched() ? verdict(row.verdict()) : null);

  private PaperTable() {}

  /** Null where nothing that was published is comparable. */
  public static @Nullable Table of(
      ReplayProvenance provenance, List<PublishedComparison> comparisons) {
    Suite.Published published = provenance.published();
    if (published == null || comparisons.isEmpty()) return null;
    var shown = new Columns<Line>().shown("Method", line -> Cell.text(line.name()));
    for (Protocol protocol : provenance.protocols()) {
      if (comparisons.stream().noneMatch(c -> c.protocol().equals(protocol.name()))) continue;
      shown.shown(protocol.name() + " validation", line -> line.of(protocol, "valid"));
      shown.shown(protocol.name() + " test", line -> line.of(protocol, "test"));
    }
    Map<String, List<PublishedComparison>> byMethod = new LinkedHashMap<>();
    for (PublishedComparison each : comparisons) {
      byMethod.computeIfAbsent(each.published().method(), m -> new ArrayList<>()).add(each);
    }
    List<Group> groups = new ArrayList<>();
    byMethod.forEach(
        (method, rows) -> {
          List<Line> lines = new ArrayList<>();
          lines.add(new Line(method + ", paper", rows, PaperTable::paper));
          rows.stream()
              .map(PublishedComparison::ours)
              .filter(Objects::nonNull)
              .findFirst()
              .ifPresent(
                  any -> {
                    lines.add(new Line(any.name() + ", ours", rows, PaperTable::ours));
                    lines.add(new Line("difference", rows, PaperTable::difference));
                  });
          groups.add(new Group("", shown.cells(lines.stream())));
        });
    boolean unconfirmed = comparisons.stream().anyMatch(r -> !r.published().confirmed());
    return new Table(
        "published",
        SmallPrint.of(
            Text.format("%s, %s, and ours", published.paper(), published.table()),
            provenance,
            Origin::answers),
        shown.headings(),
        groups,
        List.of(
            "Mean ± population standard deviation, in percent; differences in points, ours minus"
                + " published.",
            "Agrees or differs: Welch's test of equal means from published mean, deviation and"
                + " number of runs, α = 0.05; untested where the paper lacks one of them, or runs of ours"
                + " lack a value (how many have one stands in brackets).",
            unconfirmed ? "* unconfirmed: could not be checked against the paper." : ""),
        WRITTEN.csv(comparisons));
  }

  /** What a method's comparisons are shown as in one line. */
  private record Line(
      String name, List<PublishedComparison> rows, Function<PublishedComparison, Cell> cell) {
    Cell of(Protocol protocol, String split) {
      return rows.stream()
          .filter(row -> row.protocol().equals(protocol.name()))
          .filter(row -> row.published().split().equals(split))
          .findFirst()
          .map(cell)
          .orElse(Cell.EMPTY);
    }
  }

  private static @Nullable Integer runs(PublishedResults.Row published) {
    return published.runs() == 0 ? null : published.runs();
  }

  private static String status(PublishedResults.Row published) {
    return published.confirmed() ? published.status() : published.status() + ", unconfirmed";
  }

  private static Cell paper(PublishedComparison row) {
    PublishedResults.Row published = row.published();
    String text = Decimals.spread(published.mean(), published.std());
    return Cell.number(published.confirmed() ? text : text + " *", published.mean());
  }

  private static Cell ours(PublishedComparison row) {
    PublishedComparison.Ours ours = row.ours();
    if (ours == null) return Cell.EMPTY;
    String text = Decimals.spread(ours.mean(), ours.std());
    return Cell.number(
        ours.complete() ? text : Text.format("%s (%s)", text, ours.runs()), ours.mean());
  }

  private static Cell difference(PublishedComparison row) {
    String text = Decimals.signed(row.difference());
    return Cell.number(
        row.searched() ? text + ", " + verdict(row.verdict()) : text, row.difference());
  }

  static String verdict(PublishedComparison.Verdict verdict) {
    return switch (verdict) {
      case AGREES -> "agrees";
      case DIFFERS -> "differs";
      case OPEN -> "untested";
    };
  }
}
