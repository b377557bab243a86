package org.nasreplay.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.table.WholeFile;

/**
 * What a reader opens: {@code report.html}, {@code summary.csv} and {@code charts/}, a function of
 * the result files alone, so that writing it again gives the same bytes.
 */
public final class Report {
  public static final String PAGE = "report.html";
  public static final String SUMMARY = "summary.csv";
  public static final String CHARTS = "charts";

  private Report() {}

  /**
   * Reports on the results in {@code folder}.
   *
   * @throws org.nasreplay.space.InputException where a result file is missing or unreadable
   */
  public static void write(Path folder) throws IOException {
    write(ResultFiles.read(folder), folder);
  }

  /** Reports on {@code results}, which were written to {@code folder}. */
  public static void write(Results results, Path folder) throws IOException {
    Summary summary = Summary.of(results, PublishedResults.bundled());
    WholeFile.write(folder.resolve(SUMMARY), summary.csv());
    List<Supplier<Picture>> pictures = new ArrayList<>();
    for (Protocol protocol : results.description().protocols()) {
      pictures.add(() -> Charts.progress(results, protocol));
      pictures.add(() -> Charts.landscape(results, protocol));
    }
    List<HtmlReport.Figure> figures =
        pictures.parallelStream().map(picture -> written(picture.get(), folder)).toList();
    WholeFile.write(folder.resolve(PAGE), HtmlReport.page(results.description(), summary, figures));
  }

  private static HtmlReport.Figure written(Picture picture, Path folder) {
    try {
      String svg = picture.write(folder.resolve(CHARTS));
      return new HtmlReport.Figure(CHARTS + "/" + picture.name(), svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
