package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

class LeadersTest {
  private static final Protocol.Budget BUDGET = new Protocol.Budget(1000.0, null);

  /** Of s0, s1, …: the greater the number, the better under p0 and the worse under p1. */
  private static Results results(int searchers, int unswept) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < searchers; i++) {
      runs.add(WorkedResults.run("p0", "s" + i, 0, 80 + i / 100.0));
      runs.add(WorkedResults.run("p1", "s" + i, 0, 80 - i / 100.0));
    }
    Results all = WorkedResults.of(BUDGET, new double[] {70, 80, 90}, runs);
    List<ReplayProvenance.Searcher> described = new ArrayList<>();
    for (int i = 0; i < searchers; i++) {
      var place = new ReplayProvenance.Place("s", Map.of("a", "" + i), false);
      described.add(
          new ReplayProvenance.Searcher(
              "s" + i, "s", "{}", i < unswept ? List.of() : List.of(place)));
    }
    ReplayProvenance provenance = all.provenance().of(all.provenance().protocols(), described);
    return new Results(provenance, all.runs(), all.optima(), all.networks());
  }

  private static Stream<String> shown(Results results) {
    return Leaders.of(results, List.of()).provenance().searchers().stream()
        .map(ReplayProvenance.Searcher::label);
  }

  @Test
  void asManyAsThereIsRoomForAreAllShown() {
    for (Results each : List.of(results(60, 60), results(20, 2))) {
      assertThat(Leaders.of(each, List.of())).isSameAs(each);
    }
  }

  @Test
  void ofMoreThoseOfNoSweepAreShownAndTheBestUnderEachProtocolInTurn() {
    assertThat(shown(results(100, 2)))
        .containsExactly(
            "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s92", "s93", "s94", "s95", "s96", "s97",
            "s98", "s99")
        .hasSize(Leaders.SHOWN);
  }

  @Test
  void thoseOfNoSweepTakeHalfOfTheRoomAtMost() {
    assertThat(shown(results(61, 61)))
        .hasSize(Leaders.SHOWN)
        .contains("s0", "s6", "s60", "s57")
        .doesNotContain("s30");
  }

  @Test
  void runsOfTheOthersAreLeftOut() {
    Results shown = Leaders.of(results(100, 2), List.of());
    assertThat(shown.runs()).hasSize(2 * Leaders.SHOWN);
    assertThat(shown.runs("p0", "s50")).isEmpty();
  }

  @Test
  void whoIsChosenIsAmongThem() {
    Results shown = Leaders.of(results(100, 2), List.of("s50"));
    assertThat(shown.provenance().searchers()).hasSize(Leaders.SHOWN);
    assertThat(shown.runs("p0", "s50")).isNotEmpty();
  }
}
