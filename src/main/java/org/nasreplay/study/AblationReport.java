package org.nasreplay.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Columns;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;

/** Pictures, numbers and findings on what the settings of LayerNAS do. */
public final class AblationReport {
  private static final Columns<Ablation> COLUMNS =
      new Columns<Ablation>()
          .written("protocol", Ablation::protocol)
          .written("searcher", Ablation::label)
          .written("buckets", Ablation::buckets)
          .written("keep", Ablation::keep)
          .written("trainings", 1, Ablation::evaluations)
          .written("regret", 4, Ablation::regret)
          .written("answered", 3, a -> a.answers().answered() / (double) a.answers().runs())
          .written("valued", 3, a -> a.answers().valued() / (double) a.answers().runs());

  private static final Columns<OptimumAblation> OPTIMUM =
      new Columns<OptimumAblation>()
          .written("dataset", OptimumAblation::dataset)
          .written("searcher", OptimumAblation::label)
          .written("protocols", OptimumAblation::protocols)
          .written("runs", OptimumAblation::runs)
          .written("found", OptimumAblation::found)
          .written("median_expected_trainings", 1, OptimumAblation::trainings)
          .written("valid_regret", 4, OptimumAblation::validRegret)
          .written("test_regret", 4, OptimumAblation::regret);

  private AblationReport() {}

  /**
   * Writes the study of two replays of LayerNAS.
   *
   * @param grid every number of buckets with every number of candidates kept
   * @param settings one setting changed at a time; where its budgets count trainings, how many it
   *     takes until the optimum, over all targets of a dataset
   * @param networksPerCandidate |S|·L of the grid's space
   * @return the findings, a line each
   */
  public static List<String> write(
      Results grid, Results settings, int networksPerCandidate, Path folder) throws IOException {
    var page =
        new StudyPage(
            "What the settings of LayerNAS do",
            Origin.together(
                Stream.of(grid, settings)
                    .map(each -> Origin.note(each.provenance(), Origin::incumbents))));
    List<Ablation> all = Ablation.of(grid);
    List<Ablation> configurations = all.stream().filter(a -> a.buckets() > 0).toList();
    int[] buckets =
        configurations.stream().mapToInt(Ablation::buckets).distinct().sorted().toArray();
    int[] keeps = configurations.stream().mapToInt(Ablation::keep).distinct().sorted().toArray();
    for (Protocol protocol : grid.provenance().protocols()) {
      List<Ablation> own =
          configurations.stream().filter(a -> a.protocol().equals(protocol.name())).toList();
      String small =
          SmallPrint.of(
              "mean of " + SmallPrint.runs(grid.provenance()),
              grid.provenance(),
              protocol,
              Origin.incumbents(protocol));
      List<String> missing = Missing.notes(FixedBudget.of(grid), protocol.name());
      page.picture(
          picture(
              "regret-" + protocol.name(),
              protocol.name() + ": regret",
              small,
              missing,
              Scale.linear("regret, points"),
              lines(own, buckets, keeps, AblationReport::comparable)));
      List<Line> used = lines(own, buckets, keeps, Ablation::evaluations);
      used.add(
          0,
          new Line(
              "H·|S|·L, the bound for k = 1",
              Arrays.stream(buckets).asDoubleStream().toArray(),
              Arrays.stream(buckets)
                  .mapToDouble(h -> h * (double) networksPerCandidate)
                  .toArray()));
      page.picture(
          picture(
              "evaluations-" + protocol.name(),
              protocol.name() + ": trainings used",
              small,
              List.of(),
              Scale.logarithmic("trainings"),
              used));
      own.stream()
          .filter(a -> comparable(a) != null)
          .min(Comparator.comparingDouble(a -> StudyCharts.point(comparable(a))))
          .ifPresent(
              best ->
                  page.finding(
                      Text.format(
                          "%s: least regret %s with H = %d, k = %d",
                          protocol.name(),
                          Decimals.word(best.regret(), 2),
                          best.buckets(),
                          best.keep())));
      missing.forEach(page::finding);
    }
    page.data("grid", "every H and k", COLUMNS, all);
    page.data("settings", "one setting changed at a time", COLUMNS, Ablation.of(settings));
    List<OptimumAblation> optimum = OptimumAblation.of(settings);
    if (optimum.isEmpty()) {
      Ablation.of(settings).stream()
          .filter(a -> !a.protocol().endsWith("-tenth") && !a.protocol().endsWith("-tenfold"))
          .forEach(a -> page.finding(sentence(a)));
    } else {
      page.data("optimum", "trainings until the optimum, all targets together", OPTIMUM, optimum);
      optimum.forEach(o -> page.finding(sentence(o)));
    }
    Missing.notes(FixedBudget.of(settings)).forEach(page::finding);
    page.write(folder);
    return page.findings();
  }

  private static String sentence(Ablation a) {
    return Text.format(
        "%s: %s, regret %s with %s trainings",
        a.protocol(), a.label(), Decimals.word(a.regret(), 2), Decimals.grouped(a.evaluations()));
  }

  private static String sentence(OptimumAblation o) {
    return Text.format(
        "%s, %d targets: %s finds the optimum in %s %% of the runs, expected after %s trainings at"
            + " the median target; its answers miss %s points of the optimum's validation accuracy,"
            + " test regret %s",
        o.dataset(),
        o.protocols(),
        o.label(),
        Decimals.decimals(100.0 * o.found() / o.runs(), 0),
        Decimals.grouped(o.trainings()),
        Decimals.word(o.validRegret(), 3),
        Decimals.word(o.regret(), 2));
  }

  /** The regret of a configuration whose runs all have one: only these can be held together. */
  private static @Nullable Double comparable(Ablation configuration) {
    return configuration.answers().complete() ? configuration.regret() : null;
  }

  /** One per number of candidates kept, over the number of buckets. */
  private static List<Line> lines(
      List<Ablation> own, int[] buckets, int[] keeps, Function<Ablation, @Nullable Double> figure) {
    List<Line> lines = new ArrayList<>();
    for (int keep : keeps) {
      double[] values =
          Arrays.stream(buckets)
              .mapToDouble(
                  h ->
                      own.stream()
                          .filter(a -> a.buckets() == h && a.keep() == keep)
                          .mapToDouble(a -> StudyCharts.point(figure.apply(a)))
                          .findFirst()
                          .orElse(Double.NaN))
              .toArray();
      lines.add(new Line("k = " + keep, Arrays.stream(buckets).asDoubleStream().toArray(), values));
    }
    return lines;
  }

  private static Picture picture(
      String name, String title, String small, List<String> notes, Scale y, List<Line> lines) {
    return new Picture(
        name,
        title + " against the number of buckets, by candidates kept. " + small + ".",
        notes,
        StudyCharts.lines(title, small, Scale.logarithmic("buckets, H"), y, lines),
        StudyCharts.csv("buckets", "value", lines));
  }
}
