package org.nasreplay.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.analysis.WorkedResults.NONE;
import static org.nasreplay.analysis.WorkedResults.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;

/** On a table of 1,001 networks whose accuracies are 0, 0.1, 0.2, … 100 %. */
class TargetTest {
  private static final Protocol.Budget SECONDS = new Protocol.Budget(1000.0, null);
  private static final Protocol.Budget EVALUATIONS = new Protocol.Budget(null, 100);
  private static final Suite.Published PAPER =
      new Suite.Published("Paper", "1", Map.of("s", "Ours"));

  private static double[] tenths() {
    var table = new double[1002];
    Arrays.setAll(table, i -> i == 1001 ? NONE : i / 10.0);
    return table;
  }

  private static PublishedResults papers() throws IOException {
    String csv =
        """
        paper,table,space,dataset,method,split,epochs,mean_percent,std_percent,budget_seconds,constraint,runs,status,source
        Paper,1,size,cifar10,Ours,test,90,99.2,,,none,,confirmed,by hand
        Paper,1,size,cifar10,Ours,valid,90,99.3,,,none,,confirmed,by hand
        Paper,1,size,cifar10,Theirs,test,90,99.4,,,none,,confirmed,by hand
        """;
    return PublishedResults.read("papers.csv", new ByteArrayInputStream(csv.getBytes(UTF_8)));
  }

  private static Results results(Protocol.Budget budget, double[] table, Run... runs) {
    return WorkedResults.of(budget, table, PAPER, List.of(runs));
  }

  private static List<Target> targets(double[] table) throws IOException {
    Results results = results(SECONDS, table, run("p", "s", 0, 90));
    return Target.of(results, results.provenance().protocols().get(0), papers());
  }

