package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;

/**
 * What the settings of a suite's sweeps do to the test accuracy at the budget. A combination whose
 * runs do not all have one is left out.
 *
 * @param effects of every value, by protocol, sweep, setting
 * @param importances by protocol, sweep; none where {@code gaps} says why
 * @param gaps where combinations are missing, so that nothing can be said of importance
 * @param transfers by sweep, then where settings are chosen, then where they are judged
 */
public record Sweeps(
    List<Effect> effects, List<Importance> importances, List<Gap> gaps, List<Transfer> transfers) {

  /**
   * A value of a setting, whatever the others are.
   *
   * @param combinations that have it and a test accuracy in all runs
   * @param mean test accuracy in percent, mean over the combinations; null where there are none
   * @param interval of the mean for these combinations, 95 % by the normal approximation, the
   *     combinations as strata; null where one of them has a single run
   * @param regret points that the mean is below the best admitted network
   * @param best of the combinations; null where there are none
   */
  public record Effect(
      String protocol,
      String sweep,
      String setting,
      String value,
      int combinations,
      @Nullable Double mean,
      Bootstrap.@Nullable Interval interval,
      @Nullable Double regret,
      @Nullable FixedBudget best) {

    /** Of the regret. */
    public Bootstrap.@Nullable Interval regretInterval() {
      return interval == null || mean == null || regret == null
          ? null
          : new Bootstrap.Interval(regret + mean - interval.high(), regret + mean - interval.low());
    }
  }

  /**
   * Combinations of a sweep under a protocol that results lack, or whose runs do not all have a
   * test accuracy.
   *
   * @param all how many there would be
   */
  public record Gap(String protocol, String sweep, double missing, double all) {}

  /**
   * The best combination under one protocol, judged under another.
   *
   * @param chosenOn the protocol under which its mean test accuracy is the greatest
   * @param searcher its label
   * @param protocol that judges
   * @param judged what it reaches there
   * @param best what the sweep's best combination reaches there
   * @param byDefault what the default settings reach there; null where they are not in the sweep
   */
  public record Transfer(
      String sweep,
      String chosenOn,
      String searcher,
      String protocol,
      FixedBudget judged,
      FixedBudget best,
      @Nullable FixedBudget byDefault) {}

  /**
   * Of all sweeps; empty where there are none, and where answers are fronts.
   *
   * @param budgets of all protocols and searchers
   */
  public static Sweeps of(ReplayProvenance provenance, List<FixedBudget> budgets) {
    List<Grid> grids = Grid.of(provenance);
    var sweeps =
        new Sweeps(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (grids.isEmpty() || provenance.ofFronts()) return sweeps;
    Map<List<String>, FixedBudget> byPair = new HashMap<>();
    budgets.forEach(b -> byPair.put(List.of(b.protocol(), b.searcher()), b));
    for (Protocol protocol : provenance.protocols()) {
      for (Grid grid : grids) sweeps.add(Judged.of(grid, protocol.name(), byPair));
    }
    for (Grid grid : grids) {
      List<Judged> all =
          provenance.protocols().stream().map(p -> Judged.of(grid, p.name(), byPair)).toList();
      sweeps.transfer(all);
    }
    return sweeps;
  }

  /** A combination with what it reaches. */
  private record Reached(Grid.Cell cell, FixedBudget budget, double mean) {}

  /** A grid under a protocol; of its combinations those that have a test accuracy in all runs. */
  private record Judged(Grid grid, String protocol, List<Reached> reached) {
    static Judged of(Grid grid, String protocol, Map<List<String>, FixedBudget> byPair) {
      List<Reached> reached = new ArrayList<>();
      for (Grid.Cell cell : grid.cells()) {
        FixedBudget budget = byPair.get(List.of(protocol, cell.searcher()));
        if (budget == null || budget.test() == null || !budget.answers().complete()) continue;
        reached.add(new Reached(cell, budget, budget.test().mean()));
      }
      return new Judged(grid, protocol, reached);
    }

    /** The first of the best. */
    @Nullable Reached best() {
      return reached.stream().max(Comparator.comparingDouble(Reached::mean)).orElse(null);
    }

    @Nullable FixedBudget find(String searcher) {
      return reached.stream()
          .map(Reached::budget)
          .filter(budget -> budget.searcher().equals(searcher))
          .findFirst()
          .orElse(null);
    }

    @Nullable FixedBudget byDefault() {
      return reached.stream()
          .filter(each -> each.cell().byDefault())
          .map(Reached::budget)
          .findFirst()
          .orElse(null);
    }
  }

  private void add(Judged judged) {
    Grid grid = judged.grid();
    for (int i = 0; i < grid.settings().size(); i++) {
      for (int value = 0; value < grid.values().get(i).size(); value++) {
        effects.add(effect(judged, i, value));
      }
    }
    double missing = grid.size() - judged.reached().size();
    if (missing > 0) {
      gaps.add(new Gap(judged.protocol(), grid.sweep(), missing, grid.size()));
      return;
    }
    int[][] at =
        judged.reached().stream()
            .map(each -> each.cell().at().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    double[] y = judged.reached().stream().mapToDouble(Reached::mean).toArray();
    importances.addAll(
        Importance.of(
            judged.protocol(),
            grid.sweep(),
            grid.settings(),
            at,
            y,
            grid.sizes(),
            noise(judged.reached())));
  }

  private static Effect effect(Judged judged, int setting, int value) {
    Grid grid = judged.grid();
    List<Reached> own =
        judged.reached().stream().filter(each -> each.cell().at().get(setting) == value).toList();
    Reached best = new Judged(grid, judged.protocol(), own).best();
    Double mean = null;
    Double regret = null;
    Bootstrap.Interval interval = null;
    if (best != null) {
      mean = own.stream().mapToDouble(Reached::mean).average().orElseThrow();
      regret = Objects.requireNonNull(best.budget().regret()) + best.mean() - mean;
      Double noise = noise(own);
      if (noise != null) {
        double half = Improvement.NORMAL_975 * Math.sqrt(noise / own.size());
        interval = new Bootstrap.Interval(mean - half, mean + half);
      }
    }
    return new Effect(
        judged.protocol(),
        grid.sweep(),
        grid.settings().get(setting),
        grid.values().get(setting).get(value),
        own.size(),
        mean,
        interval,
        regret,
        best == null ? null : best.budget());
  }

  /** The variance of the runs' mean, averaged over combinations; null where one has one run. */
  private static @Nullable Double noise(List<Reached> reached) {
    double sum = 0;
    for (Reached each : reached) {
      SampleSummary test = Objects.requireNonNull(each.budget().test());
      Double std = test.std();
      if (std == null) return null;
      sum += std * std / (test.size() - 1); // std is the population's
    }
    return sum / reached.size();
  }

  private void transfer(List<Judged> all) {
    for (Judged choosing : all) {
      Reached chosen = choosing.best();
      if (chosen == null || all.size() < 2) continue;
      String searcher = chosen.budget().searcher();
      for (Judged judging : all) {
        FixedBudget judged = judging.find(searcher);
        Reached best = judging.best();
        if (judged == null || best == null) continue;
        transfers.add(
            new Transfer(
                judging.grid().sweep(),
                choosing.protocol(),
                searcher,
                judging.protocol(),
                judged,
                best.budget(),
                judging.byDefault()));
      }
    }
  }
}
