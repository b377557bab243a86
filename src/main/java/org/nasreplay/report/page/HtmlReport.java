package org.nasreplay.report.page;

import static org.nasreplay.report.text.Html.escape;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nasreplay.analysis.PublishedComparison;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.HtmlTable;
import org.nasreplay.report.table.Table;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.LeadSentence;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SeedNoise;
import org.nasreplay.space.Quantity;

/** One page that needs nothing else and loads nothing. Short first, details folded. */
public final class HtmlReport {
  /**
   * A chart in the page.
   *
   * @param name of its files in the folder of charts, without extension
   * @param notes on how to read it, in sentences
   * @param svg one element
   */
  public record Figure(String name, List<String> notes, String svg) {}

  /** Where the files of tables and charts lie, beside the page. */
  public static final String TABLES = "tables";

  public static final String CHARTS = "charts";

  /** Of charts and tables, which is how their files' names begin. */
  private static final List<String> KINDS =
      List.of(
          "progress",
          "regret",
          "run-times",
          "answers",
          "landscape",
          "space",
          "critical-difference",
          "wins",
          "correlations",
          "summary",
          "published",
          "milestones",
          "targets",
          "ranking",
          "improvements",
          "comparisons");

  /** How to make every table and chart again, from the folder that holds this page. */
  private static final String REBUILD = "nasreplay report .";

  private final ReplayProvenance description;
  private final List<Table> tables;
  private final List<Figure> figures;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(ReplayProvenance description, List<Table> tables, List<Figure> figures) {
    this.description = description;
    this.tables = tables;
    this.figures = figures;
  }

  public static String page(
      ReplayProvenance description,
      PublishedResults papers,
      Statistics statistics,
      List<Table> tables,
      List<Figure> figures) {
    var page = new HtmlReport(description, tables, figures);
    page.opening();
    page.tables("summary");
    page.verdict(papers, statistics);
    page.html.append("<div class=\"lead\">\n");
    page.figure(figures.get(0));
    page.html.append("</div>\n");
    page.fold("Beside the paper", List.of("published"), List.of());
    page.fold("At the budget", List.of(), List.of("answers"));
    page.fold("On the way to the budget", List.of("milestones"), List.of("regret", "progress"));
    page.fold("Time to targets", List.of("targets"), List.of("run-times"));
    page.fold(
        "Pairs and ranks",
        List.of("ranking", "improvements", "comparisons"),
        List.of("critical-difference", "wins"));
    page.fold("Accuracy and cost", List.of(), List.of("landscape"));
    page.fold("The table", List.of(), List.of("space", "correlations"));
    page.provenance();
    return HtmlPage.of(description.title(), page.html.toString());
  }

  private void opening() {
    html.append("<p>")
        .append(
            escape(
                Text.format(
                    "%d searchers, %d protocols, %s runs each, replayed against %s (%s space).",
                    description.searchers().size(),
                    description.protocols().size(),
                    description.runsInWords(),
                    description.table().file(),
                    description.table().space())));
    html.append("</p>\n");
    if (description.unchecked()) {
      html.append(
              "<p class=\"surrogate\">Read unchecked: these results were not held against what the")
          .append(" replay wrote, and somebody may have edited them.</p>\n");
    }
    list(description.protocols().stream().map(this::rules).toList());
    Set<Origin.Role> all = EnumSet.allOf(Origin.Role.class);
    List<String> notes =
        description.protocols().stream().map(p -> Origin.note(description, p, all)).toList();
    if (notes.stream().allMatch(Origin.NONE::equals)) return;
    html.append(
        "<p class=\"surrogate\">Not everything here was measured by training networks. The protocols take from the table: ");
    if (notes.stream().distinct().count() == 1) {
      html.append(escape(notes.get(0)));
    } else {
      html.append(
          IntStream.range(0, notes.size())
              .mapToObj(i -> escape(description.protocols().get(i).name() + ": " + notes.get(i)))
              .collect(Collectors.joining("; ")));
    }
    html.append(", from a statistical model; every table and chart says what enters it.</p>\n");
  }

  /** A protocol in a line. */
  private String rules(Protocol protocol) {
    String constraint =
        protocol.constraint() == null
            ? ""
            : ", answers with "
                + protocol.constraint().entrySet().stream()
                    .map(e -> e.getKey() + " in " + bounds(e.getValue()))
                    .findFirst()
                    .orElseThrow();
    return Text.format(
        "%s: %s, reward %s after %d epochs (%s), reported after %d epochs, %s%s",
        protocol.name(),
        protocol.budget(),
        protocol.reward().metric().label().replace('_', ' '),
        protocol.reward().epochs(),
        SeedNoise.of(description, protocol),
        protocol.report().epochs(),
        protocol.report().at().label(),
        constraint);
  }

  private static String bounds(Protocol.Bounds bounds) {
    Quantity least = bounds.atLeast();
    Quantity most = bounds.atMost();
    return (least == null ? "(−∞" : "[" + amount(least))
        + ", "
        + (most == null ? "∞)" : amount(most) + "]")
        + (bounds.penalty() == null ? "" : ", by " + bounds.penalty());
  }

  private static String amount(Quantity amount) {
    return amount.unit().isEmpty()
        ? Decimals.grouped(amount.number().doubleValue())
        : amount.toString();
  }

