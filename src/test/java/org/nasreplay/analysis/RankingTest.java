package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.analysis.WorkedResults.NONE;
import static org.nasreplay.analysis.WorkedResults.run;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

class RankingTest {
  private static final Protocol.Budget BUDGET = new Protocol.Budget(1000.0, null);

  /** The mean network has 92 %, the best one 94 %: 93 % is a score of a half. */
  private static final double[] TABLE = {90, 92, 94, NONE};

  private static Ranking ranking(double[] table, List<Run> runs) {
    Results results = WorkedResults.of(BUDGET, table, runs);
    return Ranking.of(results, FixedBudget.of(results));
  }

  /** Two equal runs. */
  private static List<Run> runs(String protocol, String searcher, double test) {
    return List.of(run(protocol, searcher, 0, test), run(protocol, searcher, 1, test));
  }

  @SafeVarargs
  private static List<Run> all(List<Run>... runs) {
    List<Run> all = new ArrayList<>();
    for (List<Run> each : runs) all.addAll(each);
    return all;
  }

  /** Under p the order is a, b, c, under q it is a, c, b. */
  private static List<Run> threeUnderTwo() {
    return all(
        runs("p", "a", 93),
        runs("p", "b", 92),
        runs("p", "c", 91),
        runs("q", "a", 94),
        runs("q", "b", 91),
        runs("q", "c", 92));
  }

  @Test
  void ranksAreMeansOverTheProtocolsAndScoresLieBetweenMeanAndBestNetwork() {
    List<Ranking.Place> places = ranking(TABLE, threeUnderTwo()).places();
    assertThat(places).extracting(Ranking.Place::searcher).containsExactly("a", "b", "c");
    assertThat(places).extracting(Ranking.Place::meanRank).containsExactly(1.0, 2.5, 2.5);
    // a scores 0.5 0.5 1 1, of which the middle half is 0.5 1; the others 0 0 −0.5 −0.5
    assertThat(places).extracting(Ranking.Place::score).containsExactly(0.75, -0.25, -0.25);
    // a stratum is drawn from itself, and in each both runs are equal
    assertThat(places.get(0).interval()).isEqualTo(new Bootstrap.Interval(0.75, 0.75));
  }

  @Test
  void friedmansTestAndTheCriticalDifferenceAreOfTheRanks() {
    Ranking ranking = ranking(TABLE, threeUnderTwo());
    // χ² = 12 · 2 / (3 · 4) · (1² + 2.5² + 2.5²) − 3 · 2 · 4 = 3, with two degrees of freedom
    assertThat(ranking.p()).isCloseTo(Math.exp(-1.5), within(1e-12));
    // 2.343 · √(3 · 4 / (6 · 2)), Demšar's table 5
    assertThat(ranking.criticalDifference()).isCloseTo(2.343, within(1e-3));
  }

  @Test
  void fewerThanThreeSearchersOrTwoProtocolsAreNotTested() {
    List<Run> two = threeUnderTwo().stream().filter(r -> !r.searcher().equals("c")).toList();
    List<Run> one = threeUnderTwo().stream().filter(r -> r.protocol().equals("p")).toList();
    for (List<Run> few : List.of(two, one)) {
      Ranking ranking = ranking(TABLE, few);
      assertThat(ranking.p()).isNull();
      assertThat(ranking.criticalDifference()).isNull();
    }
    assertThat(ranking(TABLE, two).places()).hasSize(2);
    assertThat(ranking(TABLE, one).places())
        .extracting(Ranking.Place::meanRank)
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void searchersThatAreAllTiedAreNotToldApart() {
    Ranking ranking =
        ranking(
            TABLE,
            all(
                runs("p", "a", 93),
                runs("p", "b", 93),
                runs("p", "c", 93),
                runs("q", "a", 91),
                runs("q", "b", 91),
                runs("q", "c", 91)));
    assertThat(ranking.p()).isNull();
    assertThat(ranking.criticalDifference()).isNotNull();
    assertThat(ranking.places()).extracting(Ranking.Place::meanRank).containsExactly(2.0, 2.0, 2.0);
  }

  @Test
  void aSearcherThatLacksAnAccuracyHasNoPlaceAndTakesNone() {
    List<Run> unknown = List.of(run("q", "a", 0, 94), run("q", "a", 1, NONE));
    Ranking ranking =
        ranking(
            TABLE,
            all(
                runs("p", "a", 93),
                runs("p", "b", 92),
                runs("p", "c", 91),
                unknown,
                runs("q", "b", 91),
                runs("q", "c", 92)));
    assertThat(ranking.places()).extracting(Ranking.Place::searcher).containsExactly("b", "c");
    assertThat(ranking.places()).extracting(Ranking.Place::meanRank).containsExactly(1.5, 1.5);
  }

  @Test
  void aTableOfEqualNetworksGivesNoScore() {
    Ranking ranking = ranking(new double[] {92, 92}, threeUnderTwo());
    assertThat(ranking.places()).allMatch(p -> p.score() == null && p.interval() == null);
    assertThat(ranking.places()).extracting(Ranking.Place::meanRank).containsExactly(1.0, 2.5, 2.5);
  }
}
