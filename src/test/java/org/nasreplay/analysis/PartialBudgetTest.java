package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nasreplay.analysis.WorkedResults.NONE;
import static org.nasreplay.analysis.WorkedResults.longRun;
import static org.nasreplay.analysis.WorkedResults.run;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Run;

class PartialBudgetTest {
  private static final double[] TABLE = {90, 94};

  private static List<PartialBudget> of(Protocol.Budget budget, Run... runs) {
    return PartialBudget.of(WorkedResults.of(budget, TABLE, List.of(runs)));
  }

  private static PartialBudget at(List<PartialBudget> all, Protocol.Budget spent) {
    return all.stream().filter(m -> m.spent().equals(spent)).findFirst().orElseThrow();
  }

  private static Protocol.Budget seconds(double seconds) {
    return new Protocol.Budget(seconds, null);
  }

  private static Protocol.Budget evaluations(int evaluations) {
    return new Protocol.Budget(null, evaluations);
  }

  @Test
  void aMilestoneTellsTheIncumbentsOfItsMoment() {
    // incumbents after 10, 20, 40 and 80 s; the second run keeps its first one
    List<PartialBudget> all =
        of(seconds(1000), run("p", "s", 0, 90, 91, 92, 93), run("p", "s", 1, 90));
    assertThat(all)
        .extracting(PartialBudget::spent)
        .containsExactly(
            seconds(50),
            seconds(100),
            seconds(250),
            seconds(500),
            evaluations(10),
            evaluations(30),
            evaluations(100));
    PartialBudget early = at(all, seconds(50)); // 92 and 90
    assertThat(Objects.requireNonNull(early.test()).mean()).isEqualTo(91);
    assertThat(early.regret()).isEqualTo(3);
    assertThat(early.robustInterval()).isEqualTo(new Bootstrap.Interval(90, 92));
    PartialBudget late = at(all, seconds(100)); // 93 and 90
    assertThat(Objects.requireNonNull(late.test()).mean()).isEqualTo(91.5);
    assertThat(late.answers()).isEqualTo(new Answers(2, 2, 2));
    assertThat(at(all, evaluations(10)).test()).isEqualTo(late.test());
  }

  @Test
  void aSearcherThatStopsEarlyTakesNoMilestoneFromTheOthers() {
    List<PartialBudget> all =
        of(
            evaluations(100),
            longRun("p", "largest", 0, 1, 93),
            longRun("p", "short", 0, 40, 90),
            longRun("p", "long", 0, 100, 91));
    assertThat(all)
        .extracting(PartialBudget::searcher, m -> m.spent().evaluations())
        .containsExactly(
            tuple("short", 10),
            tuple("long", 10),
            tuple("short", 30),
            tuple("long", 30),
            tuple("long", 100));
  }

  @ParameterizedTest
  @CsvSource({
    "9, ''",
    "10, 10",
    "29, 10",
    "30, 10 30",
    "299, 10 30 100",
    "3000, 10 30 100 300 1000 3000"
  })
  void evaluationsAreCountedAsLongAsEveryRunOfTheSearcherMakesThem(int shortest, String expected) {
    List<PartialBudget> all =
        of(
            evaluations(5000),
            longRun("p", "s", 0, shortest, 90),
            longRun("p", "s", 1, 5000, 90),
            longRun("q", "s", 0, 10, 90));
    assertThat(all.stream().filter(m -> m.protocol().equals("p")).map(m -> m.spent().evaluations()))
        .extracting(String::valueOf)
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    assertThat(all.stream().filter(m -> m.protocol().equals("q"))).hasSize(1);
  }

  @Test
  void beforeTheFirstTrainingEndsNobodyHasAnAnswer() {
    PartialBudget first = of(seconds(100), run("p", "s", 0, 90), run("p", "s", 1, 92)).get(0);
    assertThat(first.spent()).isEqualTo(seconds(5));
    assertThat(first.answers()).isEqualTo(new Answers(2, 0, 0));
    assertThat(first.test()).isNull();
    assertThat(first.robustInterval()).isNull();
    assertThat(first.regret()).isNull();
  }

  @Test
  void anIncumbentWithoutAnAccuracyAnswersWithoutAValue() {
    PartialBudget milestone =
        at(
            of(evaluations(100), run("p", "s", 0, 90), run("p", "s", 1, NONE), run("p", "s", 2)),
            evaluations(10));
    assertThat(milestone.answers()).isEqualTo(new Answers(3, 2, 1));
    assertThat(milestone.regret()).isEqualTo(4);
  }

  @Test
  void theyAreToldByProtocolThenMilestoneThenSearcher() {
    assertThat(
            of(
                evaluations(50),
                longRun("p", "a", 0, 30, 90),
                longRun("p", "b", 0, 30, 90),
                longRun("q", "a", 0, 10, 90),
                longRun("q", "b", 0, 10, 90)))
        .extracting(PartialBudget::protocol, m -> m.spent().evaluations(), PartialBudget::searcher)
        .containsExactly(
            tuple("p", 10, "a"),
            tuple("p", 10, "b"),
            tuple("p", 30, "a"),
            tuple("p", 30, "b"),
            tuple("q", 10, "a"),
            tuple("q", 10, "b"));
  }
}
