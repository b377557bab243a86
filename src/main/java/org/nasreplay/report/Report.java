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
import org.nasreplay.io.AtomicFile;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;

/**
 * What a reader opens: {@code report.html}, {@code summary.csv}, {@code tables/} and {@code
 * charts/}, a function of the result files alone, so that writing it again gives the same bytes.
 */
public final class Report {
  public static final String PAGE = "report.html";
  public static final String SUMMARY = "summary.csv";
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

  private static final Set<String> ENDINGS = Set.of(".csv", ".svg", ".png", ".pdf", ".md", ".tex");

  private Report() {}

  /**
   * Reports on the results in {@code folder}.
   *
   * @param pdf whether to write every chart as PDF, too
   * @throws org.nasreplay.io.InputException where a result file is missing or unreadable
   */
  public static void write(Path folder, boolean pdf) throws IOException {
    write(ResultFiles.read(folder), folder, pdf);
  }

  /** Reports on {@code results}, which were written to {@code folder}. */
  public static void write(Results results, Path folder) throws IOException {
    write(results, folder, false);
  }

  private static void write(Results results, Path folder, boolean pdf) throws IOException {
    Description description = results.description();
    PublishedResults papers = PublishedResults.bundled();
    Statistics statistics = Statistics.of(results, papers);

    List<HtmlReport.Figure> figures =
        charts(results, statistics).parallelStream()
            .flatMap(charts -> charts.get().stream())
            .map(picture -> written(picture, folder.resolve(CHARTS), pdf))
            .toList();
    List<Table> all =
        Stream.of(
                SummaryTable.of(results, statistics),
                PaperTable.of(description, statistics.replications()),
                MilestoneTable.of(description, statistics.milestones()),
                TargetTable.of(results, statistics.targets()),
                RankingTable.of(description, statistics.ranking()),
                ImprovementTable.of(description, statistics.improvements()),
                ComparisonTable.of(description, statistics.comparisons()))
            .filter(Objects::nonNull)
            .toList();
    all.parallelStream().forEach(table -> write(table, folder));
    AtomicFile.write(folder.resolve(SUMMARY), all.get(0).csv());

    sweep(folder.resolve(CHARTS), figures.stream().map(HtmlReport.Figure::name), pdf);
    sweep(folder.resolve(TABLES), all.stream().map(Table::name), false);
    AtomicFile.write(
        folder.resolve(PAGE), HtmlReport.page(description, papers, statistics, all, figures));
  }

  private static List<Supplier<List<Picture>>> charts(Results results, Statistics statistics) {
    Description description = results.description();
    List<Supplier<List<Picture>>> charts = new ArrayList<>();
    for (Protocol protocol : description.protocols()) {
      charts.add(() -> TimeCharts.of(results, protocol));
      charts.add(() -> List.of(Landscape.of(results, protocol)));
      charts.add(() -> List.of(AnswerCharts.boxes(results, protocol)));
      charts.add(() -> List.of(AnswerCharts.space(results, protocol, statistics.budgets())));
    }
    charts.add(
        () ->
            Stream.of(
                    RankCharts.criticalDifference(description, statistics.ranking()),
                    RankCharts.wins(description, statistics.improvements()),
                    RankCharts.correlations(results))
                .filter(Objects::nonNull)
                .toList());
    return charts;
  }

  private static HtmlReport.Figure written(Picture picture, Path folder, boolean pdf) {
    try {
      if (pdf) picture.writePdf(folder);
      return new HtmlReport.Figure(picture.name(), picture.write(folder));
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

  /** What kind of chart or table a file holds, by its name without extension. */
  static String kind(String name) {
    return KINDS.stream()
        .filter(kind -> name.equals(kind) || name.startsWith(kind + "-"))
        .findFirst()
        .orElse("");
  }

  /** Deletes what an earlier report on other results has left behind, and nothing else. */
  private static void sweep(Path folder, Stream<String> names, boolean pdf) throws IOException {
    Set<String> current = names.collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String fileName = String.valueOf(file.getFileName());
        int dot = Math.max(fileName.lastIndexOf('.'), 0);
        String name = fileName.substring(0, dot);
        String ending = fileName.substring(dot);
        if (kind(name).isEmpty() || !ENDINGS.contains(ending)) continue;
        if (!current.contains(name) || (ending.equals(".pdf") && !pdf)) Files.delete(file);
      }
    }
  }
}
