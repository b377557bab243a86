package org.nasreplay.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.analysis.WorkedResults.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.Reproduction.Line;
import org.nasreplay.analysis.Reproduction.Outcome;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;

class ReproductionTest {
  private static final String CSV =
      """
      paper,table,space,dataset,method,split,epochs,mean_percent,std_percent,budget_seconds,constraint,runs,status,source
      Paper,1,size,cifar10,REA,test,90,93,0.2,1000,none,500,confirmed,by hand
      Paper,1,size,cifar10,RS,test,90,50,0.2,1000,none,500,confirmed,by hand
      Paper,1,size,cifar10,BOHB,test,90,93,0.2,1000,none,500,confirmed,by hand
      Paper,1,size,cifar10,TuNAS,test,90,93,0.2,,none,500,confirmed,by hand
      Paper,1,size,cifar10,REA,test,90,93,0.2,77,none,500,confirmed,by hand
      Paper,1,size,cifar10,optimal test,test,90,94,,,none,,recalled,by hand
      Paper,2,cells,cifar10,REA,test,108,94,,,none,,confirmed,by hand
      Another,1,size,cifar10,REA,test,90,93,0.2,1000,none,500,confirmed,by hand
      """;

  private static final Suite SUITE =
      Suite.of(
          "suite.yaml",
          """
          name: suite
          runs: 2
          table: t.h5
          protocols:
            - {name: p, dataset: cifar10, reward: {epochs: 12}, budget: {seconds: 1000}, report: {epochs: 90}}
          searchers: [regularized-evolution, random, bohb]
          published:
            paper: Paper
            table: "1"
            methods: {regularized-evolution: REA, random: RS, bohb: BOHB}
          """);

  private static PublishedResults papers() throws IOException {
    return PublishedResults.read("papers.csv", new ByteArrayInputStream(CSV.getBytes(UTF_8)));
  }

  private static Reproduction.Source replayed(String folder, double... accuracies)
      throws IOException {
    Results results =
        WorkedResults.of(
            new Protocol.Budget(1000.0, null),
            new double[] {90, 94},
            SUITE.published(),
            List.of(
                run("p", "regularized-evolution", 0, accuracies[0]),
                run("p", "regularized-evolution", 1, accuracies[1]),
                run("p", "random", 0, accuracies[0]),
                run("p", "random", 1, accuracies[1])));
    return new Reproduction.Source(
        SUITE,
        Set.of("bohb"),
        new Reproduction.Replayed(
            folder, results.provenance(), Statistics.of(results, papers()), List.of()),
        "");
  }

  private static List<Line> lines(Reproduction.Source... sources) throws IOException {
    return Reproduction.of(List.of(sources), papers()).tables().stream()
        .flatMap(table -> table.lines().stream())
        .toList();
  }

  @Test
  void everyNumberOfThePaperHasOursOrAReason() throws IOException {
    List<Line> lines = lines(replayed("folder", 92, 94));
    assertThat(lines)
        .extracting(Line::outcome)
        .containsExactly(
            Outcome.AGREES, // 92 and 94 against 93
            Outcome.DIFFERS, // against 50
            Outcome.NOT_REPLAYED,
            Outcome.NOT_REPLAYED,
            Outcome.NOT_REPLAYED,
            Outcome.UNTESTED, // a network is no sample
            Outcome.NOT_REPLAYED);
    assertThat(lines.get(1).difference()).isEqualTo(43);
    assertThat(lines)
        .allMatch(line -> line.reason().isEmpty() == (line.outcome() != Outcome.NOT_REPLAYED));
    assertThat(lines.get(2).reason()).contains("fits a model", "--all-searchers");
    assertThat(lines.get(3).reason()).contains("no budget of trainings");
    assertThat(lines.get(4).reason()).contains("no suite has its budget");
    assertThat(lines.get(6).reason()).isEqualTo("no suite replays a table of the space cells");
  }

  @Test
  void whatWasNotReplayedSaysWhyUnlessNoTableCouldAnswer() throws IOException {
    List<Line> lines = lines(new Reproduction.Source(SUITE, Set.of(), null, "no table is here"));
    assertThat(lines).extracting(Line::outcome).containsOnly(Outcome.NOT_REPLAYED);
    assertThat(lines.get(0).reason()).isEqualTo("no table is here");
    assertThat(lines.get(3).reason()).contains("no budget of trainings");
    assertThat(lines.get(5).reason()).isEqualTo("no table is here");
  }

  @Test
  void ofTwoReplaysThatHaveANumberTheFirstOfTheMostRunsIsAsked() throws IOException {
    List<Line> lines = lines(replayed("a", 92, 94), replayed("b", 10, 11));
    assertThat(lines.get(0).outcome()).isEqualTo(Outcome.AGREES);
    assertThat(lines.get(0).replayed()).extracting(r -> r.folder()).isEqualTo("a");
  }

  @Test
  void countsAreOfAllTables() throws IOException {
    Reproduction reproduction = Reproduction.of(List.of(replayed("a", 92, 94)), papers());
    assertThat(reproduction.tables())
        .extracting(t -> t.name())
        .containsExactly("Paper, 1", "Paper, 2");
    assertThat(reproduction.count(Outcome.NOT_REPLAYED)).isEqualTo(4);
    assertThat(reproduction.count(Outcome.AGREES)).isEqualTo(1);
  }
}
