package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasreplay.analysis.WorkedResults.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Reproduction;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.analysis.WorkedResults;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.MadeUpResults;
import org.nasreplay.report.table.ReproductionTable;

class ReproductionPageTest {
  private static final Suite SUITE =
      Suite.of(
          "suite.yaml",
          """
          name: small
          runs: 2
          table: t.h5
          protocols:
            - {dataset: cifar10, reward: {epochs: 12}, budget: {seconds: 20000}, report: {epochs: 90}}
          searchers: [random, largest, layernas]
          published:
            paper: NATS-Bench 2021
            table: size
            methods: {random: RANDOM}
          """);

  @TempDir private Path folder;

  /** Random search at 93 % on average, as far as the paper's; all accuracies of this kind. */
  private static Reproduction reproduction(String kind) {
    Results made =
        WorkedResults.of(
            new Protocol.Budget(20000.0, null),
            new double[] {90, 95},
            SUITE.published(),
            List.of(
                run("cifar10", "random", 0, 92.9),
                run("cifar10", "random", 1, 93.1),
                run("cifar10", "largest", 0, 93.3),
                run("cifar10", "largest", 1, 93.3),
                run("cifar10", "layernas", 0, 93.4),
                run("cifar10", "layernas", 1, 93.4)));
    List<ReplayProvenance.UsedColumn> columns =
        List.of("reward", "time", "validation", "test").stream()
            .map(role -> new ReplayProvenance.UsedColumn("cifar10", role, role, kind, "", ""))
            .toList();
    Results results =
        new Results(
            MadeUpResults.described(made.provenance(), made.provenance().searchers(), columns),
            made.runs(),
            made.optima(),
            made.networks());
    PublishedResults papers = PublishedResults.bundled();
    return Reproduction.of(
        List.of(
            new Reproduction.Source(
                SUITE,
                Set.of(),
                new Reproduction.Replayed(
                    "small",
                    results.provenance(),
                    Statistics.of(results, papers),
                    List.of(
                        new TrainingsToOptimum("cifar10", "random", 2, new double[] {8}, 108),
                        new TrainingsToOptimum("cifar10", "largest", 2, new double[0], 1 / 0.0),
                        new TrainingsToOptimum("cifar10", "layernas", 2, new double[] {1, 3}, 2))),
                "")),
        papers);
  }

  private String page(Reproduction reproduction, List<ReproductionPage.Findings> studies)
      throws IOException {
    ReproductionPage.write(reproduction, studies, "nasreplay reproduce", folder);
    return Files.readString(folder.resolve("index.html"));
  }

  @Test
  void thePageLeadsToTheReplaysAndSaysWhatMayBeClaimedOfMeasuredNumbers() throws IOException {
    String page = page(reproduction("measured"), List.of());
    assertThat(page)
        .contains(
            "<a href=\"small/report.html\">small</a>",
            "Measured: small on t.",
            "To train that one and stop gives 93.30 %, LayerNAS 93.40 %",
            "random 50 %, 0; largest 0 %, 0; layernas 100 %, 1.",
            "no budget of trainings")
        .doesNotContain(">NaN", ">null", "answers from a statistical model", "Modelled: ");
    assertThat(folder.resolve("tables/reproduction.csv"))
        .content()
        .contains("NATS-Bench 2021,size,RANDOM,cifar10,test,93.03,0.25,500,confirmed,small,random");
    assertThat(page(reproduction("measured"), List.of())).isEqualTo(page);
  }

  @Test
  void modelledNumbersAreNoMeasurementOfAPaper() throws IOException {
    assertThat(page(reproduction("modelled"), List.of()))
        .contains("answers from a statistical model", "Modelled: small on t.", "no second")
        .doesNotContain("Measured: ");
  }

  @Test
  void whatStudiesFoundStandsBelowWithItsPage() throws IOException {
    assertThat(
            page(
                reproduction("measured"),
                List.of(new ReproductionPage.Findings("study-power", List.of("<b> of 5 runs")))))
        .contains("href=\"study-power/report.html\"", "&lt;b&gt; of 5 runs");
  }

  @Test
  void somebodysOwnIndexIsLeftAsItIs() throws IOException {
    Path mine = Files.writeString(folder.resolve("index.html"), "mine");
    assertThatThrownBy(() -> page(reproduction("measured"), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("index.html: is not listed");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void meansThatDifferAreNamedTheFarthestFirst() {
    var page =
        new ReproductionPage(
            reproduction("measured"),
            ReproductionTable.of(reproduction("measured")),
            List.of(),
            "");
    assertThat(page.differences()).singleElement().asString().startsWith("NATS-Bench 2021, size: ");
  }
}
