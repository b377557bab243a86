package org.nasreplay.study;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.page.Page;
import org.nasreplay.report.table.Columns;

/**
 * What a study leaves behind: its numbers as CSV, its charts as PNG, SVG and CSV, and one page that
 * needs nothing else: the answer, the tables, the charts. Every part says whether its numbers were
 * measured or modelled.
 */
public final class StudyPage {
  /** More rows than these are folded. */
  private static final int MOST_OPEN = 24;

  static final String PAGE = "report.html";

  private final String title;
  private final String note;
  private String answer = "";
  private final List<String> findings = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<Data> data = new ArrayList<>();

  /** A chart, and as what it was written. */
  record Figure(Picture picture, List<String> files, String svg) {}

  /**
   * A table, and the file of its numbers.
   *
   * @param rows each as long as the headings
   */
  record Data(
      String file, String caption, List<String> headings, List<List<String>> rows, String csv) {
    boolean folded() {
      return rows.size() > MOST_OPEN;
    }
  }

  /**
   * @param note where the numbers come from, as in "surrogate data"
   */
  StudyPage(String title, String note) {
    this.title = title;
    this.note = note;
  }

  /** What the study answers, in a sentence; the first thing that is read. */
  @CanIgnoreReturnValue
  StudyPage answer(String sentence) {
    answer = sentence;
    return this;
  }

  /** A sentence on what was found, with its numbers. */
  @CanIgnoreReturnValue
  StudyPage finding(String text) {
    findings.add(text);
    return this;
  }

  @CanIgnoreReturnValue
  StudyPage picture(Picture picture) {
    pictures.add(picture);
    return this;
  }

  /** A table, also in a file, {@code name} with its extension. */
  @CanIgnoreReturnValue
  <R> StudyPage data(String name, String caption, Columns<R> columns, List<R> rows) {
    data.add(
        new Data(
            name + ".csv", caption, columns.written(), columns.written(rows), columns.csv(rows)));
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

  String answer() {
    return answer;
  }

  List<String> findings() {
    return findings;
  }

  /**
   * Writes all of it.
   *
   * @param pdf whether to write every chart as PDF, too
   * @return what it says in words, a line each, the answer first
   */
  public List<String> write(Path folder, boolean pdf) throws IOException {
    List<String> names = new ArrayList<>(List.of(PAGE));
    pictures.forEach(picture -> names.addAll(picture.files(pdf)));
    data.forEach(each -> names.add(each.file()));
    WrittenFiles.in(folder).add(names);
    for (Picture picture : pictures) {
      if (pdf) picture.writePdf(folder);
      figures.add(new Figure(picture, picture.files(pdf), picture.write(folder)));
    }
    for (Data each : data) AtomicFile.writeUnforced(folder.resolve(each.file()), each.csv());
    AtomicFile.writeUnforced(folder.resolve(PAGE), Page.html(JtestudyGenerated::render, this));
    return Stream.concat(Stream.of(answer), findings.stream())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
