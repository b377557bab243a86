package org.nasreplay.report.table;

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
import org.nasreplay.report.table.Table.Cell;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** A paper's table in its own form, and under each of its methods that was replayed, ours. */
public final class PaperTable {
  private static final List<String> SPLITS = List.of("valid", "test");

  private PaperTable() {}

  /** Null where nothing that was published is comparable. */
  public static @Nullable Table of(
      ReplayProvenance description, List<PublishedComparison> replications) {
    Suite.Published published = description.published();
    if (published == null || replications.isEmpty()) return null;
    List<String> headings = new ArrayList<>(List.of("Method"));
    for (Protocol protocol : description.protocols()) {
      headings.add(protocol.name() + " validation");
      headings.add(protocol.name() + " test");
    }
    Map<String, List<PublishedComparison>> byMethod = new LinkedHashMap<>();
    for (PublishedComparison each : replications) {
      byMethod.computeIfAbsent(each.published().method(), m -> new ArrayList<>()).add(each);
    }
    List<Group> groups = new ArrayList<>();
    byMethod.forEach(
        (method, rows) -> {
          List<List<Cell>> lines = new ArrayList<>();
          lines.add(line(description, rows, method + ", paper", PaperTable::paper));
          rows.stream()
              .map(PublishedComparison::ours)
              .filter(Objects::nonNull)
              .findFirst()
              .ifPresent(
                  any -> {
                    lines.add(line(description, rows, any.name() + ", ours", PaperTable::ours));
                    lines.add(line(description, rows, "difference", PaperTable::difference));
                  });
          groups.add(new Group("", lines));
        });
    boolean unconfirmed = replications.stream().anyMatch(r -> !r.published().confirmed());
    return new Table(
        "published",
        SmallPrint.of(
            Text.format("%s, %s, and ours", published.paper(), published.table()),
            description,
            Origin::answers),
        headings,
        groups,
        List.of(
            "Mean ± population standard deviation, in percent; differences in points, ours minus"
                + " published.",
            "Agrees or differs: Welch's test of equal means from published mean, deviation and"
                + " number of runs, α = 0.05; untested where the paper lacks one of them, or runs of ours"
                + " lack a value (how many have one stands in brackets).",
            unconfirmed ? "* unconfirmed: could not be checked against the paper." : ""),
        csv(replications));
  }

  private static List<Cell> line(
      ReplayProvenance description,
      List<PublishedComparison> rows,
      String name,
      Function<PublishedComparison, Cell> cell) {
    List<Cell> line = new ArrayList<>(List.of(Cell.text(name)));
    for (Protocol protocol : description.protocols()) {
      for (String split : SPLITS) {
        line.add(
            rows.stream()
                .filter(row -> row.protocol().equals(protocol.name()))
                .filter(row -> row.published().split().equals(split))
                .findFirst()
                .map(cell)
                .orElse(Cell.text("")));
      }
    }
    return line;
  }

  private static Cell paper(PublishedComparison row) {
    PublishedResults.Row published = row.published();
    String text = Decimals.spread(published.mean(), published.std());
    return Cell.number(published.confirmed() ? text : text + " *", published.mean());
  }

  private static Cell ours(PublishedComparison row) {
    PublishedComparison.Ours ours = row.ours();
    if (ours == null) return Cell.text("");
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

  private static String csv(List<PublishedComparison> replications) {
    return Csv.of(
        List.of(
            "protocol",
            "split",
            "method",
            "published_mean",
            "published_std",
            "published_runs",
            "published_status",
            "searcher",
            "mean",
            "std",
            "runs",
            "difference",
            "welch_p",
            "verdict"),
        out -> {
          for (PublishedComparison row : replications) {
            PublishedResults.Row published = row.published();
            PublishedComparison.Ours ours = row.ours();
            Integer runs = ours == null ? null : ours.runs();
            out.print(row.protocol());
            out.print(published.split());
            out.print(published.method());
            out.print(Decimals.decimals(published.mean(), 2));
            out.print(Decimals.cell(published.std(), 2));
            out.print(published.runs() == 0 ? "" : published.runs());
            out.print(
                published.confirmed() ? published.status() : published.status() + ", unconfirmed");
            out.print(ours == null ? "" : ours.name());
            out.print(ours == null ? "" : Decimals.decimals(ours.mean(), 4));
            out.print(ours == null ? "" : Decimals.cell(ours.std(), 4));
            out.print(runs == null ? "" : runs);
            out.print(Decimals.cell(row.difference(), 4));
            out.print(row.p() == null ? "" : row.p());
            out.print(row.searched() ? verdict(row.verdict()) : "");
            out.println();
          }
        });
  }
}
