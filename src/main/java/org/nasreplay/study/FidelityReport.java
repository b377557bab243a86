package org.nasreplay.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Columns;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;
import org.nasreplay.table.BenchmarkTable;

/** Pictures, numbers and findings on how well a shorter training ranks the networks. */
public final class FidelityReport {
  /** Of a longer curve, only every doubling of the epochs is drawn and told. */
  private static final int POINTS = 12;

  /** From this ratio of epochs on, the short trainings need a logarithmic axis to be told apart. */
  private static final double WIDE = 20;

  private static final Columns<FidelityCorrelation> COLUMNS =
      new Columns<FidelityCorrelation>()
          .written("dataset", f -> f.truth().dataset())
          .written("epochs", FidelityCorrelation::epochs)
          .written("completed", FidelityCorrelation::completed)
          .written("share", 4, f -> (double) f.completed() / f.epochs())
          .written("averaged", f -> f.averaged() == 0 ? null : f.averaged())
          .written("final_epochs", f -> f.truth().epochs())
          .written("networks", f -> f.truth().networks())
          .written("rank_correlation", 4, FidelityCorrelation::correlation)
          .written("best", f -> f.truth().best())
          .written("rank_correlation_of_best", 4, FidelityCorrelation::correlationOfBest)
          .written("regret", 4, FidelityCorrelation::regret)
          .written("seconds", 2, FidelityCorrelation::seconds)
          .written("validation_from", f -> source(f.modelled()))
          .written("final_from", f -> source(f.truth().modelled()))
          .written("seconds_from", f -> f.seconds() == null ? null : source(f.modelledTimes()));

  private FidelityReport() {}

  /**
   * The study of one table, all datasets together.
   *
   * @throws org.nasreplay.io.InputException where the table has nothing to compare
   */
  public static StudyPage of(BenchmarkTable table) {
    List<FidelityCorrelation> all = FidelityCorrelation.of(table);
    var page =
        new StudyPage(
            Text.format(
                "How well does a shorter training rank the networks? %s space",
                table.space().name()),
            note(all));
    if (all.stream().anyMatch(f -> f.modelled() || f.truth().modelled())) {
      page.finding(
          "Surrogate accuracies: their rank correlations follow from what the model assumes"
              + " and are no finding about real training. The default table's model draws the"
              + " accuracy within a training as a share of the one at its end, for each network and"
              + " seed on its own, with mean and deviation by epoch as in the few published full"
              + " records; the one after 12 epochs is calibrated on these and on published results"
              + " of two searchers");
    }
    for (Collection<FidelityCorrelation> dataset :
        by(all, f -> f.truth().dataset().label()).values()) {
      Map<String, List<FidelityCorrelation>> curves = by(dataset, FidelityReport::training);
      curves.replaceAll((training, curve) -> drawn(curve));
      for (List<FidelityCorrelation> curve : curves.values()) page.finding(finding(curve));
      page.picture(picture(curves));
    }
    page.answer(answer(all));
    page.data(
        "fidelity",
        "every fidelity; seconds are of one training and one validation pass",
        COLUMNS,
        all);
    return page;
  }

  private static String answer(List<FidelityCorrelation> all) {
    int shortest = all.stream().mapToInt(FidelityCorrelation::completed).min().orElseThrow();
    return Text.format(
        "Ranked by %s, the networks' order agrees with that of full trainings by a Spearman's"
            + " correlation of %s, and within the best 10 %% by %s; over all lengths it is %s.",
        shortest == 1 ? "1 epoch" : shortest + " epochs",
        spread(all, shortest, FidelityCorrelation::correlation),
        spread(all, shortest, FidelityCorrelation::correlationOfBest),
        spread(all, 0, FidelityCorrelation::correlation));
  }

  /**
   * @param completed epochs; 0 for any number
   */
  private static String spread(
      List<FidelityCorrelation> all,
      int completed,
      Function<FidelityCorrelation, @Nullable Double> figure) {
    return StudyCharts.spread(
        all.stream()
            .filter(f -> completed == 0 || f.completed() == completed)
            .map(figure)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics(),
        2);
  }

