package org.nasreplay.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.page.Page;
import org.nasreplay.report.table.Columns;

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
  private final List<Figure> figures = new ArrayList<>();
  private final List<Data> data = new ArrayList<>();

  /** A chart, and as what it was written. */
  record Figure(Picture picture, String svg) {}

  /** A file of numbers. */
  record Data(String file, String caption, String csv) {}

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

  /** A table, of which the page names the file, {@code name} with its extension. */
  <R> StudyPage data(String name, String caption, Columns<R> columns, List<R> rows) {
    data.add(new Data(name + ".csv", caption, columns.csv(rows)));
    return this;
  }

  String title() {
    return title;
  }

  String note() {
    return note;
  }

  List<Figure> figures() {
    return figures;
  }

  List<Data> data() {
    return data;
  }

  /** The findings, for the command line and the page. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  void write(Path folder) throws IOException {
    List<String> names = new ArrayList<>(List.of(PAGE));
    pictures.forEach(picture -> names.addAll(picture.files(false)));
    data.forEach(each -> names.add(each.file()));
    WrittenFiles.in(folder).add(names);
    for (Picture picture : pictures) figures.add(new Figure(picture, picture.write(folder)));
    for (Data each : data) AtomicFile.writeUnforced(folder.resolve(each.file()), each.csv());
    AtomicFile.writeUnforced(folder.resolve(PAGE), Page.html(JtestudyGenerated::render, this));
  }
}
