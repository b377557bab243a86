package org.nasreplay.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;

class PublishedResultsTest {
  private static final Suite.Published NATS_BENCH =
      new Suite.Published("NATS-Bench 2021", "size", Map.of("regularized-evolution", "REA"));
  private static final Suite.Published LAYER_NAS =
      new Suite.Published("LayerNAS 2023", "NATS-Bench size", Map.of("layernas", "LayerNAS"));

  private final PublishedResults papers = PublishedResults.bundled();

  private static Protocol protocol(
      double seconds, int validEpochs, Map<String, Protocol.Bounds> constraint) {
    return new Protocol(
        "p",
        NatsBench.CIFAR10,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
        new Protocol.Budget(seconds, null),
        constraint.isEmpty() ? null : constraint,
        new Protocol.Report(Metric.TEST_ACCURACY, 90, validEpochs, Protocol.AtBudget.LAST));
  }

  @Test
  void methodsOfThePaperAreFoundUnderItsOwnProtocol() {
    var row =
        papers.comparable(NATS_BENCH, protocol(20_000, 90, Map.of())).stream()
            .filter(each -> each.method().equals("REA") && each.split().equals("test"))
            .findFirst()
            .orElseThrow();
    assertThat(row.mean()).isEqualTo(93.22);
    assertThat(row.std()).isEqualTo(0.16);
    assertThat(row.runs()).isEqualTo(500);
    assertThat(row.confirmed()).isTrue();
  }

  @Test
  void anotherTrainingLengthIsNotComparable() {
    assertThat(papers.comparable(NATS_BENCH, protocol(20_000, 90, Map.of())))
        .extracting(PublishedResults.Row::split)
        .contains("valid");
    assertThat(papers.comparable(NATS_BENCH, protocol(20_000, 12, Map.of())))
        .extracting(PublishedResults.Row::split)
        .containsOnly("test");
  }

  @Test
  void anotherBudgetIsNotComparableAndSaysSo() {
    Protocol ours = protocol(5_000, 90, Map.of());
    assertThat(papers.comparable(NATS_BENCH, ours))
        .extracting(PublishedResults.Row::budgetSeconds)
        .containsOnlyNulls(); // methods that train weights together have no such budget
    assertThat(papers.mismatches(NATS_BENCH, ours))
        .containsExactly(
            "a budget of 5,000 simulated seconds instead of the paper's 20,000 simulated seconds");
  }

  @Test
  void anotherConstraintIsNotComparableAndSaysSo() {
    var published = Map.of("flops", new Protocol.Bounds(126e6, 140e6));
    assertThat(papers.comparable(LAYER_NAS, protocol(200_000, 12, published))).isNotEmpty();
    assertThat(papers.mismatches(LAYER_NAS, protocol(200_000, 12, published))).isEmpty();
    assertThat(papers.comparable(LAYER_NAS, protocol(200_000, 12, Map.of()))).isEmpty();
    assertThat(papers.mismatches(LAYER_NAS, protocol(200_000, 12, Map.of())))
        .containsExactly("the constraint none instead of the paper's flops 140M");
    var other = Map.of("params", new Protocol.Bounds(null, 2.5e5));
    assertThat(papers.mismatches(LAYER_NAS, protocol(200_000, 12, other)))
        .containsExactly("the constraint params 0.25M instead of the paper's flops 140M");
  }

  @Test
  void recalledNumbersAreUnconfirmed() {
    assertThat(papers.rows()).extracting(PublishedResults.Row::status).contains("recalled");
    assertThat(papers.rows())
        .allSatisfy(row -> assertThat(row.confirmed()).isEqualTo(!row.status().equals("recalled")));
  }

  @Test
  void everyAccuracyIsAPercentage() {
    assertThat(papers.rows()).allSatisfy(row -> assertThat(row.mean()).isBetween(10.0, 100.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paper,table     | p,table   | :1: header (p,table,space,
          ,93.22,         | ,5d,      | :3: mean_percent (5d), expected a number from 0 to 100
          ,93.22,         | ,193.22,  | :3: mean_percent (193.22), expected a number from 0 to 100
          ,93.22,         | ,,        | :3: mean_percent (), expected one line of 1 to 300
          ,93.22,         | ,         | :3: 13 cells, expected 14
          500,confirmed   | -1,confirmed | :2: runs (-1), expected a number from 0 to 1,000,000
          cifar10,REA     | cifar10,R\\033EA | :2: method (R\\u001bEA), expected one line
          cifar10,REA     | cifar10,"REA | quotes inside a cell
          """)
  void aMistakeInTheFileIsNamedWithItsRow(String right, String wrong, String message)
      throws IOException {
    String text = Files.readString(Path.of("data/published-results.csv"));
    byte[] damaged =
        text.replaceFirst(Pattern.quote(right), wrong.translateEscapes()).getBytes(UTF_8);
    assertThatThrownBy(() -> PublishedResults.read("p.csv", new ByteArrayInputStream(damaged)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("p.csv:")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
