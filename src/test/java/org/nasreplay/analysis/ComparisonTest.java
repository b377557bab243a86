package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.analysis.WorkedResults.run;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

class ComparisonTest {

  private static Results results(Run... runs) {
    return WorkedResults.of(
        new Protocol.Budget(1000.0, null), new double[] {90, 95}, List.of(runs));
  }

  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void superiorityCountsPairsAndHalfTheTies() {
    // of nine pairs 2 > 1, 3 > 1, 3 > 2 win, and 1 = 1, 2 = 2, 3 = 3 tie
    assertThat(RankTests.superiority(new double[] {1, 2, 3}, new double[] {1, 2, 3}).value())
        .isEqualTo(0.5);
    // of six pairs five win
    assertThat(RankTests.superiority(new double[] {2, 4, 5}, new double[] {1, 3}).value())
        .isCloseTo(5 / 6.0, within(1e-15));
  }

  @Test
  void runWithoutAnAnswerLosesToEveryOtherAndTiesWithItsLike() {
    var superiority = RankTests.superiority(new double[] {NONE, 1}, new double[] {NONE, -1e300});
    // of four pairs 1 wins two, the answerless ties one and loses one
    assertThat(superiority.value()).isEqualTo(2.5 / 4);
    assertThat(RankTests.mannWhitney(new double[] {NONE, NONE}, new double[] {NONE, NONE}))
        .isEqualTo(1);
  }

  @Test
  void samplesThatAreAllTiedDoNotDiffer() {
    assertThat(RankTests.friedman(new double[][] {{2, 2, 2}, {2, 2, 2}})).isNaN();
    assertThat(RankTests.mannWhitney(new double[] {5, 5, 5}, new double[] {5, 5})).isEqualTo(1);
  }

  @Test
  void comparisonIsTheSameFromBothSides() {
    var pair = new Comparison("p", "a", "b", 0.7, 0.01, 0.02, 0.04);
    assertThat(pair.from("b", "a"))
        .isEqualTo(new Comparison("p", "b", "a", 1 - 0.7, 0.01, 0.02, 0.04));
    assertThat(pair.from("a", "c")).isNull();
    assertThat(pair.significant()).isTrue();
  }

  @Test
  void aDifferenceAtTheLevelItselfIsNotSignificant() {
    assertThat(new Comparison("p", "a", "b", 0.7, 0.01, 0.01, Comparison.LEVEL).significant())
        .isFalse();
  }

  @Test
  void everyPairIsComparedUnderEveryProtocolUnlessAnAccuracyIsUnknown() {
    Results results =
        results(
            run("p", "a", 0, 91),
            run("p", "a", 1, 93),
            run("p", "b", 0, 90),
            run("p", "b", 1, 92),
            run("p", "unknown", 0, 91),
            run("p", "unknown", 1, WorkedResults.NONE),
            run("p", "failing", 0),
            run("p", "failing", 1, 95),
            run("q", "a", 0, 90),
            run("q", "b", 0, 91));
    List<Comparison> all = Comparison.of(results);
    assertThat(all)
        .extracting(Comparison::protocol, Comparison::a, Comparison::b, Comparison::superiority)
        .containsExactly(
            tuple("p", "a", "b", 0.75), // 91 and 93 against 90 and 92
            tuple("p", "a", "failing", 0.5), // a run without an answer is the worst
            tuple("p", "b", "failing", 0.5),
            tuple("q", "a", "b", 0.0));
    // Holm's method multiplies the least p of three by 3, and that of one by 1.
    assertThat(all.get(0).adjusted()).isEqualTo(Math.min(1, 3 * all.get(0).p()));
    assertThat(all.get(3).adjusted()).isEqualTo(all.get(3).p());
  }

  @Test
  void whatIsReachedAndWhoWinsIsFoundByName() {
    Results results =
        results(
            run("p", "a", 0, 90), run("p", "b", 0, 91), run("q", "a", 0, 93), run("q", "b", 0, 92));
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    Protocol q = results.provenance().protocols().get(1);
    assertThat(Objects.requireNonNull(statistics.budget(q, "b").test()).mean()).isEqualTo(92);
    assertThatThrownBy(() -> statistics.budget(q, "c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(statistics.comparison("q", "b", "a"))
        .isEqualTo(Objects.requireNonNull(statistics.comparison("q", "a", "b")).from("b", "a"))
        .extracting(Comparison::superiority)
        .isEqualTo(0.0);
    assertThat(statistics.comparison("q", "a", "c")).isNull();
  }

  @Test
  void answersAreOrderedUnlessAValueIsUnknownAndCompleteWithAValueOfEach() {
    assertThat(new Answers(3, 2, 2).ordered()).isTrue();
    assertThat(new Answers(3, 3, 2).ordered()).isFalse();
    assertThat(new Answers(0, 0, 0).ordered()).isFalse();
    assertThat(new Answers(3, 3, 3).complete()).isTrue();
    assertThat(new Answers(3, 2, 2).complete()).isFalse();
    assertThat(new Answers(0, 0, 0).complete()).isFalse();
  }

  @Test
  void improvementIsTheMeanOverTheProtocols() {
    var pairs =
        List.of(
            new Comparison("p", "a", "b", 0.7, 0.0009, 0, 0),
            new Comparison("q", "a", "b", 0.5, 0.0016, 0, 0));
    List<Improvement> improvements = Improvement.of(pairs, List.of("a", "b"), 2);
    assertThat(improvements).hasSize(2);
    assertThat(improvements.get(0).probability()).isCloseTo(0.6, within(1e-15));
    // the deviation of the mean is √(0.0009 + 0.0016) / 2 = 0.025
    Bootstrap.Interval interval = Objects.requireNonNull(improvements.get(0).interval());
    assertThat(interval.low()).isCloseTo(0.6 - 1.96 * 0.025, within(1e-5));
    assertThat(improvements.get(1).probability()).isCloseTo(0.4, within(1e-15));
  }

  @Test
  void pairThatIsNotComparedUnderEveryProtocolHasNoMean() {
    var pairs = List.of(new Comparison("p", "a", "b", 0.7, 0.0009, 0, 0));
    assertThat(Improvement.of(pairs, List.of("a", "b"), 2)).isEmpty();
  }

  @Test
  void singleRunsAndRunsThatAllAgreeLeaveNoInterval() {
    assertThat(RankTests.superiority(new double[] {2}, new double[] {1, 3}).variance()).isNull();
    var single = List.of(new Comparison("p", "a", "b", 1, null, 1, 1));
    assertThat(Improvement.of(single, List.of("a", "b"), 1).get(0).interval()).isNull();
    var agreeing = List.of(new Comparison("p", "a", "b", 1, 0.0, 0.01, 0.01));
    assertThat(Improvement.of(agreeing, List.of("a", "b"), 1).get(0).interval()).isNull();
  }

  @Test
  void twoTreatmentsHaveTheRangeOfTheNormalDistribution() {
    // the range of two standard normals is |N(0, 2)|
    assertThat(RankTests.rangeQuantile(0.95, 2))
        .isCloseTo(Math.sqrt(2) * 1.959963984540054, within(1e-12));
  }
}
