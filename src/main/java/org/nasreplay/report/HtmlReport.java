package org.nasreplay.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ResultFiles;

/** One page that needs nothing else: no network, no script. Short first, details folded. */
final class HtmlReport {
  /**
   * A chart in the page.
   *
   * @param file its path beside the page, without extension
   * @param svg one element
   */
  record Figure(String file, String svg) {}

  private static final List<String> HEADINGS =
      List.of(
          "Searcher",
          "Runs",
          "Evaluations",
          "Validation",
          "Test",
          "95 % interval",
          "Regret",
          "Published validation",
          "Published test");

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  static String page(Description description, Summary summary, List<Figure> figures) {
    var page = new HtmlReport();
    page.head(description);
    page.opening(description);
    page.table(description, summary);
    page.html.append("<h2>Verdict</h2>\n<ul>\n");
    for (Protocol protocol : description.protocols()) {
      page.html
          .append("<li>")
          .append(escape(Verdict.of(summary.of(protocol))))
          .append(' ')
          .append(escape("(" + Surrogate.note(description, protocol.name()) + ")"))
          .append("</li>\n");
    }
    page.html.append("</ul>\n<div class=\"lead\">\n");
    page.figure(figures.get(0));
    page.html.append("</div>\n<details>\n<summary>All charts</summary>\n<div class=\"charts\">\n");
    figures.stream().skip(1).forEach(page::figure);
    page.html.append("</div>\n</details>\n");
    page.provenance(description);
    page.html.append("</main>\n</body>\n</html>\n");
    return page.html.toString();
  }

