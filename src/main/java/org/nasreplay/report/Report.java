package org.nasreplay.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Leaders;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.Sweeps;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Names;
import org.nasreplay.io.Together;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.report.chart.AnswerCharts;
import org.nasreplay.report.chart.FrontCharts;
import org.nasreplay.report.chart.Highlights;
import org.nasreplay.report.chart.LandscapeChart;
import org.nasreplay.report.chart.NetworksChart;
import org.nasreplay.report.chart.OptimumChart;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.chart.RankCharts;
import org.nasreplay.report.chart.SearchCostChart;
import org.nasreplay.report.chart.SettingsChart;
import org.nasreplay.report.chart.TimeCharts;
import org.nasreplay.report.page.ReportPage;
import org.nasreplay.report.page.RunningPage;
import org.nasreplay.report.table.ComparisonTable;
import org.nasreplay.report.table.FrontTable;
import org.nasreplay.report.table.ImprovementTable;
import org.nasreplay.report.table.NetworksTable;
import org.nasreplay.report.table.OptimumTable;
import org.nasreplay.report.table.PaperTable;
import org.nasreplay.report.table.PartialBudgetTable;
import org.nasreplay.report.table.RankingTable;
import org.nasreplay.report.table.SearchCostTable;
import org.nasreplay.report.table.SummaryTable;
import org.nasreplay.report.table.SweepTables;
import org.nasreplay.report.table.Table;
import org.nasreplay.report.table.TargetTable;

/**
 * What a reader opens: {@code report.html}, {@code summary.csv}, {@code tables/} and {@code
 * charts/}, a function of the result files alone, so that writing it again gives the same bytes.
 */
public final class Report {
  public static final String PAGE = "report.html";
  public static final String SUMMARY = "summary.csv";

  /** What stands in for the page while a replay is watched. */
  public static final String RUNNING = "running.html";

  private Report() {}

  /**
   * Reports on the results in {@code folder}.
   *
   * @param highlighted names of searchers that are in colour beside the best few
   * @param pdf whether to write every chart as PDF, too
   * @param unchecked whether results that somebody may have edited are read; the page says so
   * @throws org.nasreplay.io.InputException where a result file is missing, unreadable or changed
   */
  public static void write(Path folder, List<String> highlighted, boolean pdf, boolean unchecked)
      throws IOException {
    write(read(folder, unchecked), folder, highlighted, pdf);
  }

  /** Finished results, or such as somebody may have edited. */
  public static Results read(Path folder, boolean unchecked) throws IOException {
    return unchecked
        ? ResultFiles.readUnchecked(folder)
        : ResultFiles.read(folder, "--unchecked reads it all the same");
  }

