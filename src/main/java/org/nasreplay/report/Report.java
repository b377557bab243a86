package org.nasreplay.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.table.WholeFile;

/**
 * What a reader opens: {@code report.html}, {@code summary.csv}, {@code tables/} and {@code
 * charts/}, a function of the result files alone, so that writing it again gives the same bytes.
 */
public final class Report {
  public static final String PAGE = "report.html";
  public static final String SUMMARY = "summary.csv";
  public static final String TABLES = "tables";
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
    Description description = results.description();
    PublishedResults papers = PublishedResults.bundled();
    List<Supplier<Picture>> pictures = new ArrayList<>();
    for (Protocol protocol : description.protocols()) {
      pictures.add(() -> Charts.progress(results, protocol));
      pictures.add(() -> Charts.landscape(results, protocol));
    }
    List<HtmlReport.Figure> figures =
        pictures.parallelStream().map(picture -> written(picture.get(), folder)).toList();

    Statistics statistics = Statistics.of(results, papers);
    var tables = new Tables(results, statistics);
    List<Table> all =
        Stream.of(
                tables.summary(),
                PaperTable.of(description, statistics.replications()),
                tables.milestones(),
                tables.targets(),
                tables.ranking(),
                tables.improvements(),
                tables.comparisons())
            .filter(Objects::nonNull)
            .toList();
    all.parallelStream().forEach(table -> write(table, folder));
    WholeFile.write(folder.resolve(SUMMARY), all.get(0).csv());

    sweep(folder.resolve(CHARTS), figures.stream().map(HtmlReport.Figure::name));
    sweep(folder.resolve(TABLES), all.stream().map(Table::name));
    WholeFile.write(
        folder.resolve(PAGE), HtmlReport.page(description, papers, statistics, all, figures));
  }

  private static HtmlReport.Figure written(Picture picture, Path folder) {
    try {
      return new HtmlReport.Figure(picture.name(), picture.write(folder.resolve(CHARTS)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Table table, Path folder) {
    try {
      table.write(folder.resolve(TABLES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what an earlier report on other results has left behind. */
  private static void sweep(Path folder, Stream<String> names) throws IOException {
    Set<String> current = names.collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !current.contains(name.substring(0, dot))) Files.delete(file);
      }
    }
  }
}
