package org.nasreplay.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Results;
import org.nasreplay.report.MadeUpResults;

/** The best of the made-up networks has 94 %. */
class LeadSentenceTest {
  private static String sentence(
      List<String> searchers, int runs, MadeUpResults.Incumbents incumbents) {
    Results results = MadeUpResults.of(MadeUpResults.SECONDS, searchers, runs, incumbents);
    return LeadSentence.of(
        results.provenance(),
        Statistics.of(results, PublishedResults.bundled()),
        results.provenance().protocols().get(0));
  }

  private static double[] value(double value) {
    return new double[] {value};
  }

  @Test
  void aLeadIsToldByTheShareOfPairsThatItWins() {
    // Of 10 x 10 pairs the first wins those of its nine runs at 93.5, and half of one beside 93.
    assertThat(
            sentence(List.of("a", "b"), 10, (s, r) -> value(s.equals("b") || r == 0 ? 93 : 93.5)))
        .isEqualTo(
            "cifar10: a (93.45 %) leads, 0.55 below the best in the table; a wins 95 % of pairs of"
                + " runs against b (p < 0.001).");
  }

  @Test
  void whatNoTestTellsApartIsCalledATieAndNoDistanceBetweenIsTold() {
    // 93, 93.1, ... beside the same plus 0.02: of 5 x 5 pairs the first wins 15.
    assertThat(
            sentence(
                List.of("b", "a"), 5, (s, r) -> value(93 + 0.1 * r + (s.equals("a") ? 0.02 : 0))))
        .startsWith(
            "cifar10: a tie of a (93.22 %) with b (93.20 %), 0.78 below the best in the table; a wins"
                + " 60 % of pairs of runs against b (p = 0.")
        .doesNotContain("0.02", "above", "leads");
  }

  @Test
  void equalRunsWinHalfOfThePairsEach() {
    assertThat(sentence(List.of("a", "b"), 4, (s, r) -> value(93)))
        .isEqualTo(
            "cifar10: a tie of a (93.00 %) with b (93.00 %), 1.00 below the best in the table; each"
                + " wins half of the pairs of runs (p = 1.000).");
  }

  @Test
  void whoHasTheGreaterMeanButLosesMostPairsIsNotSaidToWin() {
    // One run in ten of b fails badly; the others are better than all of a.
    assertThat(
            sentence(
                List.of("a", "b"), 20, (s, r) -> value(s.equals("a") ? 93 : r < 2 ? 90 : 93.2)))
        .isEqualTo(
            "cifar10: a (93.00 %) has the greatest mean, 1.00 below the best in the table; but b wins"
                + " 90 % of pairs of runs against a (p < 0.001).");
  }

  @Test
  void manyTiesAreCounted() {
    assertThat(
            sentence(
                List.of("a", "b", "c", "d", "e"),
                3,
                (s, r) -> value(92 + 0.1 * r + 0.001 * (int) s.charAt(0) - 0.097)))
        .startsWith("cifar10: a tie of e (92.10 %) with 4 others, the best of them d (92.10 %), ");
  }

  @Test
  void aloneNobodyIsLed() {
    assertThat(sentence(List.of("a"), 3, (s, r) -> value(93)))
        .isEqualTo("cifar10: a (93.00 %), 1.00 below the best in the table.");
  }
}
