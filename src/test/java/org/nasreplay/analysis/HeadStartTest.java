package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.analysis.WorkedResults.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.report.text.LeadSentence;

class HeadStartTest {
  private static final Protocol.Budget BUDGET = new Protocol.Budget(1000.0, null);

  /** The same run in other networks, so that it does not begin with the one of the others. */
  private static Run elsewhere(Run run) {
    List<Run.Step> steps =
        run.trajectory().stream()
            .map(
                s ->
                    new Run.Step(
                        s.evaluations(),
                        s.seconds(),
                        "b" + s.architecture(),
                        s.reward(),
                        s.validAccuracy(),
                        s.testAccuracy()))
            .toList();
    return new Run(
        run.protocol(),
        run.searcher(),
        run.number(),
        run.seed(),
        run.evaluations(),
        run.seconds(),
        "b" + run.architecture(),
        run.reward(),
        run.validAccuracy(),
        run.testAccuracy(),
        run.costs(),
        run.validAtBudget(),
        run.testAtBudget(),
        steps);
  }

  /** largest ends at 93 %, the best that begins elsewhere at 92.9 %. */
  private static Results results(double... layernas) {
    List<Run> runs = new ArrayList<>();
    for (int n = 0; n < 8; n++) { // so many that the tests tell them apart
      runs.add(elsewhere(run("p", "random", n, 91, 92.9)));
      runs.add(elsewhere(run("p", "worse", n, 91)));
      runs.add(run("p", "largest", n, 93));
      runs.add(run("p", "layernas", n, layernas));
    }
    return WorkedResults.of(BUDGET, new double[] {90, 94}, runs);
  }

  private static Statistics statistics(Results results) {
    return Statistics.of(results, PublishedResults.bundled());
  }

  private static String sentence(Results results) {
    return String.join(
        " ", LeadSentence.besides(statistics(results), results.provenance().protocols().get(0)));
  }

  @Test
  void aLeadThatLargestHasWithoutSearchingIsSaidToBeMostlyThat() {
    Results results = results(93, 93.05);
    HeadStart start = statistics(results).headStarts().get(0);
    assertThat(start.searcher()).isEqualTo("layernas");
    assertThat(start.rival()).isEqualTo("random");
    assertThat(start.lead()).isCloseTo(0.15, within(1e-9));
    assertThat(start.begun()).isCloseTo(0.1, within(1e-9));
    assertThat(sentence(results))
        .endsWith(
            "Without a constraint layernas begins with the largest network, with which largest ends"
                + " at 93.00 %: that is 0.10 of the 0.15 points that it is above random, so its lead is"
                + " mostly where it begins.");
  }

  @Test
  void aLeadThatIsMostlyFoundBySearchingIsNotSaidToBeThat() {
    assertThat(sentence(results(93, 93.5)))
        .endsWith("that is 0.10 of the 0.60 points that it is above random.");
  }

  @Test
  void aSearcherThatEndsBelowItsBeginningHasAllOfItsLeadFromThere() {
    assertThat(sentence(results(93, 92.96)))
        .endsWith(
            "with which largest ends at 93.00 %, and itself 0.04 below: all of the 0.06 points that it"
                + " is above random are where it begins.");
  }

  @Test
  void aSearcherThatIsBehindInSpiteOfItsBeginningIsSaidToEndBelow() {
    assertThat(sentence(results(93, 92.5)))
        .endsWith("with which largest ends at 93.00 %; it ends 0.50 below.");
  }

  @Test
  void nothingIsSaidWhereTheLargestNetworkIsNoGoodBeginning() {
    List<Run> runs = new ArrayList<>();
    runs.add(elsewhere(run("p", "random", 0, 94)));
    runs.add(run("p", "largest", 0, 93));
    runs.add(run("p", "layernas", 0, 93, 93.5));
    Results results = WorkedResults.of(BUDGET, new double[] {94}, runs);
    assertThat(statistics(results).headStarts()).hasSize(1);
    assertThat(sentence(results)).doesNotContain("Without a constraint");
  }

  @Test
  void oneRunThatBeginsElsewhereIsEnoughToSayNothing() {
    Results all = results(93, 93.5);
    List<Run> runs = new ArrayList<>(all.runs());
    runs.set(31, elsewhere(runs.get(31)));
    assertThat(statistics(WorkedResults.of(BUDGET, new double[] {94}, runs)).headStarts())
        .isEmpty();
  }

  @Test
  void withoutLargestNothingIsCompared() {
    List<Run> runs =
        results(93, 93.5).runs().stream().filter(r -> !r.searcher().equals("largest")).toList();
    assertThat(statistics(WorkedResults.of(BUDGET, new double[] {94}, runs)).headStarts())
        .isEmpty();
  }

  @Test
  void underAConstraintNothingIsCompared() {
    Results free = results(93, 93.5);
    Protocol p = free.provenance().protocols().get(0);
    var constrained =
        new Protocol(
            p.name(),
            p.dataset(),
            p.reward(),
            p.budget(),
            Map.of("flops", new Protocol.Bounds(null, 3e6)),
            p.report());
    assertThat(HeadStart.of(free, constrained, FixedBudget.of(free))).isEmpty();
    assertThat(HeadStart.of(free, p, FixedBudget.of(free))).hasSize(1);
  }
}
