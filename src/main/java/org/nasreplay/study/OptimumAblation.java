package org.nasreplay.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;

/**
 * How one configuration of LayerNAS, or a rival of it, finds the optimum over all targets of a
 * dataset.
 *
 * @param dataset the dataset's name
 * @param label the searcher's, with the settings that the suite gives
 * @param protocols how many targets there are
 * @param runs of all of them
 * @param found runs that find the optimum
 * @param trainings expected until then, at the median target; infinite where it is not found
 * @param validRegret validation accuracy that the answers miss to the optimum's, in points, mean
 *     over the targets; null where some target does not report that of the reward's epochs
 * @param regret the same of the test accuracy, to the greatest there is
 */
record OptimumAblation(
    String dataset,
    String label,
    int protocols,
    int runs,
    int found,
    double trainings,
    @Nullable Double validRegret,
    @Nullable Double regret) {

  /** By dataset and searcher; empty where no budget counts trainings. */
  static List<OptimumAblation> of(Results results) {
    Map<String, Protocol> protocols = new LinkedHashMap<>();
    results.provenance().protocols().forEach(p -> protocols.put(p.name(), p));
    Map<List<String>, List<TrainingsToOptimum>> cells = new LinkedHashMap<>();
    for (TrainingsToOptimum each : TrainingsToOptimum.of(results)) {
      String dataset = Objects.requireNonNull(protocols.get(each.protocol())).dataset().label();
      cells.computeIfAbsent(List.of(dataset, each.searcher()), c -> new ArrayList<>()).add(each);
    }
    List<FixedBudget> budgets = cells.isEmpty() ? List.of() : FixedBudget.of(results);
    List<OptimumAblation> all = new ArrayList<>();
    cells.forEach(
        (cell, targets) -> {
          List<String> names = targets.stream().map(TrainingsToOptimum::protocol).toList();
          List<FixedBudget> own =
              budgets.stream()
                  .filter(b -> b.searcher().equals(cell.get(1)) && names.contains(b.protocol()))
                  .toList();
          all.add(
              new OptimumAblation(
                  cell.get(0),
                  cell.get(1),
                  targets.size(),
                  targets.stream().mapToInt(TrainingsToOptimum::runs).sum(),
                  targets.stream().mapToInt(t -> t.found().length).sum(),
                  TrainingsToOptimum.medianExpected(targets),
                  mean(own, b -> validRegret(results, protocols.get(b.protocol()), b)),
                  mean(own, FixedBudget::regret)));
        });
    return all;
  }

  private static @Nullable Double validRegret(
      Results results, @Nullable Protocol protocol, FixedBudget budget) {
    Protocol known = Objects.requireNonNull(protocol);
    boolean rewarding = known.report().validEpochs() == known.reward().epochs();
    if (!rewarding || budget.valid() == null) return null;
    double best = results.optimum(known.name(), "validation").validAccuracy();
    return best - budget.valid().mean();
  }

  /** Null where one is. */
  private static @Nullable Double mean(
      List<FixedBudget> budgets, Function<FixedBudget, @Nullable Double> number) {
    OptionalDouble mean =
        budgets.stream().mapToDouble(b -> StudyCharts.point(number.apply(b))).average();
    return mean.isPresent() && !Double.isNaN(mean.getAsDouble()) ? mean.getAsDouble() : null;
  }
}
