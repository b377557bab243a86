package org.nasreplay.study;

import static org.nasreplay.report.text.Html.escape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.page.HtmlPage;
import org.nasreplay.report.text.Csv;

/**
 * What a study leaves behind: its numbers as CSV, its charts as PNG, SVG and CSV, and one page that
 * needs nothing else. Every part says whether its numbers were measured or modelled.
 */
final class StudyPage {
  static final String PAGE = "report.html";

  private final String title;
  private final String note;
  private final List<String> findings = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Data> tables = new ArrayList<>();

  /** A file of numbers, named without its extension. */
  private record Data(String name, String caption, String csv) {}

  /**
   * @param note where the numbers come from, as in "surrogate data"
   */
  StudyPage(String title, String note) {
    this.title = title;
    this.note = note;
  }

  /** A sentence on what was found, with its numbers. */
  StudyPage finding(String text) {
    findings.add(text);
    return this;
  }

  StudyPage picture(Picture picture) {
    pictures.add(picture);
    return this;
  }

  StudyPage data(String name, String caption, List<String> header, Csv.Rows rows) {
    tables.add(new Data(name, caption, Csv.of(header, rows)));
    return this;
  }

  /** The findings, for the command line. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  void write(Path folder) throws IOException {
    List<String> names = new ArrayList<>(List.of(PAGE));
    pictures.forEach(picture -> names.addAll(picture.files(false)));
    tables.forEach(data -> names.add(data.name() + ".csv"));
    WrittenFiles.in(folder).add(names);
    var html = new StringBuilder();
    html.append("<p class=\"surrogate\">Numbers: ").append(escape(note)).append(".</p>\n<ul>\n");
    for (String finding : findings) html.append("<li>").append(escape(finding)).append("</li>\n");
    html.append("</ul>\n<div class=\"charts\">\n");
    for (Picture picture : pictures) {
      String svg = picture.write(folder);
      html.append("<figure>\n").append(svg).append("\n<figcaption>");
      for (String note : picture.notes()) html.append(escape(note)).append(' ');
      for (String kind : List.of("csv", "svg", "png")) link(html, picture.name() + "." + kind);
      html.append("</figcaption>\n</figure>\n");
    }
    html.append("</div>\n<ul>\n");
    for (Data data : tables) {
      AtomicFile.writeUnforced(folder.resolve(data.name() + ".csv"), data.csv());
      html.append("<li>").append(escape(data.caption())).append(": ");
      link(html, data.name() + ".csv");
      html.append("</li>\n");
    }
    html.append("</ul>\n");
    AtomicFile.writeUnforced(folder.resolve(PAGE), HtmlPage.of(title, html.toString()));
  }

  private static void link(StringBuilder html, String file) {
    html.append("<a href=\"").append(file).append("\">").append(file).append("</a> ");
  }
}