  private void verdict(PublishedResults papers, Statistics statistics) {
    html.append("<h2>Verdict</h2>\n");
    List<String> lines = new ArrayList<>();
    for (Protocol protocol : description.protocols()) {
      lines.add(
          Text.format(
              "%s (%s)",
              LeadSentence.of(description, statistics, protocol),
              Origin.note(description, protocol, Origin.incumbents(protocol))));
    }
    List<PublishedComparison> replayed =
        statistics.replications().stream().filter(PublishedComparison::searched).toList();
    if (!replayed.isEmpty()) {
      lines.add(
          Text.format(
              "Of %d published means, %d agree with ours, %d differ and %d cannot be tested (%s).",
              replayed.size(),
              count(replayed, PublishedComparison.Verdict.AGREES),
              count(replayed, PublishedComparison.Verdict.DIFFERS),
              count(replayed, PublishedComparison.Verdict.OPEN),
              Origin.note(description, Origin::answers)));
    }
    for (Protocol protocol : description.protocols()) {
      for (String mismatch : papers.mismatches(description.published(), protocol)) {
        lines.add(
            Text.format(
                "%s: published numbers are not compared, as the suite has %s.",
                protocol.name(), mismatch));
      }
    }
    list(lines);
  }

  private static long count(
      List<PublishedComparison> replications, PublishedComparison.Verdict verdict) {
    return replications.stream().filter(r -> r.verdict() == verdict).count();
  }

  private void list(List<String> lines) {
    html.append("<ul>\n");
    for (String line : lines) html.append("<li>").append(escape(line)).append("</li>\n");
    html.append("</ul>\n");
  }

  /** A part that is opened by the reader; nothing where it has nothing. */
  private void fold(String title, List<String> tableNames, List<String> figureKinds) {
    List<Figure> within =
        figureKinds.stream()
            .flatMap(
                kind ->
                    figures.stream()
                        .skip(1) // it leads the page
                        .filter(figure -> kind(figure.name()).equals(kind)))
            .toList();
    if (within.isEmpty() && tables.stream().noneMatch(t -> tableNames.contains(t.name()))) return;
    html.append("<details>\n<summary>").append(escape(title)).append("</summary>\n");
    tables(tableNames.toArray(String[]::new));
    html.append("<div class=\"charts\">\n");
    within.forEach(this::figure);
    html.append("</div>\n</details>\n");
  }

  private void tables(String... names) {
    for (Table table : tables) {
      if (List.of(names).contains(table.name())) html.append(HtmlTable.of(table, TABLES));
    }
  }

  private void figure(Figure figure) {
    html.append("<figure>\n").append(figure.svg()).append("\n<figcaption>");
    for (String note : figure.notes()) html.append(escape(note)).append(' ');
    link(figure, "csv");
    for (String kind : Picture.KINDS) {
      html.append(" · ");
      link(figure, kind);
    }
    html.append(" · <code>").append(REBUILD).append("</code></figcaption>\n</figure>\n");
  }

  private void link(Figure figure, String kind) {
    html.append(
        Text.format(
            "<a href=\"%s/%s.%s\">%s</a>",
            CHARTS, figure.name(), kind, kind.equals("csv") ? figure.name() + ".csv" : kind));
  }

  private void provenance() {
    html.append("<details>\n<summary>Provenance</summary>\n<dl>\n");
    entry("Table", description.table().file() + ", SHA-256 " + description.table().sha256());
    for (ReplayProvenance replay : description.replays()) {
      ReplayProvenance.Machine machine = replay.machine();
      entry(
          "Replay",
          Text.format(
              "suite %s, %d runs, seed %d, NAS Replay %s on %s, %s, %d processors",
              replay.suite(),
              replay.runs(),
              replay.seed(),
              replay.code(),
              machine.os(),
              machine.java(),
              machine.processors()));
    }
    for (ReplayProvenance.Searcher searcher : description.searchers()) {
      entry(searcher.label(), searcher.name() + " " + searcher.settings());
    }
    html.append("</dl>\n<div class=\"wide\">\n<table>\n<caption>Columns that decide the results")
        .append("</caption>\n<thead><tr>");
    for (String heading : List.of("Protocol", "Role", "Column", "Provenance", "Source")) {
      html.append("<th scope=\"col\">").append(heading).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (ReplayProvenance.UsedColumn column : description.columns()) {
      html.append("<tr>");
      for (String text :
          List.of(
              column.protocol(),
              column.role(),
              column.column(),
              column.provenance(),
              column.source()
                  + (column.sha256().isEmpty() ? "" : ", SHA-256 " + column.sha256()))) {
        html.append("<td class=\"text\">").append(escape(text)).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n");
    for (ReplayProvenance replay : description.replays()) {
      html.append("<p>The suite:</p>\n<pre>").append(escape(replay.suiteText())).append("</pre>\n");
    }
    html.append("<p>Everything here, each table and chart, is made again by <code>")
        .append(REBUILD)
        .append("</code> in this folder from ");
    for (String file :
        List.of(
            ResultFiles.RUNS,
            ResultFiles.TRAJECTORIES,
            ResultFiles.OPTIMA,
            ResultFiles.SPACE,
            ResultFiles.PROVENANCE)) {
      html.append(Text.format("<a href=\"%s\">%s</a> ", file, file));
    }
    html.append("there.</p>\n</details>\n");
  }

  private void entry(String term, String text) {
    html.append("<dt>")
        .append(escape(term))
        .append("</dt><dd>")
        .append(escape(text))
        .append("</dd>\n");
  }

  /** What kind of chart or table a file holds, by its name without extension. */
  private static String kind(String name) {
    return KINDS.stream()
        .filter(kind -> name.equals(kind) || name.startsWith(kind + "-"))
        .findFirst()
        .orElse("");
  }
}