  /**
   * One table of the report on the results in {@code folder}.
   *
   * @param named the name of its files, without extension
   * @throws org.nasreplay.io.InputException where there is none of this name
   */
  public static Table table(Path folder, String named, boolean unchecked) throws IOException {
    Results results = read(folder, unchecked);
    List<Table> all = Content.of(results, List.of()).tables();
    String name = Names.find("table", named, all.stream().map(Table::name).toList());
    return all.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Reports on {@code results}, which were written to {@code folder}.
   *
   * @param highlighted names of searchers that are in colour beside the best few
   * @return what it says in numbers
   */
  @CanIgnoreReturnValue
  public static Statistics write(Results results, Path folder, List<String> highlighted)
      throws IOException {
    return write(results, folder, highlighted, false);
  }

  @CanIgnoreReturnValue
  private static Statistics write(
      Results results, Path folder, List<String> highlighted, boolean pdf) throws IOException {
    Content content = Content.of(results, highlighted);
    List<Picture> pictures = content.pictures(Highlights.Order.BY_RESULT);
    List<Table> all = content.tables();

    Set<String> names = new HashSet<>(List.of(PAGE, SUMMARY));
    pictures.forEach(p -> p.files(pdf).forEach(file -> names.add(ReportPage.CHARTS + "/" + file)));
    all.forEach(table -> table.files().forEach(file -> names.add(ReportPage.TABLES + "/" + file)));
    WrittenFiles written = WrittenFiles.in(folder);
    written.add(names);
    // The page leaves first and comes back last: what it shows is what lies beside it.
    Files.deleteIfExists(folder.resolve(PAGE));
    List<ReportPage.Figure> figures =
        Together.each(
            pictures, picture -> written(picture, folder.resolve(ReportPage.CHARTS), pdf));
    Together.each(
        all,
        table -> {
          table.write(folder.resolve(ReportPage.TABLES));
          return table;
        });
    AtomicFile.writeUnforced(folder.resolve(SUMMARY), all.get(0).csv());
    for (String kind : List.of(ReportPage.CHARTS, ReportPage.TABLES)) {
      written.deleteAllBut(names, kind + "/");
    }
    var page =
        new ReportPage(
            content.shown().provenance(),
            results.provenance().searchers().size(),
            content.papers(),
            content.statistics(),
            content.chosen(),
            all,
            figures);
    AtomicFile.writeUnforced(folder.resolve(PAGE), page.html());
    return content.statistics();
  }

  /**
   * What a report says in numbers.
   *
   * @param chosen labels of searchers that are in colour beside the best few
   * @param whole who is in all results
   * @param shown all results, or of hundreds of searchers those that there is room for
   * @param budgets of all searchers
   */
  private record Content(
      List<String> chosen,
      ReplayProvenance whole,
      Results shown,
      PublishedResults papers,
      Statistics statistics,
      List<FixedBudget> budgets,
      Sweeps sweeps) {

    static Content of(Results all, List<String> highlighted) {
      List<String> chosen = Report.chosen(highlighted, all.provenance());
      PublishedResults papers = PublishedResults.bundled();
      Results shown = Leaders.of(all, chosen);
      Statistics statistics = Statistics.of(shown, papers);
      List<FixedBudget> budgets = shown == all ? statistics.budgets() : FixedBudget.of(all);
      Sweeps sweeps = Sweeps.of(all.provenance(), budgets);
      return new Content(chosen, all.provenance(), shown, papers, statistics, budgets, sweeps);
    }

    List<Table> tables() {
      List<Table> tables = new ArrayList<>(Report.tables(shown, statistics));
      if (budgets.size() > statistics.budgets().size()) {
        tables.set(0, SummaryTable.of(shown, statistics, budgets));
      }
      tables.addAll(SweepTables.of(whole, sweeps));
      return tables;
    }

    List<Picture> pictures(Highlights.Order order) {
      var highlights = Highlights.of(shown.provenance(), statistics, chosen, order);
      return Stream.concat(
              Report.pictures(shown, statistics, highlights).stream(),
              shown.provenance().protocols().parallelStream()
                  .flatMap(p -> SettingsChart.of(whole, sweeps, p).stream()))
          .toList();
    }
  }

  /**
   * Writes {@link #RUNNING}, the first part of the page, of a replay that is under way.
   *
   * @param soFar what is finished; null for nothing
   * @param highlighted names of searchers that are in colour beside the best few
   * @param runs how many are done
   * @param all how many there will be
   */
  public static void writeRunning(
      Path folder,
      String title,
      @Nullable Results soFar,
      List<String> highlighted,
      int runs,
      int all) {
    List<String> verdict = new ArrayList<>();
    List<String> charts = new ArrayList<>();
    List<Table> tables = new ArrayList<>();
    if (soFar != null) {
      List<String> chosen = chosen(highlighted, soFar.provenance());
      Results shown = Leaders.of(soFar, chosen);
      Statistics statistics = Statistics.of(shown, PublishedResults.bundled());
      var highlights =
          Highlights.of(shown.provenance(), statistics, chosen, Highlights.Order.BY_RESULT);
      for (Protocol protocol : shown.provenance().protocols()) {
        verdict.add(ReportPage.verdict(shown.provenance(), statistics, protocol));
        charts.add(TimeCharts.of(shown, statistics, protocol, highlights).get(0).svg());
      }
      tables.add(SummaryTable.of(shown, statistics));
    }
    AtomicFile.writeUnforced(
        folder.resolve(RUNNING), new RunningPage(title, runs, all, verdict, charts, tables).html());
  }

  /** Of all searchers, the summary first. */
  static List<Table> tables(Results results, Statistics statistics) {
    ReplayProvenance provenance = results.provenance();
    if (provenance.ofFronts()) return FrontTable.of(provenance, statistics.fronts());
    return Stream.of(
            SummaryTable.of(results, statistics),
            PaperTable.of(provenance, statistics.publishedComparisons()),
            NetworksTable.of(results, statistics),
            PartialBudgetTable.of(provenance, statistics),
            TargetTable.of(results, statistics),
            OptimumTable.of(results),
            SearchCostTable.of(provenance, statistics),
            RankingTable.of(provenance, statistics),
            ImprovementTable.of(provenance, statistics),
            ComparisonTable.of(provenance, statistics))
        .filter(Objects::nonNull)
        .toList();
  }

  /** All charts of a report, the one that leads it first. */
  public static List<Picture> pictures(
      Results results, List<String> highlighted, Highlights.Order order) {
    return Content.of(results, highlighted).pictures(order);
  }

  private static List<String> chosen(List<String> highlighted, ReplayProvenance provenance) {
    return Highlights.chosen(
        highlighted,
        provenance.searchers().stream().map(ReplayProvenance.Searcher::label).toList());
  }

  static List<Picture> pictures(Results results, Statistics statistics, Highlights highlights) {
    return charts(results, statistics, highlights).parallelStream()
        .flatMap(charts -> charts.get().stream())
        .toList();
  }

  private static List<Supplier<List<Picture>>> charts(
      Results results, Statistics statistics, Highlights highlights) {
    ReplayProvenance provenance = results.provenance();
    List<Supplier<List<Picture>>> charts = new ArrayList<>();
    if (provenance.ofFronts()) {
      statistics.fronts().forEach(f -> charts.add(() -> FrontCharts.of(provenance, f, highlights)));
      return charts;
    }
    charts.add(() -> NetworksChart.of(results, statistics, highlights));
    for (Protocol protocol : provenance.protocols()) {
      charts.add(() -> TimeCharts.of(results, statistics, protocol, highlights));
      charts.add(() -> List.of(LandscapeChart.of(results, statistics, protocol, highlights)));
      charts.add(() -> List.of(AnswerCharts.boxes(results, statistics, protocol, highlights)));
      charts.add(() -> List.of(AnswerCharts.space(results, statistics, protocol, highlights)));
    }
    charts.add(
        () ->
            Stream.of(
                    OptimumChart.of(results, statistics, highlights),
                    SearchCostChart.of(provenance, statistics, highlights),
                    RankCharts.criticalDifference(provenance, statistics, highlights),
                    RankCharts.wins(provenance, statistics, highlights),
                    RankCharts.correlations(results))
                .filter(Objects::nonNull)
                .toList());
    return charts;
  }

  private static ReportPage.Figure written(Picture picture, Path folder, boolean pdf) {
    if (pdf) picture.writePdf(folder);
    return new ReportPage.Figure(
        picture.name(), picture.notes(), picture.write(folder), picture.csv());
  }
}
