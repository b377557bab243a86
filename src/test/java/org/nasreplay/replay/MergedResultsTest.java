package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Tables;

class MergedResultsTest {
  private static final String PROTOCOLS =
      """
      protocols:
        - name: one
          dataset: cifar10
          reward: {epochs: 12}
          budget: {evaluations: 3}
          constraint: {flops: {at_most: 140e6}}
          report: {epochs: 90}
        - name: two
          dataset: cifar100
          reward: {epochs: 12}
          budget: {evaluations: 3}
          report: {epochs: 90}
      """;

  private static final BenchmarkTable TABLE = Tables.complete();

  private static MergedResults.Source source(String name, int runs, String searchers)
      throws Exception {
    return source(name, runs, searchers, PROTOCOLS, "ab");
  }

  private static MergedResults.Source source(
      String name, int runs, String searchers, String protocols, String digest) throws Exception {
    String text =
        Text.format(
            "name: s\ntitle: of %s\nruns: %d\nseed: %d\ntable: t.h5\n%ssearchers: [%s]\n",
            name, runs, runs, protocols, searchers);
    var replay = new Replay(Suites.read(text), new TableBenchmark(TABLE), new SearcherRegistry());
    return new MergedResults.Source(
        name,
        replay.results(
            replay.run(1, done -> {}),
            text,
            new ReplayProvenance.Table(name + ".h5", digest, "size")));
  }

  @Test
  void searchersOfOneNameAreToldApartByTheirFolders() throws Exception {
    Results merged =
        MergedResults.of(
            List.of(source("old", 2, "random, largest"), source("new", 1, "random, tpe")));
    assertThat(merged.provenance().searchers())
        .extracting(ReplayProvenance.Searcher::label, ReplayProvenance.Searcher::name)
        .containsExactly(
            tuple("random (old)", "random"),
            tuple("largest", "largest"),
            tuple("random (new)", "random"),
            tuple("tpe", "tpe"));
    assertThat(merged.runs())
        .extracting(Run::protocol, Run::searcher, Run::number)
        .containsExactly(
            tuple("one", "random (old)", 0),
            tuple("one", "random (old)", 1),
            tuple("one", "largest", 0),
            tuple("one", "largest", 1),
            tuple("one", "random (new)", 0),
            tuple("one", "tpe", 0),
            tuple("two", "random (old)", 0),
            tuple("two", "random (old)", 1),
            tuple("two", "largest", 0),
            tuple("two", "largest", 1),
            tuple("two", "random (new)", 0),
            tuple("two", "tpe", 0));
  }

  @Test
  void runsAndTableAreThoseOfTheSources() throws Exception {
    MergedResults.Source first = source("old", 2, "random");
    MergedResults.Source second = source("new", 1, "largest");
    Results merged = MergedResults.of(List.of(first, second));
    assertThat(merged.runs("two", "random")).isEqualTo(first.results().runs("two", "random"));
    assertThat(merged.runs("two", "largest")).isEqualTo(second.results().runs("two", "largest"));
    assertThat(merged.optima()).isEqualTo(first.results().optima());
    ReplayProvenance provenance = merged.provenance();
    assertThat(provenance.title()).isEqualTo("of old; of new");
    assertThat(provenance.replays())
        .containsExactly(first.results().provenance(), second.results().provenance());
    assertThat(provenance.runsInWords()).isEqualTo("1 to 2");
    assertThat(first.results().provenance().runsInWords()).isEqualTo("2");
    assertThat(provenance.unchecked()).isFalse();
  }

  /** Where nobody lists all networks, every replay knows a sample and what its searchers found. */
  @Test
  void theBestKnownNetworkIsTheBestOfAllSources() throws Exception {
    MergedResults.Source none = knowing(source("none", 1, "tpe"), Double.NaN, Double.NaN);
    MergedResults.Source old = knowing(source("old", 1, "random"), 80, 91);
    MergedResults.Source latest = knowing(source("new", 1, "largest"), 82, 90);
    MergedResults.Source equal = knowing(source("equal", 1, "ppo"), 82, 91);
    Results merged = MergedResults.of(List.of(none, old, latest, equal));
    assertThat(merged.optima())
        .extracting(Optimum::protocol, Optimum::of, Optimum::architecture, Optimum::value)
        .containsExactly(
            tuple("one", "validation", "of new", 82.0),
            tuple("one", "test", "of old", 91.0),
            tuple("two", "validation", "of new", 82.0),
            tuple("two", "test", "of old", 91.0));
  }

  private static MergedResults.Source knowing(
      MergedResults.Source source, double reward, double test) {
    Results results = source.results();
    return new MergedResults.Source(
        source.name(),
        new Results(
            results.provenance(),
            results.runs(),
            results.optima().stream()
                .map(
                    o ->
                        new Optimum(
                            o.protocol(),
                            o.of(),
                            "of " + source.name(),
                            reward,
                            Double.NaN,
                            test,
                            o.costs()))
                .toList(),
            results.networks()));
  }