  private static Map<String, List<FidelityCorrelation>> by(
      Collection<FidelityCorrelation> all, Function<FidelityCorrelation, String> name) {
    return all.stream()
        .collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()));
  }

  /** What a curve is of: fidelities of one schedule, ranked by as many trainings. */
  private static String training(FidelityCorrelation f) {
    return Text.format(
        "%d %s, %s",
        f.epochs(),
        f.epochs() == 1 ? "epoch" : "epochs",
        switch (f.averaged()) {
          case 0 -> "mean of seeds";
          case 1 -> "1 seed";
          default -> f.averaged() + " seeds";
        });
  }

  static List<FidelityCorrelation> drawn(List<FidelityCorrelation> curve) {
    if (curve.size() <= POINTS) return curve;
    List<FidelityCorrelation> drawn = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < curve.size(); i++) {
      int completed = curve.get(i).completed();
      if (completed < next && i < curve.size() - 1) continue;
      drawn.add(curve.get(i));
      next = 2 * completed;
    }
    return drawn;
  }

  private static String source(boolean modelled) {
    return modelled ? "surrogate" : "measured";
  }

  private static String note(Collection<FidelityCorrelation> some) {
    return Origin.together(
        some.stream()
            .map(
                f ->
                    f.modelled() == f.truth().modelled()
                        ? source(f.modelled()) + " data"
                        : Text.format(
                            "%s validation, %s test accuracy",
                            source(f.modelled()), source(f.truth().modelled()))));
  }

  private static String finding(List<FidelityCorrelation> curve) {
    FidelityCorrelation one = curve.get(0);
    String seconds =
        one.seconds() == null
            ? ""
            : Text.format(
                "; a training with its validation takes %s simulated seconds (%s)",
                texts(curve, FidelityCorrelation::seconds, 0), source(one.modelledTimes()));
    return Text.format(
        "%s, training of %s (%s): at epoch %s Spearman's correlation of validation accuracy"
            + " with test accuracy after %d is %s, within the best 10 %% %s; regret of the network"
            + " ranked first %s points%s",
        one.truth().dataset(),
        training(one),
        note(curve),
        texts(curve, f -> (double) f.completed(), 0),
        one.truth().epochs(),
        texts(curve, FidelityCorrelation::correlation, 2),
        texts(curve, FidelityCorrelation::correlationOfBest, 2),
        texts(curve, FidelityCorrelation::regret, 2),
        seconds);
  }

  private static String texts(
      List<FidelityCorrelation> curve,
      Function<FidelityCorrelation, @Nullable Double> figure,
      int decimals) {
    return curve.stream()
        .map(f -> Decimals.word(figure.apply(f), decimals))
        .collect(Collectors.joining(" "));
  }

  /** Two lines a curve: over all networks, and over the best of them. */
  private static Picture picture(Map<String, List<FidelityCorrelation>> curves) {
    List<FidelityCorrelation> points = curves.values().stream().flatMap(List::stream).toList();
    FidelityCorrelation.Truth truth = points.get(0).truth();
    List<Line> lines = new ArrayList<>();
    curves.forEach(
        (training, c) ->
            lines.add(line("all, " + training, lines.size(), c, FidelityCorrelation::correlation)));
    curves.forEach(
        (training, c) ->
            lines.add(
                line(
                    "best 10 %, " + training,
                    lines.size(),
                    c,
                    FidelityCorrelation::correlationOfBest)));
    var epochs = points.stream().mapToInt(FidelityCorrelation::completed).summaryStatistics();
    String axis = "epochs of training completed";
    String title = Text.format("%s: how validation accuracy ranks networks", truth.dataset());
    JFreeChart chart =
        StudyCharts.lines(
            title,
            Text.format(
                "Spearman's, with test accuracy after %d epochs · %s",
                truth.epochs(), note(points)),
            epochs.getMax() > WIDE * epochs.getMin() ? Scale.logarithmic(axis) : Scale.linear(axis),
            Scale.linear("rank correlation"),
            lines);
    return new Picture(
        "fidelity-" + truth.dataset(),
        Text.format(
            "%s, against test accuracy after %d epochs, by epochs, length of training and seeds. %s.",
            title, truth.epochs(), note(points)),
        chart,
        StudyCharts.csv("completed", "rank_correlation", lines));
  }

  private static Line line(
      String label,
      int look,
      List<FidelityCorrelation> curve,
      Function<FidelityCorrelation, @Nullable Double> correlation) {
    return new Line(
        label,
        look,
        curve.stream().mapToDouble(FidelityCorrelation::completed).toArray(),
        curve.stream().mapToDouble(f -> StudyCharts.point(correlation.apply(f))).toArray());
  }
}
