package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much of the differences between a sweep's combinations is due to a setting, or to two
 * together beyond what each does: functional analysis of variance (Hutter, Hoos and Leyton-Brown,
 * "An Efficient Approach for Assessing Hyperparameter Importance", ICML 2014). There a forest
 * predicts what was not run; here all combinations were, so that the decomposition is exact.
 *
 * <p>With y the mean test accuracy of each of N combinations, and a_U the mean of y over all
 * settings but those of U, the effect of U is f_U = a_U − Σ f_W over all W ⊂ U, f_∅ the mean of y.
 * The effects are orthogonal, so that the variance V of y over the grid is the sum of V_U, the mean
 * of f_U² over the grid, and the share of U is V_U / V.
 *
 * <p>y are means over runs, so that chance is a part of V. Runs whose mean has the variance s² (of
 * one run, over their number), averaged over the combinations, add to V_U what is expected to be s²
 * Π (n_i − 1) / N over the settings i of U with n_i values each, whatever the combinations' own
 * variances are, as each has the same weight in every effect. It is told beside the share, and not
 * taken off.
 *
 * @param protocol the protocol's name
 * @param sweep the sweep's name
 * @param settings one, or two for their interaction; none for all interactions of more
 * @param variance V_U, in points²
 * @param share V_U / V, 0..1; null where all combinations are equal
 * @param chance the share that is expected where the settings do nothing and runs differ as they
 *     do, 0 or more; null where all are equal, or a combination has a single run
 */
public record Importance(
    String protocol,
    String sweep,
    List<String> settings,
    double variance,
    @Nullable Double share,
    @Nullable Double chance) {

  /** Points² that rounding makes of equal means. */
  private static final double ROUNDING = 1e-18;

  /**
   * Effects of one setting each and of pairs, and the rest where there are three settings or more.
   *
   * @param at by combination the numbers of its values
   * @param y by combination, one for each of the grid
   * @param sizes how many values each setting has
   * @param noise variance of y by chance, mean over the combinations; null where nobody knows
   */
  static List<Importance> of(
      String protocol,
      String sweep,
      List<String> settings,
      int[][] at,
      double[] y,
      int[] sizes,
      @Nullable Double noise) {
    int n = y.length;
    double mean = SampleSummary.mean(y);
    double all = Arrays.stream(y).map(each -> (each - mean) * (each - mean)).sum() / n;
    List<Importance> found = new ArrayList<>();
    double told = 0;
    double degrees = n - 1;
    for (int[] of : effects(sizes)) {
      double variance = variance(of, at, y, sizes, mean);
      double free = Arrays.stream(of).mapToDouble(i -> sizes[i] - 1).reduce(1, (a, b) -> a * b);
      told += variance;
      degrees -= free;
      List<String> named = Arrays.stream(of).mapToObj(settings::get).toList();
      found.add(of(protocol, sweep, named, variance, all, noise, free / n));
    }
    if (degrees > 0) { // effects of three settings and more
      double rest = Math.max(0, all - told);
      found.add(of(protocol, sweep, List.of(), rest, all, noise, degrees / n));
    }
    return found;
  }

  private static Importance of(
      String protocol,
      String sweep,
      List<String> settings,
      double variance,
      double all,
      @Nullable Double noise,
      double weight) {
    boolean equal = all < ROUNDING;
    return new Importance(
        protocol,
        sweep,
        settings,
        equal ? 0 : variance,
        equal ? null : variance / all,
        equal || noise == null ? null : noise * weight / all);
  }

  /** Single settings, then pairs, of those that have several values. */
  private static List<int[]> effects(int[] sizes) {
    int[] varied = IntStream.range(0, sizes.length).filter(i -> sizes[i] > 1).toArray();
    List<int[]> effects = new ArrayList<>();
    for (int i : varied) effects.add(new int[] {i});
    for (int i : varied) {
      for (int j : varied) {
        if (i < j) effects.add(new int[] {i, j});
      }
    }
    return effects;
  }

  private static double variance(int[] of, int[][] at, double[] y, int[] sizes, double mean) {
    if (of.length == 1) {
      double[] own = means(of[0], at, y, sizes);
      return Arrays.stream(own).map(each -> (each - mean) * (each - mean)).sum() / own.length;
    }
    double[] first = means(of[0], at, y, sizes);
    double[] second = means(of[1], at, y, sizes);
    var both = new double[first.length * second.length];
    for (int c = 0; c < y.length; c++) both[at[c][of[0]] * second.length + at[c][of[1]]] += y[c];
    double squares = 0;
    for (int i = 0; i < both.length; i++) {
      double effect =
          both[i] * both.length / y.length
              - first[i / second.length]
              - second[i % second.length]
              + mean;
      squares += effect * effect;
    }
    return squares / both.length;
  }

  /** By value of a setting, over all others. */
  private static double[] means(int setting, int[][] at, double[] y, int[] sizes) {
    var means = new double[sizes[setting]];
    for (int c = 0; c < y.length; c++) means[at[c][setting]] += y[c] * means.length / y.length;
    return means;
  }
}