  private void head(Description description) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escape(description.title()))
        .append("</title>\n<style>\n")
        .append(resource("report.css"))
        .append("</style>\n</head>\n<body>\n<main>\n");
  }

  private void opening(Description description) {
    html.append("<h1>").append(escape(description.title())).append("</h1>\n<p>");
    html.append(
        escape(
            "%d searchers, %d protocols, %d runs each, replayed against %s (%s space, seed %d)."
                .formatted(
                    description.searchers().size(),
                    description.protocols().size(),
                    description.runs(),
                    description.table().file(),
                    description.table().space(),
                    description.seed())));
    html.append("</p>\n<ul>\n");
    for (Protocol protocol : description.protocols()) {
      html.append("<li>").append(escape(rules(protocol))).append("</li>\n");
    }
    html.append("</ul>\n");
    List<String> notes =
        description.protocols().stream()
            .map(p -> Surrogate.note(description, p.name()))
            .distinct()
            .toList();
    if (notes.equals(List.of(Surrogate.NONE))) return;
    html.append("<p class=\"surrogate\">Not everything here was measured by training networks. ");
    if (notes.size() == 1) {
      html.append("Every table and chart: ").append(escape(notes.get(0)));
    } else {
      html.append(
          description.protocols().stream()
              .map(p -> escape(p.name() + ": " + Surrogate.note(description, p.name())))
              .collect(Collectors.joining("; ")));
    }
    html.append(", from a statistical model.</p>\n");
  }

  /** A protocol in a line. */
  private static String rules(Protocol protocol) {
    String constraint =
        protocol.constraint() == null
            ? ""
            : ", answers with "
                + protocol.constraint().entrySet().stream()
                    .map(e -> e.getKey() + " in " + bounds(e.getValue()))
                    .findFirst()
                    .orElseThrow();
    return "%s: %s, reward %s after %d epochs (%s seed), reported after %d epochs, %s%s"
        .formatted(
            protocol.name(),
            protocol.budget(),
            protocol.reward().metric().label().replace('_', ' '),
            protocol.reward().epochs(),
            protocol.reward().seeds(),
            protocol.report().epochs(),
            protocol.report().at().label(),
            constraint);
  }

  private static String bounds(Protocol.Bounds bounds) {
    Double least = bounds.atLeast();
    Double most = bounds.atMost();
    return (least == null ? "(−∞" : "[" + Fixed.grouped(least))
        + ", "
        + (most == null ? "∞)" : Fixed.grouped(most) + "]")
        + (bounds.penalty() == null ? "" : ", by " + bounds.penalty());
  }

  private void table(Description description, Summary summary) {
    html.append("<div class=\"wide\">\n<table>\n<caption>Accuracy at the budget, in percent")
        .append("</caption>\n<thead><tr>");
    for (String heading : HEADINGS) {
      html.append("<th scope=\"col\">").append(heading).append("</th>");
    }
    html.append("</tr></thead>\n");
    for (Protocol protocol : description.protocols()) {
      List<Summary.Line> lines = summary.of(protocol);
      double best =
          lines.stream()
              .mapToDouble(line -> line.ours().test().mean())
              .filter(mean -> !Double.isNaN(mean))
              .max()
              .orElse(Double.NaN);
      html.append("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"")
          .append(HEADINGS.size())
          .append("\">")
          .append(escape(protocol.name()))
          .append(" <span class=\"small\">")
          .append(escape(Surrogate.note(description, protocol.name())))
          .append("</span></th></tr>\n");
      for (Summary.Line line : lines) row(line, line.ours().test().mean() == best);
      html.append("</tbody>\n");
    }
    html.append("</table>\n</div>\n<p class=\"small\">Mean ± population standard deviation over ")
        .append("runs, and the 95 % bootstrap interval of the mean test accuracy. Regret: points ")
        .append("below the best admitted network of the table. In parentheses: our mean minus the ")
        .append("published one. ");
    if (summary.lines().stream().anyMatch(l -> unconfirmed(l.valid()) || unconfirmed(l.test()))) {
      html.append("* unconfirmed: this number could not be checked against the paper. ");
    }
    html.append("Data: <a href=\"")
        .append(Report.SUMMARY)
        .append("\">")
        .append(Report.SUMMARY)
        .append("</a>.</p>\n");
  }

  private void row(Summary.Line line, boolean best) {
    FixedBudget ours = line.ours();
    html.append("<tr><th scope=\"row\">").append(escape(ours.searcher())).append("</th>");
    cell(
        ours.answered() == ours.runs()
            ? Integer.toString(ours.runs())
            : "%d, %d without an answer".formatted(ours.runs(), ours.runs() - ours.answered()));
    cell(Fixed.decimals(ours.evaluations(), 1));
    cell(spread(ours.valid().mean(), ours.valid().std()));
    String test = spread(ours.test().mean(), ours.test().std());
    html.append(best ? "<td class=\"best\">" : "<td>").append(test).append("</td>");
    cell(
        ours.answered() == 0
            ? "none"
            : "%s–%s"
                .formatted(
                    Fixed.decimals(ours.interval().low(), 2),
                    Fixed.decimals(ours.interval().high(), 2)));
    cell(Fixed.decimals(ours.regret(), 2));
    cell(published(line.valid(), ours.valid().mean()));
    cell(published(line.test(), ours.test().mean()));
    html.append("</tr>\n");
  }

  private void cell(String text) {
    html.append("<td>").append(escape(text)).append("</td>");
  }

  private static String published(PublishedResults.@Nullable Row row, double ours) {
    if (row == null) return "";
    return "%s%s (%s)"
        .formatted(
            spread(row.mean(), row.std()), unconfirmed(row) ? " *" : "", signed(ours - row.mean()));
  }

  private static boolean unconfirmed(PublishedResults.@Nullable Row row) {
    return row != null && !row.confirmed();
  }

  private static String spread(double mean, double std) {
    if (Double.isNaN(mean)) return "none";
    return Fixed.decimals(mean, 2) + (Double.isNaN(std) ? "" : " ± " + Fixed.decimals(std, 2));
  }

  private static String signed(double value) {
    String text = Fixed.decimals(value, 2);
    if (text.isEmpty()) return "none";
    return text.startsWith("-") ? "−" + text.substring(1) : "+" + text;
  }

  private void figure(Figure figure) {
    html.append("<figure>\n").append(figure.svg()).append("\n<figcaption>");
    for (String kind : List.of("csv", "svg", "png")) {
      html.append("<a href=\"")
          .append(figure.file())
          .append('.')
          .append(kind)
          .append("\">")
          .append(kind.equals("csv") ? "data" : kind)
          .append("</a> ");
    }
    html.append("</figcaption>\n</figure>\n");
  }

  private void provenance(Description description) {
    html.append("<details>\n<summary>Provenance</summary>\n<dl>\n");
    entry("Table", description.table().file() + ", SHA-256 " + description.table().sha256());
    entry("Seed", Long.toString(description.seed()));
    entry("NAS Replay", description.version());
    Description.Machine machine = description.machine();
    entry(
        "Machine",
        "%s, %s, %d processors".formatted(machine.os(), machine.java(), machine.processors()));
    for (Description.Searcher searcher : description.searchers()) {
      entry(searcher.label(), searcher.name() + " " + searcher.settings());
    }
    html.append("</dl>\n<div class=\"wide\">\n<table>\n<caption>Columns that decide the results")
        .append("</caption>\n<thead><tr>");
    for (String heading : List.of("Protocol", "Role", "Column", "Provenance", "Source")) {
      html.append("<th scope=\"col\">").append(heading).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (Description.UsedColumn column : description.columns()) {
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
    html.append("</tbody>\n</table>\n</div>\n<p>The suite:</p>\n<pre>")
        .append(escape(description.suiteText()))
        .append("</pre>\n<p>Everything here is rebuilt by <code>nasreplay report DIR</code> from ");
    for (String file :
        List.of(
            ResultFiles.RUNS,
            ResultFiles.TRAJECTORIES,
            ResultFiles.OPTIMA,
            ResultFiles.SPACE,
            ResultFiles.PROVENANCE)) {
      html.append("<a href=\"%s\">%s</a> ".formatted(file, file));
    }
    html.append("in this folder.</p>\n</details>\n");
  }

  private void entry(String term, String text) {
    html.append("<dt>")
        .append(escape(term))
        .append("</dt><dd>")
        .append(escape(text))
        .append("</dd>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
