package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Metric;

class SuiteTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();

  @TempDir private Path folder;

  @Test
  void aSuiteSaysWhatIsCompared() {
    Suite suite = Suites.read(Suites.SMALL);
    assertThat(suite.name()).isEqualTo("small");
    assertThat(suite.title()).isEqualTo("small");
    assertThat(suite.runs()).isEqualTo(3);
    assertThat(suite.seed()).isEqualTo(1);
    assertThat(suite.table()).isEqualTo("table.h5");
    assertThat(suite.published()).isNull();
    assertThat(suite.protocols())
        .containsExactly(
            new Protocol(
                "cifar10",
                NatsBench.CIFAR10,
                new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
                new Protocol.Budget(20_000.0, null),
                null,
                new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.INTERPOLATED)));
    List<Suite.Entry> entries = suite.entries(REGISTRY);
    assertThat(entries.stream().map(Suite.Entry::label))
        .containsExactly("random", "regularized-evolution");
    assertThat(entries.get(1).searcher().settings()).isEqualTo("{\"population\":10,\"sample\":3}");
  }

  @Test
  void everythingThatCanBeLeftOutCanBeGiven() {
    Suite suite =
        Suites.read(
            """
            name: full
            title: All keys
            runs: 2
            seed: 42
            table: t.csv
            protocols:
              - name: narrow
                dataset: ImageNet16-120
                reward: {epochs: 12, seeds: 888}
                budget: {evaluations: 100}
                constraint: {flops: {at_least: 31.5e6, at_most: 35e6}}
                report: {epochs: 90, valid_epochs: 12, at: last}
            searchers: [random]
            published: {paper: NATS-Bench, table: 5, methods: {random: RANDOM}}
            """);
    assertThat(suite.title()).isEqualTo("All keys");
    assertThat(suite.seed()).isEqualTo(42);
    assertThat(suite.published())
        .isEqualTo(new Suite.Published("NATS-Bench", "5", Map.of("random", "RANDOM")));
    Protocol protocol = suite.protocols().get(0);
    assertThat(protocol.name()).isEqualTo("narrow");
    assertThat(protocol.reward().seeds()).isEqualTo(SeedPolicy.fixed("888"));
    assertThat(protocol.budget().secondsOrInfinity()).isInfinite();
    assertThat(protocol.budget()).hasToString("100 evaluations");
    assertThat(protocol.report().validEpochs()).isEqualTo(12);
    assertThat(
            protocol
                .constraintOn(
                    new TableBenchmark(new BenchmarkTable(SizeSpace.instance(), List.of())))
                .range())
        .isEqualTo(new CostRange(31.5e6, 35e6));
  }

  @Test
  void publishedNetworksStandBesideAPapersTableOrAlone() {
    String networks = "networks: {beside: [A, B], note: Why.}";
    Suite alone = Suites.read(Suites.SMALL + "published: {" + networks + "}\n");
    var expected = new Suite.Networks(List.of("A", "B"), List.of(), "Why.");
    assertThat(alone.published()).isEqualTo(new Suite.Published(null, null, Map.of(), expected));
    Suite both =
        Suites.read(Suites.SMALL + "published: {paper: P, table: '1', " + networks + "}\n");
    assertThat(both.published()).isEqualTo(new Suite.Published("P", "1", Map.of(), expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {paper: P}                                  | published needs paper and table, or networks
          {table: T}                                  | published needs paper and table, or networks
          {methods: {random: RS}}                     | published needs paper and table, or networks
          {networks: {beside: [], note: N}}           | beside is empty, expected at least one
          {networks: {beside: [A]}}                   | missing key (note) of networks
          {networks: {note: N}}                       | missing key (beside) of networks
          {networks: {beside: [A], mark: [B], note: N}} | unknown key (mark) of networks, expected one of beside, marks, note
          {networks: [A]}                             | networks (a list), expected keys and values
          """)
  void whatPublishedLacksIsSaid(String published, String reason) {
    assertThatThrownBy(() -> Suites.read(Suites.SMALL + "published: " + published + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason)
        .message()
        .hasLineCount(1);
  }

  @Test
  void whatACommandLineReplacesIsReplacedAlone() {
    Suite suite = Suites.read(Suites.SMALL);
    assertThat(suite.withRuns(7).runs()).isEqualTo(7);
    assertThat(suite.withRuns(7).withRuns(3)).isEqualTo(suite);
    assertThat(suite.withSeed(7).seed()).isEqualTo(7);
    assertThat(suite.withSeed(7).withSeed(1)).isEqualTo(suite);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runs: 3 | rums: 3 | :3: unknown key (rums), expected one of name, protocols, published, runs
          runs: 3 | '' | :1: missing key (runs)
          title: small | sead: 3 | :2: unknown key (sead), expected one of name, protocols, published, runs, searchers, seed, table, title
          runs: 3 | runs: 0 | :3: runs (0), expected a whole number from 1 to 1,000,000
          runs: 3 | runs: many | :3: runs (many), expected a whole number
          runs: 3 | runs: | :3: runs (nothing), expected a whole number
          name: small | name: a/b | :1: name (a/b), expected 1 to 100 of a-z, A-Z, 0-9, dots, hyphens and _
          dataset: cifar10 | dataset: "cifar 10" | :6: dataset (cifar 10), expected 1 to 40 letters, digits, dots, hyphens and _
          seconds: 20000 | seconds: -1 | :8: seconds (-1), expected a positive number up to 1000000000000
          seconds: 20000 | evaluations: 0 | :8: evaluations (0), expected a whole number from 1 to 1,000,000,000
          seconds: 20000 | seconds: 20000, hours: 5 | :8: unknown key (hours) of budget, expected one of evaluations, seconds
          seconds: 20000 | evaluations: 10 | :8: budget in evaluations, expected seconds for a report at: interpolated
          {seconds: 20000} | {} | :8: budget needs either seconds or evaluations
          {seconds: 20000} | 5 | :8: budget (5), expected keys and values: evaluations, seconds
          metric: valid_accuracy | metric: accuracy | :7: unknown metric (accuracy), expected one of train_accuracy
          epochs: 12 | epochs: 0 | :7: epochs (0), expected a whole number from 1 to 999,999
          'epochs: 12, ' | '' | :7: missing key (epochs) of reward
          seeds: random | seeds: any | :7: seeds (any), expected random, mean or the number of a seed
          metric: test_accuracy | metric: valid_accuracy | :9: metric (valid_accuracy), expected test_accuracy
          at: interpolated | at: best | :9: at (best), expected interpolated or last
          table: table.h5 | runs: 3 | :4: key (runs) is there twice
          """)
  void aMistakeIsReportedWithFileLineValueAndExpectation(String right, String wrong, String message)
      throws Exception {
    Path file = folder.resolve("suite.yaml");
    Files.writeString(file, Suites.SMALL.replace(right, wrong));
    assertThatThrownBy(() -> Suite.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void twoProtocolsNeedTwoNames() {
    String protocol =
        Suites.SMALL.substring(
            Suites.SMALL.indexOf("  - dataset"), Suites.SMALL.indexOf("searchers:"));
    assertThatThrownBy(() -> Suites.read(Suites.SMALL.replace(protocol, protocol + protocol)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(":5: protocols has two named cifar10, give one of them another name");
    String named = protocol.replace("dataset: cifar10", "name: other\n    dataset: cifar10");
    assertThat(Suites.read(Suites.SMALL.replace(protocol, protocol + named)).protocols())
        .extracting(Protocol::name)
        .containsExactly("cifar10", "other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {flops: {above: 1}}                        | :9: unknown key (above) of flops, expected one of at_least, at_most
          {flops: {at_least: 2, at_most: 1}}         | :9: at_least (2), expected a number up to at_most
          {flops: {at_most: 1}, params: {at_most: 1}} | :9: constraint bounds exactly one cost, as in flops: {at_most: 140e6}
          {latency: {at_most: 1}}                    | unknown cost (latency), expected one of flops, params
          {flops: {at_most: 1, penalty: {shape: steep}}} | :9: shape (steep), expected absolute_value or soft_exponent
          {flops: {at_most: 1, penalty: {}}}         | :9: missing key (shape) of penalty
          {flops: {at_most: 1, penalty: {shape: soft_exponent, beta: 1}}} | :9: unknown key (beta) of penalty, expected one of shape, weight
          {flops: {at_most: 1, penalty: {shape: soft_exponent, weight: 1}}} | :9: weight (1), expected a negative number
          {flops: {penalty: {shape: soft_exponent}}} | :9: flops needs at_least or at_most, as in {at_most: 140M}
          """)
  void aConstraintThatMakesNoSenseIsRejected(String constraint, String message) {
    assertThatThrownBy(
            () ->
                Suites.read(
                        Suites.SMALL.replace(
                            "    report:", "    constraint: " + constraint + "\n    report:"))
                    .protocols()
                    .get(0)
                    .constraintOn(
                        new TableBenchmark(new BenchmarkTable(SizeSpace.instance(), List.of()))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aConstraintIsSeenBySearchersUnlessASuiteChoosesAPenalty() {
    Suite rejected =
        Suites.read(
            Suites.SMALL.replace(
                "    report:", "    constraint: {flops: {at_most: 5}}\n    report:"));
    assertThat(rejected.protocols().get(0).penalty()).isNull();
    Suite penalised =
        Suites.read(
            Suites.SMALL.replace(
                "    report:",
                "    constraint: {flops: {at_most: 5, penalty: {shape: absolute_value}}}\n"
                    + "    report:"));
    assertThat(penalised.protocols().get(0).penalty())
        .isEqualTo(new Penalty(Penalty.Shape.ABSOLUTE_VALUE, -0.1));
  }

  @Test
  void budgetsAreToldInWords() {
    assertThat(new Protocol.Budget(20_000.0, null)).hasToString("20,000 simulated seconds");
    assertThat(new Protocol.Budget(null, 1)).hasToString("1 evaluation");
    assertThat(new Protocol.Budget(null, 4_500)).hasToString("4,500 evaluations");
    assertThat(new Protocol.Budget(1e12, null).secondsOrInfinity()).isEqualTo(1e12);
    assertThat(new Protocol.Budget(null, 1).secondsOrInfinity()).isInfinite();
    for (double seconds : new double[] {0, Math.nextUp(1e12), Double.NaN}) {
      assertThatThrownBy(() -> new Protocol.Budget(seconds, null))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a positive number up to 1000000000000");
    }
  }

  @Test
  void tenMillionRunsInAllAreTheMost() {
    Suite small = Suites.read(Suites.SMALL); // one protocol
    List<Suite.Choice> ten = Collections.nCopies(10, small.searchers().get(0));
    List<Suite.Choice> eleven = Collections.nCopies(11, small.searchers().get(0));
    assertThat(of(small, 1_000_000, ten).runs()).isEqualTo(1_000_000);
    assertThatThrownBy(() -> of(small, 1_000_000, eleven))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "runs (1000000) of 11 searchers under 1 protocols are 11,000,000, expected at most"
                + " 10,000,000");
  }

  private static Suite of(Suite suite, int runs, List<Suite.Choice> searchers) {
    return new Suite(
        suite.name(), suite.title(), runs, 1, suite.table(), suite.protocols(), searchers, null);
  }

  @Test
  void aSearcherThatAppearsTwiceIsToldApartByItsSettings() {
    Suite suite =
        withSearchers("[random, regularized-evolution: {sample: 5}, regularized-evolution]");
    assertThat(suite.entries(REGISTRY).stream().map(Suite.Entry::label))
        .containsExactly("random", "regularized-evolution {sample=5}", "regularized-evolution");
    assertThatThrownBy(() -> withSearchers("[random, random]").entries(REGISTRY))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(":10: searcher random appears twice with the same settings");
    assertThatThrownBy(
            () ->
                withSearchers("[reinforce: {momentum: 0.5}, reinforce: {momentum: 0.50}]")
                    .entries(REGISTRY))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(":10: searcher reinforce appears twice with the same settings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [evolution]               | unknown searcher (evolution), expected one of
          [random: {population: 5}] | settings of searcher random: unknown key (population), expected none
          [random: 5]               | settings (5) of searcher random, expected keys and values
          [5]                       | unknown searcher (5), expected one of
          [{random: , evolution: }] | searchers (keys: random, evolution), expected a name
          """)
  void aSearcherThatCannotBeIsRejected(String searchers, String message) {
    assertThatThrownBy(() -> withSearchers(searchers).entries(REGISTRY))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(".yaml:10: " + message);
  }

  @Test
  void aFileThatIsMissingOrEmptyIsRejected() throws Exception {
    Path file = folder.resolve("suite.yaml");
    assertThatThrownBy(() -> Suite.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": no such file");
    Files.writeString(file, "");
    assertThatThrownBy(() -> Suite.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":");
    Files.writeString(file, "name: small\nruns: ]\n");
    assertThatThrownBy(() -> Suite.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":2: ");
  }

  @Test
  void aSuiteIsPartOfOneThatMakesAllItsRuns() {
    Suite suite = Suites.read(Suites.SMALL);
    Suite more = withSearchers("[random, regularized-evolution: {population: 10, sample: 3}, ppo]");
    assertThat(suite.isPartOf(more)).isTrue();
    assertThat(more.isPartOf(suite)).isFalse();
    assertThat(suite.isPartOf(more.withRuns(2))).isFalse();
    assertThat(suite.withRuns(2).isPartOf(more)).isTrue();
    assertThat(suite.isPartOf(more.withSeed(2))).isFalse();
    // the same searchers by name, one with other settings
    assertThat(suite.isPartOf(withSearchers("[random, regularized-evolution]"))).isFalse();
    assertThat(suite.isPartOf(more.withSearchers(one -> !one.name().equals("random")))).isFalse();
    assertThat(
            suite.isPartOf(
                Suites.read(Suites.SMALL.replace("dataset: cifar10", "dataset: cifar100"))))
        .isFalse();
  }

  private static Suite withSearchers(String searchers) {
    int at = Suites.SMALL.indexOf("searchers:");
    return Suites.read(Suites.SMALL.substring(0, at) + "searchers: " + searchers + "\n");
  }
}
