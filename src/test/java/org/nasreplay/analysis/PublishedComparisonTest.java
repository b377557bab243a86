package org.nasreplay.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.analysis.WorkedResults.NONE;
import static org.nasreplay.analysis.WorkedResults.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;

class PublishedComparisonTest {
  private static final Suite.Published PAPER =
      new Suite.Published("Paper", "1", Map.of("evolution", "REA", "sampling", "RS"));

  private static final String CSV =
      """
      paper,table,space,dataset,method,split,epochs,mean_percent,std_percent,budget_seconds,constraint,runs,status,source
      Paper,1,size,cifar10,REA,test,90,93,0.2,,none,500,confirmed,by hand
      Paper,1,size,cifar10,REA,valid,90,80,0.2,,none,500,confirmed,by hand
      Paper,1,size,cifar10,RS,test,90,93,,,none,500,confirmed,by hand
      Paper,1,size,cifar10,REINFORCE,test,90,92,0.2,,none,500,confirmed,by hand
      Paper,1,size,cifar10,optimal test,test,90,94.5,0.2,,none,500,confirmed,by hand
      Paper,1,size,cifar10,optimal test,valid,90,79.5,,,none,,confirmed,by hand
      """;

  private static final List<Run> RUNS =
      List.of(
          run("p", "evolution", 0, 92),
          run("p", "evolution", 1, 94),
          run("p", "sampling", 0, 91),
          run("p", "sampling", 1, 92));

  private static List<PublishedComparison> of(Suite.Published published, List<Run> runs)
      throws IOException {
    Results results =
        WorkedResults.of(new Protocol.Budget(1000.0, null), new double[] {90, 94}, published, runs);
    var papers = PublishedResults.read("papers.csv", new ByteArrayInputStream(CSV.getBytes(UTF_8)));
    return PublishedComparison.of(results, FixedBudget.of(results), papers);
  }

  private static PublishedComparison of(String method, String split, List<Run> runs)
      throws IOException {
    return of(PAPER, runs).stream()
        .filter(r -> r.published().method().equals(method) && r.published().split().equals(split))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMethodStandsBesideTheSearcherThatIsIt() throws IOException {
    PublishedComparison replication = of("REA", "test", RUNS);
    assertThat(replication.protocol()).isEqualTo("p");
    assertThat(replication.ours())
        .isEqualTo(new PublishedComparison.Ours("evolution", 93, 1.0, 2, true));
    assertThat(replication.searched()).isTrue();
    assertThat(replication.difference()).isZero();
    assertThat(replication.p()).isCloseTo(1, within(1e-12));
    assertThat(replication.verdict()).isEqualTo(PublishedComparison.Verdict.AGREES);
    // 82 and 84 in validation against the paper's 80
    assertThat(of("REA", "valid", RUNS).difference()).isEqualTo(3);
  }

  @Test
  void meansThatAreFarApartForTheirDeviationsDiffer() throws IOException {
    List<Run> low =
        List.of(
            run("p", "evolution", 0, 90),
            run("p", "evolution", 1, 90.1),
            run("p", "evolution", 2, 90.2),
            run("p", "evolution", 3, 90.1));
    PublishedComparison replication = of("REA", "test", low);
    assertThat(replication.difference()).isCloseTo(-2.9, within(1e-9));
    assertThat(replication.p()).isLessThan(0.001);
    assertThat(replication.verdict()).isEqualTo(PublishedComparison.Verdict.DIFFERS);
  }

  @Test
  void theLevelItselfIsAgreement() throws IOException {
    PublishedResults.Row row = of("REA", "test", RUNS).published();
    assertThat(new PublishedComparison("p", row, null, Comparison.LEVEL).verdict())
        .isEqualTo(PublishedComparison.Verdict.AGREES);
  }

  @Test
  void withoutADeviationOrASecondRunThereIsNoTest() throws IOException {
    PublishedComparison published = of("RS", "test", RUNS);
    assertThat(published.searched()).isTrue();
    assertThat(published.p()).isNull();
    assertThat(published.verdict()).isEqualTo(PublishedComparison.Verdict.OPEN);
    assertThat(published.difference()).isEqualTo(-1.5);
    assertThat(of("REA", "test", RUNS.subList(0, 1)).p()).isNull();
    assertThat(PublishedComparison.welch(1, 1, 2, 1, 1, 2)).isNotNull();
    assertThat(PublishedComparison.welch(1, 1, 1, 1, 1, 2)).isNull();
    assertThat(PublishedComparison.welch(1, 1, 2, 1, 1, 1)).isNull();
    assertThat(PublishedComparison.welch(1, 0, 2, 2, 0, 2)).isNull();
  }

  @Test
  void runsOfWhichOneLacksItsAccuracyAreNotTested() throws IOException {
    List<Run> runs =
        List.of(
            run("p", "evolution", 0, 92),
            run("p", "evolution", 1, 94),
            run("p", "evolution", 2, NONE));
    PublishedComparison replication = of("REA", "test", runs);
    assertThat(replication.ours())
        .isEqualTo(new PublishedComparison.Ours("evolution", 93, 1.0, 2, false));
    assertThat(replication.p()).isNull();
  }

  @Test
  void aMethodThatWasNotReplayedStandsAlone() throws IOException {
    for (PublishedComparison alone :
        List.of(
            of("REINFORCE", "test", RUNS),
            of("REA", "test", List.of(run("p", "evolution", 0, NONE))))) {
      assertThat(alone.ours()).isNull();
      assertThat(alone.difference()).isNull();
      assertThat(alone.searched()).isFalse();
      assertThat(alone.verdict()).isEqualTo(PublishedComparison.Verdict.OPEN);
    }
  }

  @Test
  void aNetworkThatIsBestInSomethingStandsBesideThePapersAndHasNoRuns() throws IOException {
    PublishedComparison test = of("optimal test", "test", RUNS);
    assertThat(test.ours())
        .isEqualTo(new PublishedComparison.Ours("optimal test", 94, null, null, true));
    assertThat(test.searched()).isFalse();
    assertThat(test.p()).isNull();
    assertThat(test.difference()).isEqualTo(-0.5);
    assertThat(Objects.requireNonNull(of("optimal test", "valid", RUNS).ours()).mean())
        .isEqualTo(79);
  }

  @Test
  void everyNumberOfThePaperIsToldUnderEveryProtocol() throws IOException {
    List<Run> two = List.of(run("p", "evolution", 0, 92), run("q", "evolution", 0, 93));
    List<PublishedComparison> all = of(PAPER, two);
    assertThat(all).hasSize(12);
    assertThat(all.get(0).difference()).isEqualTo(-1);
    assertThat(all.get(6).difference()).isZero();
    assertThat(of(new Suite.Published("Paper", "2", Map.of()), RUNS)).isEmpty();
  }

  @Test
  void aSuiteWithoutAPaperHasNothingBesideIt() throws IOException {
    Results results =
        WorkedResults.of(new Protocol.Budget(1000.0, null), new double[] {90, 94}, RUNS);
    assertThat(PublishedComparison.of(results, FixedBudget.of(results), PublishedResults.bundled()))
        .isEmpty();
  }
}
