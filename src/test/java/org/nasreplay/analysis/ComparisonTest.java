package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparisonTest {
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