  @Test
  void whatSomebodyMayHaveEditedMakesTheWholeUnchecked() throws Exception {
    MergedResults.Source second = source("new", 1, "largest");
    Results edited =
        new Results(
            second.results().provenance().asUnchecked(),
            second.results().runs(),
            second.results().optima(),
            second.results().networks());
    Results merged =
        MergedResults.of(
            List.of(source("old", 2, "random"), new MergedResults.Source("new", edited)));
    assertThat(merged.provenance().unchecked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dataset: cifar100 | dataset: ImageNet16-120 | new: dataset of protocol two (ImageNet16-120), expected (cifar100) as in old
          reward: {epochs: 12} | reward: {epochs: 12, seeds: mean} | new: reward of protocol one ({ "metric" : "valid_accuracy", "epochs" : 12, "seeds" : "mean" }), expected ({
          evaluations: 3 | evaluations: 4 | new: budget of protocol one (4 evaluations), expected (3 evaluations) as in old
          140e6 | 150e6 | new: constraint of protocol one ({ "flops" : { "at_most" : 1.5E8 } }), expected ({ "flops"
          report: {epochs: 90} | report: {epochs: 90, valid_epochs: 12} | new: report of protocol one ({
          """)
  void resultsUnderOtherConditionsAreNotCompared(String right, String other, String message)
      throws Exception {
    assertThat(PROTOCOLS).contains(right);
    MergedResults.Source first = source("old", 1, "random");
    MergedResults.Source second =
        source("new", 1, "largest", PROTOCOLS.replace(right, other), "ab");
    assertThatThrownBy(() -> MergedResults.of(List.of(first, second)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void protocolsThatNotAllHaveAreLeftOut() throws Exception {
    MergedResults.Source first = source("old", 2, "random");
    MergedResults.Source second =
        source("new", 1, "largest", PROTOCOLS.replace("name: two", "name: three"), "ab");
    assertThat(MergedResults.leftOut(List.of(first, second))).containsExactly("three", "two");
    Results merged = MergedResults.of(List.of(first, second));
    assertThat(merged.provenance().protocols()).extracting(Protocol::name).containsExactly("one");
    assertThat(merged.provenance().columns())
        .extracting(ReplayProvenance.UsedColumn::protocol)
        .containsOnly("one");
    assertThat(merged.networks().keySet()).containsExactly("one");
    assertThat(merged.optima()).extracting(Optimum::protocol).containsOnly("one");
    assertThat(merged.runs())
        .extracting(Run::searcher)
        .containsExactly("random", "random", "largest");
    assertThat(merged.runs()).extracting(Run::protocol).containsOnly("one");
    assertThat(MergedResults.leftOut(List.of(first, first))).isEmpty();
  }

  @Test
  void resultsWithoutACommonProtocolAreNotCompared() throws Exception {
    String others = PROTOCOLS.replace("name: one", "name: 1").replace("name: two", "name: 2");
    assertThatThrownBy(
            () ->
                MergedResults.of(
                    List.of(source("old", 1, "random"), source("new", 1, "largest", others, "ab"))))
        .isInstanceOf(InputException.class)
        .hasMessage("no protocol is in all: old has one, two; new has 1, 2");
  }

  @Test
  void resultsOfAnotherTableAreNotCompared() throws Exception {
    MergedResults.Source first = source("old", 1, "random");
    MergedResults.Source second = source("new", 1, "largest", PROTOCOLS, "cd");
    assertThatThrownBy(() -> MergedResults.of(List.of(first, second)))
        .isInstanceOf(InputException.class)
        .hasMessage("new: table new.h5 (SHA-256 cd), expected that of old, old.h5 (SHA-256 ab)");
  }

  @Test
  void methodsOfOnePaperStandTogetherUnderTheLabelsOfTheWhole() throws Exception {
    String paper = "published: {paper: P, table: '1', methods: {%s}}\n";
    MergedResults.Source unpublished = source("none", 1, "largest");
    MergedResults.Source old =
        source(
            "old", 1, "random, tpe", PROTOCOLS + Text.format(paper, "random: RS, tpe: TPE"), "ab");
    MergedResults.Source again =
        source("new", 1, "random", PROTOCOLS + Text.format(paper, "random: RS"), "ab");
    String elsewhere = Text.format(paper, "reinforce: RL");
    MergedResults.Source other =
        source("other", 1, "reinforce", PROTOCOLS + elsewhere.replace("P,", "Q,"), "ab");
    MergedResults.Source otherTable =
        source("table", 1, "ppo", PROTOCOLS + elsewhere.replace("'1'", "'2'"), "ab");
    Suite.Published merged =
        Objects.requireNonNull(
            MergedResults.of(List.of(unpublished, old, again, other, otherTable))
                .provenance()
                .published());
    assertThat(merged)
        .isEqualTo(
            new Suite.Published(
                "P", "1", Map.of("random (old)", "RS", "tpe", "TPE", "random (new)", "RS")));
    assertThat(MergedResults.of(List.of(unpublished)).provenance().published()).isNull();
  }
}
