package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.Tables;

/** Lists of values in a suite, and the searchers that they stand for. */
class SweepTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();
  private static final String HEAD =
      """
      name: swept
      runs: 3
      table: table.h5
      protocols:
        - {dataset: cifar10, reward: {epochs: 12}, budget: {evaluations: 30}, report: {epochs: 90}}
        - {dataset: cifar100, reward: {epochs: 12}, budget: {evaluations: 30}, report: {epochs: 90}}
      searchers:
      """;

  @TempDir private Path folder;

  private static Suite suite(String... searchers) {
    return Suite.of("s.yaml", HEAD + "  - " + String.join("\n  - ", searchers) + "\n");
  }

  private static List<String> labels(Suite suite) {
    return suite.entries(REGISTRY).stream().map(Suite.Entry::label).toList();
  }

  @Test
  void everyCombinationIsASearcherAndTheFirstSettingChangesSlowest() {
    assertThat(
            labels(
                suite(
                    "random",
                    "regularized-evolution: {sweep: {population: [5, 20], sample: [2, 3, 1]}}")))
        .containsExactly(
            "random",
            "regularized-evolution {population=5, sample=2}",
            "regularized-evolution {population=5, sample=3}",
            "regularized-evolution {population=5, sample=1}",
            "regularized-evolution {population=20, sample=2}",
            "regularized-evolution {population=20, sample=3}",
            "regularized-evolution {population=20, sample=1}");
  }

  @Test
  void whatIsBesideTheListsIsInEveryCombinationWhereItWasWritten() {
    assertThat(labels(suite("layernas: {keep: 5, sweep: {buckets: [3, 4]}, edges: equal_count}")))
        .containsExactly(
            "layernas {keep=5, buckets=3, edges=equal_count}",
            "layernas {keep=5, buckets=4, edges=equal_count}");
  }

  @Test
  void resultsAreToTheByteThoseOfTheSearchersWrittenOut() throws Exception {
    Suite swept = suite("layernas: {sweep: {buckets: [3, 4], keep: [1, 2]}}", "random");
    Suite written =
        suite(
            "layernas: {buckets: 3, keep: 1}",
            "layernas: {buckets: 3, keep: 2}",
            "layernas: {buckets: 4, keep: 1}",
            "layernas: {buckets: 4, keep: 2}",
            "random");
    for (Suite each : List.of(swept, written)) {
      var replay = new Replay(each, new TableBenchmark(Tables.complete()), REGISTRY);
      ResultFiles.write(
          replay.results(
              replay.run(2, done -> {}),
              "",
              new ReplayProvenance.Table("t", "0".repeat(64), "size")),
          folder.resolve(each == swept ? "swept" : "written"));
    }
    for (String file : ResultFiles.ALL) {
      if (file.equals(ResultFiles.PROVENANCE)) continue;
      assertThat(folder.resolve("swept").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("written").resolve(file));
    }
  }

  @Test
  void resultsSayWhichCombinationASearcherIsAndWhichIsTheDefault() throws Exception {
    Suite suite =
        suite("regularized-evolution: {sweep: {population: [10, 20], sample: [3]}}", "random");
    var replay = new Replay(suite, new TableBenchmark(Tables.complete()), REGISTRY);
    var table = new ReplayProvenance.Table("t", "0".repeat(64), "size");
    ResultFiles.write(replay.results(replay.run(2, done -> {}), "", table), folder);
    List<ReplayProvenance.Searcher> read =
        ReplayProvenance.read(folder.resolve(ResultFiles.PROVENANCE)).searchers();
    assertThat(read.get(0).places())
        .containsExactly(
            new ReplayProvenance.Place(
                "regularized-evolution", Map.of("population", "10", "sample", "3"), true));
    assertThat(read.get(1).places())
        .containsExactly(
            new ReplayProvenance.Place(
                "regularized-evolution", Map.of("population", "20", "sample", "3"), false));
    assertThat(read.get(2).places()).isEmpty();
    String written = String.join("", replay.identity(table).values());
    assertThat(written).contains("regularized-evolution", "byDefault");
  }

  @Test
  void aSearcherOfTwoSweepsOrOfNoneAndOneRunsOnce() {
    List<Suite.Entry> entries =
        suite(
                "regularized-evolution",
                "regularized-evolution: {sweep: {population: [5, 10]}}",
                "regularized-evolution: {sweep: {sample: [2, 3]}}")
            .entries(REGISTRY);
    assertThat(entries)
        .extracting(Suite.Entry::label)
        .containsExactly(
            "regularized-evolution",
            "regularized-evolution {population=5}",
            "regularized-evolution {sample=2}");
    assertThat(entries.get(0).places())
        .extracting(ReplayProvenance.Place::sweep)
        .containsExactly("regularized-evolution by population", "regularized-evolution by sample");
  }

  @Test
  void aSweepIsWhateverAnAliasStandsFor() {
    String text =
        HEAD.replace("searchers:", "")
            + "searchers:\n"
            + "  - layernas: &grid {sweep: {buckets: [3, 4]}}\n"
            + "  - layernas-resweep: *grid\n";
    assertThat(labels(Suite.of("s.yaml", text)))
        .containsExactly(
            "layernas {buckets=3}",
            "layernas {buckets=4}",
            "layernas-resweep {buckets=3}",
            "layernas-resweep {buckets=4}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {sweep: {keep: []}}                | sweep of searcher layernas: keep (an empty list), expected a list of values
          {sweep: {keep: 5}}                 | sweep of searcher layernas: keep (5), expected a list of values
          {sweep: {keep: {a: 1}}}            | sweep of searcher layernas: keep (keys: a), expected a list of values
          {sweep: {keep: [1, [2, 3]]}}       | sweep of searcher layernas: keep (a list), expected values
          {sweep: {keep: [1, 2, 1]}}         | sweep of searcher layernas: keep has 1 twice
          {sweep: [1, 2]}                    | sweep (a list) of searcher layernas, expected settings with lists of values
          {sweep: {}}                        | sweep (no keys) of searcher layernas, expected settings with lists of values
          {sweep: 3}                         | sweep (3) of searcher layernas, expected settings with lists of values
          {sweep: {sweep: [1]}}              | sweep of searcher layernas: sweep within a sweep, expected a setting
          {keep: 2, sweep: {keep: [1]}}      | sweep of searcher layernas: keep is beside the sweep, too, expected one of the two
          {sweep: {kep: [1]}}                | settings of searcher layernas: unknown key (kep)
          {sweep: {keep: [many]}}            | keep (many), expected a whole number
          {sweep: {keep: [1, 0], buckets: [3]}} | in the sweep as {keep=0, buckets=3}
          {sweep: {keep: [1, 01]}}           | keep (01), expected a whole number
          """)
  void aWrongSweepIsRefusedWithItsLine(String settings, String reason) {
    assertThatThrownBy(() -> suite("random", "layernas: " + settings).entries(REGISTRY))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason)
        .hasMessageStartingWith("s.yaml:9: ");
  }

  @Test
  void valuesThatAreTheSameWrittenInTwoWaysAreRefused() {
    assertThatThrownBy(() -> suite("reinforce: {sweep: {momentum: [0.5, 5e-1]}}").entries(REGISTRY))
        .hasMessage("s.yaml:8: searcher reinforce appears twice with the same settings");
  }

  @Test
  void aProcessCannotBeSwept() {
    assertThatThrownBy(() -> suite("process: {name: mine, command: [x], sweep: {a: [1, 2]}}"))
        .hasMessage("s.yaml:8: sweep of a process, expected processes with names of their own");
  }

  @Test
  void gridsAreBoundedBeforeTheyAreMade() {
    String hundred =
        IntStream.range(1, 101).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String lists =
        IntStream.range(0, 30)
            .mapToObj(i -> "s" + i + ": [" + hundred + "]")
            .collect(Collectors.joining(", "));
    String reason =
        "s.yaml:8: searchers are more than 10,000 with the combinations of this sweep, expected at"
            + " most so many";
    assertThatThrownBy(() -> suite("random: {sweep: {" + lists + "}}")).hasMessage(reason);
    String many =
        "regularized-evolution: {sweep: {population: ["
            + hundred
            + "], sample: ["
            + hundred
            + "]}}";
    assertThat(suite(many).withRuns(1).searchers()).hasSize(10_000);
    assertThatThrownBy(() -> suite(many, "random")).hasMessage(reason.replace(":8:", ":9:"));
  }

  @Test
  void settingsBesideAGridAreBoundedAsEveryCombinationHasThem() {
    String beside =
        IntStream.range(0, 50).mapToObj(i -> "s" + i + ": 1").collect(Collectors.joining(", "));
    assertThatThrownBy(() -> suite("layernas: {" + beside + ", sweep: {keep: [1, 2]}}"))
        .hasMessage("s.yaml:8: sweep of searcher layernas with 51 settings, expected at most 50");
  }

  @Test
  void sweepsOfTwoReplaysStayApartWhereTheyAreCompared() throws Exception {
    Suite suite = suite("layernas: {sweep: {keep: [1, 2]}}").withRuns(1);
    var replay = new Replay(suite, new TableBenchmark(Tables.complete()), REGISTRY);
    var table = new ReplayProvenance.Table("t", "0".repeat(64), "size");
    Results results = replay.results(replay.run(1, done -> {}), "", table);
    Results merged =
        MergedResults.of(
            List.of(
                new MergedResults.Source("a", results), new MergedResults.Source("b", results)));
    assertThat(merged.provenance().searchers())
        .extracting(searcher -> searcher.places().get(0).sweep())
        .containsExactly("layernas (a)", "layernas (a)", "layernas (b)", "layernas (b)");
  }
}
