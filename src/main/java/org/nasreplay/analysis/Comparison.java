package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * Two searchers under one protocol, by the test accuracies of their runs at the budget. A run
 * without an answer counts as worse than every other; a searcher with an answer whose accuracy the
 * table does not have is not compared.
 *
 * @param protocol the protocol's name
 * @param a a searcher's label
 * @param b another's, later in the suite
 * @param superiority how often a run of a is better than one of b, ties half: A12, 0..1
 * @param variance of that estimate; null where one of them has a single run
 * @param p of the two-sided Mann-Whitney U test
 * @param adjusted the same by Holm's method for all pairs under the protocol
 */
public record Comparison(
    String protocol,
    String a,
    String b,
    double superiority,
    @Nullable Double variance,
    double p,
    double adjusted) {
  /** The level at which a difference is called significant. */
  public static final double LEVEL = 0.05;

  public boolean significant() {
    return adjusted < LEVEL;
  }

  /** Every pair of every protocol that can be compared. */
  public static List<Comparison> of(Results results) {
    return results.provenance().protocols().parallelStream()
        .flatMap(protocol -> pairs(results, protocol.name()).stream())
        .toList();
  }

  private static List<Comparison> pairs(Results results, String protocol) {
    List<String> labels = new ArrayList<>();
    List<double[]> samples = new ArrayList<>();
    for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
      List<Run> runs = results.runs(protocol, searcher.label());
      if (!Answers.of(runs, Run::testAtBudget).ordered()) continue;
      labels.add(searcher.label());
      samples.add(
          runs.stream()
              .mapToDouble(run -> run.answered() ? run.testAtBudget() : Double.NEGATIVE_INFINITY)
              .toArray());
    }
    return pairs(protocol, labels, samples);
  }

  /** Every pair of samples of which more is better. */
  static List<Comparison> pairs(String protocol, List<String> labels, List<double[]> samples) {
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      for (int j = i + 1; j < labels.size(); j++) {
        var superiority = RankTests.superiority(samples.get(i), samples.get(j));
        double p = RankTests.mannWhitney(samples.get(i), samples.get(j));
        pairs.add(
            new Comparison(
                protocol,
                labels.get(i),
                labels.get(j),
                superiority.value(),
                superiority.variance(),
                p,
                p));
      }
    }
    double[] adjusted = RankTests.holm(pairs.stream().mapToDouble(Comparison::p).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(i -> pairs.get(i).adjusted(adjusted[i]))
        .toList();
  }

  /** The same seen from {@code one}, null where it is not between {@code one} and {@code other}. */
  @Nullable Comparison from(String one, String other) {
    if (a.equals(one) && b.equals(other)) return this;
    if (!a.equals(other) || !b.equals(one)) return null;
    return new Comparison(protocol, b, a, 1 - superiority, variance, p, adjusted);
  }

  private Comparison adjusted(double other) {
    return new Comparison(protocol, a, b, superiority, variance, p, other);
  }
}
