package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
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
          .written("regret_low", 4, AblationReport::low)
          .written("regret_high", 4, AblationReport::high)
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

  /** The look of a bound, which no number of candidates has. */
  private static final int BOUND = 7;

  private static final Comparator<Ablation> BY_REGRET =
      Comparator.comparingDouble(a -> StudyCharts.point(comparable(a)));

  private AblationReport() {}

  /**
   * The study of two replays of LayerNAS.
   *
   * @param grid every number of buckets with every number of candidates kept
   * @param settings one setting changed at a time; where its budgets count trainings, how many it
   *     takes until the optimum, over all targets of a dataset
   * @param networksPerCandidate |S|·L of the grid's space
   */
  public static StudyPage of(Results grid, Results settings, int networksPerCandidate) {
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
              SmallPrint.single(grid.provenance())
                  ? "of 1 run"
                  : Text.format("mean of %s, 95 %% interval", SmallPrint.runs(grid.provenance())),
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
              lines(
                  own,
                  buckets,
                  keeps,
                  AblationReport::comparable,
                  a -> comparable(a) == null ? null : low(a),
                  a -> comparable(a) == null ? null : high(a))));
      List<Line> used = lines(own, buckets, keeps, Ablation::evaluations);
      used.add(
          0,
          new Line(
              "H·|S|·L, the bound for k = 1",
              BOUND,
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
    page.answer(answer(configurations));
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
    return page;
  }

  /** How far apart the settings are, and whether that is more than their intervals. */
  private static String answer(List<Ablation> configurations) {
    int protocols = 0;
    int told = 0;
    double widest = 0;
    for (List<Ablation> own :
        configurations.stream()
            .filter(a -> comparable(a) != null)
            .collect(Collectors.groupingBy(Ablation::protocol))
            .values()) {
      Ablation best = own.stream().min(BY_REGRET).orElseThrow();
      Ablation worst = own.stream().max(BY_REGRET).orElseThrow();
      protocols++;
      widest =
          Math.max(widest, StudyCharts.point(worst.regret()) - StudyCharts.point(best.regret()));
      if (best.interval() != null
          && worst.interval() != null
          && best.interval().high() < worst.interval().low()) told++;
    }
    if (protocols == 0) return "No configuration can be held against another.";
    return Text.format(
        "Buckets and candidates kept move the regret by up to %s points; under %d of %d protocols"
            + " the best and the worst choice differ by more than their 95 %% intervals.",
        Decimals.decimals(widest, 2), told, protocols);
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

  private static @Nullable Double low(Ablation configuration) {
    return configuration.interval() == null ? null : configuration.interval().low();
  }

  private static @Nullable Double high(Ablation configuration) {
    return configuration.interval() == null ? null : configuration.interval().high();
  }

  /** The regret of a configuration whose runs all have one: only these can be held together. */
  private static @Nullable Double comparable(Ablation configuration) {
    return configuration.answers().complete() ? configuration.regret() : null;
  }

  /** One per number of candidates kept, over the number of buckets. */
  private static List<Line> lines(
      List<Ablation> own, int[] buckets, int[] keeps, Function<Ablation, @Nullable Double> figure) {
    return lines(own, buckets, keeps, figure, figure, figure);
  }

  /** The same with intervals. */
  private static List<Line> lines(
      List<Ablation> own,
      int[] buckets,
      int[] keeps,
      Function<Ablation, @Nullable Double> figure,
      Function<Ablation, @Nullable Double> low,
      Function<Ablation, @Nullable Double> high) {
    List<Line> lines = new ArrayList<>();
    for (int keep : keeps) {
      List<Ablation> kept = own.stream().filter(a -> a.keep() == keep).toList();
      lines.add(
          Line.kept(
              keep,
              Arrays.stream(buckets).asDoubleStream().toArray(),
              points(kept, buckets, figure),
              points(kept, buckets, low),
              points(kept, buckets, high)));
    }
    return lines;
  }

  private static double[] points(
      List<Ablation> kept, int[] buckets, Function<Ablation, @Nullable Double> figure) {
    return Arrays.stream(buckets)
        .mapToDouble(
            h ->
                kept.stream()
                    .filter(a -> a.buckets() == h)
                    .mapToDouble(a -> StudyCharts.point(figure.apply(a)))
                    .findFirst()
                    .orElse(Double.NaN))
        .toArray();
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