  @Test
  void percentilesDistancesToTheOptimumAndThePapersMethodsAreTargets() throws IOException {
    List<Target> targets = targets(tenths());
    assertThat(targets)
        .extracting(Target::label)
        .containsExactly(
            "p90 of the table",
            "p99 of the table",
            "optimum − 1",
            "Ours, Paper",
            "optimum − 0.5",
            "p99.9 of the table",
            "optimum − 0.1");
    double[] expected = {90, 99, 99, 99.2, 99.5, 99.9, 99.9};
    for (int i = 0; i < expected.length; i++) {
      assertThat(targets.get(i).accuracy()).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Test
  void whatNoNetworkReachesAndWhatLiesBelowZeroIsNoTarget() throws IOException {
    // the paper's 99.2 is beyond the best, 1 point below it is less than nothing
    assertThat(targets(new double[] {0, 0.5, NONE}))
        .extracting(Target::label)
        .containsExactly(
            "optimum − 0.5",
            "optimum − 0.1",
            "p90 of the table",
            "p99 of the table",
            "p99.9 of the table");
  }

  @Test
  void aTargetIsReachedByTheFirstIncumbentThatHasItsAccuracy() throws IOException {
    // 99.5 after 20 s; never; 99.9 after 40 s
    Results results =
        results(
            SECONDS,
            tenths(),
            run("p", "s", 0, 50, 99.5, 40),
            run("p", "s", 1, 90),
            run("p", "s", 2, 50, 60, 99.95));
    List<FixedTarget> all = FixedTarget.of(results, papers());
    assertThat(all).hasSize(7).allMatch(t -> t.protocol().equals("p") && t.searcher().equals("s"));
    assertThat(all).allMatch(t -> t.answers().equals(new Answers(3, 3, 3)));
    FixedTarget.Reached half = reached(all, "optimum − 0.5");
    assertThat(half.successes()).isEqualTo(2);
    // (20 + 1000 + 40) / 2 and (2 + 100 + 4) / 2
    assertThat(half.seconds()).isEqualTo(530);
    assertThat(half.time(Effort.SECONDS)).isEqualTo(530);
    assertThat(half.evaluations()).isEqualTo(53);
    assertThat(half.time(Effort.EVALUATIONS)).isEqualTo(53);
    assertThat(reached(all, "optimum − 0.1").successes()).isEqualTo(1);
  }

  private static FixedTarget.Reached reached(List<FixedTarget> all, String label) {
    return all.stream()
        .filter(t -> t.target().label().equals(label))
        .map(t -> Objects.requireNonNull(t.reached()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anIncumbentOfUnknownAccuracyMayHaveReachedEveryTarget() throws IOException {
    Results results =
        results(SECONDS, tenths(), run("p", "s", 0, 90), run("p", "s", 1, NONE, 99.95));
    assertThat(FixedTarget.of(results, papers())).allMatch(t -> t.reached() == null);
    Protocol protocol = results.provenance().protocols().get(0);
    assertThat(Statistics.of(results, papers()).runTimes(protocol, "s")).isNull();
  }

  @Test
  void trainingsWithoutAPriceTakeNoSeconds() throws IOException {
    var step = new Run.Step(3, NONE, "a", 0, 0, 99.95);
    var free =
        new Run("p", "s", 0, 0, 9, NONE, "a", 0, 0, 99.95, Costs.of(0, 0), 0, 99.95, List.of(step));
    FixedTarget.Reached reached =
        reached(FixedTarget.of(results(EVALUATIONS, tenths(), free), papers()), "optimum − 0.1");
    assertThat(reached.seconds()).isNull();
    assertThat(reached.evaluations()).isEqualTo(3);
  }

  @Test
  void runTimesAreToTargetsFromTheMedianNetworkToATenthOfAPoint() throws IOException {
    // 50 and 0.1 points off are the ends of 31 distances, and √(50 · 0.1) = 2.24 is in the middle:
    // 50 % reaches one target at once, 97.8 % sixteen, and 97.7 % fifteen of them.
    double[][] incumbents = {{50}, {40, 97.8}, {97.7}, {49.9, 60, 100}};
    int[] solved = {1, 16, 15, 31};
    for (int i = 0; i < solved.length; i++) {
      Results results = results(EVALUATIONS, tenths(), run("p", "s", 0, incumbents[i]));
      Protocol protocol = results.provenance().protocols().get(0);
      RunTimes times =
          Objects.requireNonNull(Statistics.of(results, papers()).runTimes(protocol, "s"));
      assertThat(times.pairs()).isEqualTo(31);
      assertThat(times.times()).hasSize(solved[i]);
    }
  }

  @Test
  void runTimesAreInWhatTheBudgetCountsAndAscend() throws IOException {
    for (Protocol.Budget budget : List.of(SECONDS, EVALUATIONS)) {
      Results results =
          results(budget, tenths(), run("p", "s", 0, 40, 50, 100), run("p", "s", 1, 50));
      Protocol protocol = results.provenance().protocols().get(0);
      RunTimes times =
          Objects.requireNonNull(Statistics.of(results, papers()).runTimes(protocol, "s"));
      double price = budget.equals(SECONDS) ? 10 : 1;
      assertThat(times.pairs()).isEqualTo(62);
      assertThat(times.times()).hasSize(32).isSorted().startsWith(price, 2 * price, 4 * price);
    }
    assertThat(Effort.of(SECONDS).unit()).isEqualTo("simulated seconds");
    assertThat(Effort.of(EVALUATIONS).unit()).isEqualTo("evaluations");
    assertThat(Effort.amount(SECONDS)).isEqualTo(1000);
    assertThat(Effort.amount(EVALUATIONS)).isEqualTo(100);
  }

  @Test
  void whereTheMedianIsTheOptimumTheTargetsAreATenthOfAPointBelow() {
    Results results = results(EVALUATIONS, new double[] {90, 90}, run("p", "s", 0, 89.9));
    Protocol protocol = results.provenance().protocols().get(0);
    assertThat(Target.grid(results, protocol)).hasSize(31).containsOnly(90 - 0.1);
  }
}
