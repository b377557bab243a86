package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Json;

/** The statistics against SciPy's and statsmodels': reference.json, which reference.py makes. */
class ReferenceTest {
  private static final Offset<Double> EXACT = within(1e-10);

  private static JsonNode reference;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = ReferenceTest.class.getResourceAsStream("reference.json")) {
      reference = Json.JSON.readTree(in);
    }
  }

  private static double[] numbers(JsonNode node) {
    return Json.JSON.convertValue(node, double[].class);
  }

  private static double[][] matrix(JsonNode node) {
    return Json.JSON.convertValue(node, double[][].class);
  }

  @Test
  void mannWhitneyIsSciPysWithAndWithoutTies() {
    assertThat(reference.get("mann_whitney")).hasSize(4);
    for (JsonNode pair : reference.get("mann_whitney")) {
      double[] a = numbers(pair.get("a"));
      double[] b = numbers(pair.get("b"));
      assertThat(RankTests.mannWhitney(a, b)).isCloseTo(pair.get("p").doubleValue(), EXACT);
      var superiority = RankTests.superiority(a, b);
      assertThat(superiority.value()).isCloseTo(pair.get("a12").doubleValue(), EXACT);
      assertThat(superiority.variance()).isCloseTo(pair.get("variance").doubleValue(), EXACT);
    }
  }

  @Test
  void holmIsThatOfStatsmodels() {
    JsonNode holm = reference.get("holm");
    assertThat(RankTests.holm(numbers(holm.get("p"))))
        .containsExactly(numbers(holm.get("adjusted")), EXACT);
  }

  @Test
  void friedmanIsSciPysWithAndWithoutTies() {
    for (JsonNode blocks : reference.get("friedman")) {
      double[][] values = matrix(blocks.get("values"));
      double[][] expected = matrix(blocks.get("ranks"));
      var ranks = new double[values.length][];
      for (int i = 0; i < values.length; i++) {
        ranks[i] = RankTests.ranks(values[i]);
        assertThat(ranks[i]).containsExactly(expected[i]);
      }
      assertThat(RankTests.friedman(ranks)).isCloseTo(blocks.get("p").doubleValue(), EXACT);
    }
  }

  @Test
  void criticalDifferenceIsThatOfSciPysStudentizedRange() {
    for (JsonNode each : reference.get("critical_difference")) {
      assertThat(RankTests.criticalDifference(each.get("k").intValue(), each.get("n").intValue()))
          .isCloseTo(each.get("value").doubleValue(), EXACT);
    }
  }

  @Test
  void welchFromMeansAndDeviationsIsSciPys() {
    for (JsonNode each : reference.get("welch")) {
      double[] in = numbers(each.get("input"));
      assertThat(PublishedComparison.welch(in[0], in[1], (int) in[2], in[3], in[4], (int) in[5]))
          .isCloseTo(each.get("p").doubleValue(), EXACT);
    }
  }

  @Test
  void meansDeviationsAndQuartilesAreNumPys() {
    for (JsonNode each : reference.get("location")) {
      SampleSummary spread = Objects.requireNonNull(SampleSummary.of(numbers(each.get("sample"))));
      double[] quartiles = numbers(each.get("quartiles"));
      assertThat(spread.mean()).isCloseTo(each.get("mean").doubleValue(), EXACT);
      assertThat(spread.std()).isCloseTo(each.get("std").doubleValue(), EXACT);
      assertThat(spread.quartiles().lower()).isCloseTo(quartiles[0], EXACT);
      assertThat(spread.quartiles().median()).isCloseTo(quartiles[1], EXACT);
      assertThat(spread.quartiles().upper()).isCloseTo(quartiles[2], EXACT);
      assertThat(spread.interquartileMean())
          .isCloseTo(each.get("interquartile_mean").doubleValue(), EXACT);
    }
  }

  @Test
  void spearmanIsSciPysWithAndWithoutTies() {
    assertThat(reference.get("correlations")).hasSize(2);
    for (JsonNode each : reference.get("correlations")) {
      double[][] expected = matrix(each.get("spearman"));
      double[][] ours = RankCorrelation.spearman(List.of(matrix(each.get("columns"))));
      for (int i = 0; i < expected.length; i++) {
        assertThat(ours[i]).containsExactly(expected[i], EXACT);
      }
    }
  }

  @Test
  void probabilityOfImprovementIsSciPysNormalInterval() {
    JsonNode improvement = reference.get("improvement");
    List<Comparison> strata = new ArrayList<>();
    for (JsonNode pair : improvement.get("strata")) {
      var wins = RankTests.superiority(numbers(pair.get("a")), numbers(pair.get("b")));
      strata.add(
          new Comparison(
              "stratum " + strata.size(), "a", "b", wins.value(), wins.variance(), 1, 1));
    }
    double[] expected = numbers(improvement.get("interval"));
    Improvement ours = Improvement.of(strata, List.of("a", "b"), strata.size()).get(0);
    Bootstrap.Interval interval = Objects.requireNonNull(ours.interval());
    assertThat(ours.probability()).isCloseTo(expected[0], EXACT);
    assertThat(interval.low()).isCloseTo(expected[1], EXACT);
    assertThat(interval.high()).isCloseTo(expected[2], EXACT);
  }
}
