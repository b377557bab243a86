package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nasreplay.analysis.WorkedResults.NONE;
import static org.nasreplay.analysis.WorkedResults.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.WorkedResults;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

class PowerTest {
  private static double[] sample(long seed, DoubleUnaryOperator shape) {
    var random = new SplittableRandom(seed);
    var values = new double[200];
    for (int i = 0; i < values.length; i++) values[i] = shape.applyAsDouble(random.nextDouble());
    return values;
  }

  private static Power.Pair pair(double[] a, double[] b) {
    return new Power.Pair("p", "a", "b", a, b);
  }

  @Test
  void samplesThatDoNotOverlapAreAlwaysToldApart() {
    Power power = pair(sample(1, x -> x + 2), sample(2, x -> x)).power(5);
    assertThat(power.told()).isEqualTo(1);
    assertThat(power.right()).isEqualTo(1);
    assertThat(power.lead()).isBetween(1.8, 2.2);
  }

  @Test
  void threeRunsCanNeverBeToldApartAtFivePercent() {
    // Of the 20 ways to interleave 3 and 3 values, the two extreme ones have p = 0.1.
    assertThat(pair(sample(1, x -> x + 2), sample(2, x -> x)).power(3).told()).isZero();
  }

  @Test
  void oneSampleIsToldFromItselfAsOftenAsTheLevelSays() {
    double[] same = sample(3, x -> x);
    assertThat(pair(same, same.clone()).power(50).told()).isBetween(0.025, 0.075);
  }

  @Test
  void samplesWithoutVarianceAreToldApartOrNot() {
    double[] one = {1, 1, 1};
    assertThat(pair(one, one).power(20).told()).isZero();
    assertThat(pair(one, one).power(20).right()).isZero();
    assertThat(pair(new double[] {2, 2}, one).power(20).right()).isEqualTo(1);
  }

  @Test
  void moreRunsTellMore() {
    Power.Pair pair = pair(sample(4, x -> x + 0.2), sample(5, x -> x));
    List<Double> told = new ArrayList<>();
    for (int n : new int[] {5, 20, 100}) told.add(pair.power(n).told());
    assertThat(told).isSorted();
    assertThat(told.get(2)).isGreaterThan(0.95);
  }

  /** 30 runs of each searcher; {@code random} lacks an accuracy, and {@code once} ran once. */
  private static Results results(double lead) {
    List<Run> runs = new ArrayList<>();
    double[] ours = sample(6, x -> 90 + lead + x);
    double[] rival = sample(7, x -> 90 + x);
    for (String protocol : List.of("p", "q")) {
      for (int i = 0; i < 30; i++) runs.add(run(protocol, "ours", i, ours[i]));
      for (int i = 0; i < 30; i++) runs.add(run(protocol, "worse", i, rival[i] - 1));
      for (int i = 0; i < 30; i++) runs.add(run(protocol, "rival", i, rival[i]));
      for (int i = 0; i < 30; i++) runs.add(run(protocol, "random", i, i == 3 ? NONE : 95));
      runs.add(run(protocol, "once", 0, 96));
    }
    runs.add(run("alone", "ours", 0, 90));
    runs.add(run("alone", "ours", 1, 91));
    return WorkedResults.of(new Protocol.Budget(1000.0, null), new double[] {90, 96}, runs);
  }

  @Test
  void theRivalIsTheBestOfThoseThatHaveTwoAccuraciesAndAllOfThem() {
    List<Power> all = Power.of(results(2), "ours", new int[] {3, 6});
    assertThat(all)
        .extracting(Power::protocol, Power::rival, Power::runs)
        .containsExactly(
            tuple("p", "rival", 3), tuple("p", "rival", 6),
            tuple("q", "rival", 3), tuple("q", "rival", 6));
    assertThat(all.get(1).right()).isEqualTo(1);
    assertThat(Power.of(results(2), "worse", new int[] {6}).get(0).rival()).isEqualTo("ours");
    for (String lacking : List.of("random", "once")) {
      assertThat(Power.of(results(2), lacking, new int[] {3})).isEmpty();
      assertThat(Power.needed(results(2), lacking, 10)).isEmpty();
    }
  }

  @Test
  void asManyRunsAreNeededAsAreEnoughAndNoLess() {
    Results results = results(0.5);
    Power.Needed needed = Power.needed(results, "ours", 100).get(0);
    assertThat(needed.protocol()).isEqualTo("p");
    assertThat(needed.rival()).isEqualTo("rival");
    assertThat(needed.runs()).isBetween(5, 19); // so far every number is tried
    List<Power> powers = Power.of(results, "ours", new int[] {needed.runs() - 1, needed.runs()});
    assertThat(powers.get(0).right()).isLessThan(Power.ENOUGH);
    assertThat(powers.get(1).right()).isGreaterThanOrEqualTo(Power.ENOUGH);
    // where the search ends is tried, too
    assertThat(Power.needed(results, "ours", needed.runs()).get(0).runs()).isEqualTo(needed.runs());
    assertThat(Power.needed(results, "ours", needed.runs() - 1).get(0).runs()).isZero();
  }

  @Test
  void beyondTwentyRunsTheSearchGoesOnInSteps() {
    // 20, 22, 24, 26, 28, 30, 33, …
    int runs = Power.needed(results(0.25), "ours", 1000).get(0).runs();
    assertThat(runs).isGreaterThan(20);
    int tried = 20;
    while (tried < runs) tried += tried / 10;
    assertThat(runs).isEqualTo(tried);
  }
}
