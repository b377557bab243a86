package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.analysis.WorkedResults.NONE;
import static org.nasreplay.analysis.WorkedResults.run;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.ProcessorTime;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

class SearchCostTest {
  private static final Target NINETY_FOUR = new Target("94", 94);

  // Incumbents are found in the 1st, 2nd, 4th, 8th training of 10 s each, out of 100.
  private static final List<Run> RANDOM =
      List.of(run("p", "random", 0, 90, 91, 92, 94), run("p", "random", 1, 90));
  private static final List<Run> QUICK =
      List.of(run("p", "quick", 0, 90, 94), run("p", "quick", 1, 90, 93, 94));
  private static final List<Run> STUCK =
      List.of(run("p", "stuck", 0, 93), run("p", "stuck", 1, 92));

  private static Results results(List<ProcessorTime> times, Stream<List<Run>> runs) {
    Results made =
        WorkedResults.of(
            new Protocol.Budget(1000.0, null),
            new double[] {90, 95},
            runs.flatMap(List::stream).toList());
    return new Results(made.provenance(), made.runs(), made.optima(), made.networks(), times);
  }

  private static SearchCost cost(Results results, String searcher) {
    List<FixedTarget> targets =
        results.provenance().searchers().stream()
            .map(
                s ->
                    new FixedTarget(
                        "p",
                        s.label(),
                        NINETY_FOUR,
                        Answers.of(results.runs("p", s.label()), Run::testAtBudget),
                        FixedTarget.reached(results.runs("p", s.label()), 94)))
            .toList();
    return SearchCost.of(results, targets).stream()
        .filter(cost -> cost.target().searcher().equals(searcher))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsSavedIsExpectedOfSearchesThatStartAgainUntilTheySucceed() {
    Results results = results(List.of(), Stream.of(RANDOM, QUICK));
    SearchCost random = cost(results, "random");
    assertThat(random.evaluations()).isEqualTo(8 + 100); // one of two, the other pays all it has
    assertThat(random.hours()).isCloseTo(1080 / 3600.0, within(1e-12));
    assertThat(random.saved()).isNull(); // against itself
    SearchCost quick = cost(results, "quick");
    assertThat(quick.evaluations()).isEqualTo((2 + 4) / 2.0);
    SearchCost.Saved saved = Objects.requireNonNull(quick.saved());
    assertThat(saved.evaluations()).isEqualTo(105);
    assertThat(saved.hours()).isCloseTo((1080 - 30) / 3600.0, within(1e-12));
  }

  @Test
  void whoNeverReachesTheTargetHasNoCostThatCouldBeAveragedAndSavesNothing() {
    Results results = results(List.of(), Stream.of(RANDOM, STUCK));
    SearchCost stuck = cost(results, "stuck");
    assertThat(stuck.reached()).isFalse();
    assertThat(stuck.evaluations()).isNull();
    assertThat(stuck.hours()).isNull();
    assertThat(stuck.saved()).isNull();
  }

  @Test
  void againstARandomSearchThatNeverReachesItOrWasNotReplayedNothingIsSaid() {
    List<Run> unlucky = List.of(run("p", "random", 0, 90), run("p", "random", 1, 90));
    assertThat(cost(results(List.of(), Stream.of(unlucky, QUICK)), "quick").saved()).isNull();
    assertThat(cost(results(List.of(), Stream.of(STUCK, QUICK)), "quick").saved()).isNull();
  }

  @Test
  void anIncumbentWithoutAnAccuracyMayHaveReachedItAndIsUnknown() {
    List<Run> unknown = List.of(run("p", "odd", 0, 94), run("p", "odd", 1, 90, NONE));
    SearchCost odd = cost(results(List.of(), Stream.of(RANDOM, unknown)), "odd");
    assertThat(odd.target().reached()).isNull();
    assertThat(odd.evaluations()).isNull();
    assertThat(odd.saved()).isNull();
  }

  @Test
  void ownTimeIsThatOfTheSearcherUnderTheProtocol() {
    Results results =
        results(
            List.of(
                new ProcessorTime("p", "random", 200, 0.5),
                new ProcessorTime("another", "quick", 200, 9),
                new ProcessorTime("p", "stuck", 0, 0)), // took over what was finished
            Stream.of(RANDOM, QUICK, STUCK));
    assertThat(cost(results, "random").processorSeconds()).isEqualTo(0.0025);
    assertThat(cost(results, "quick").processorSeconds()).isNull();
    assertThat(cost(results, "stuck").processorSeconds()).isNull();
  }
}
