package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.Dataset;

class PublishedResultsTest {
  private static final Suite.Published NATS_BENCH =
      new Suite.Published(
          "NATS-Bench 2021", "size", Map.of("regularized-evolution", "REA", "random", "RANDOM"));

  private final PublishedResults papers = PublishedResults.bundled();

  @Test
  void labelFindsTheMethodOfThePaper() {
    var row =
        Objects.requireNonNull(
            papers.find(NATS_BENCH, "regularized-evolution", Dataset.CIFAR10, "test", 90));
    assertThat(row.mean()).isEqualTo(93.22);
    assertThat(row.std()).isEqualTo(0.16);
    assertThat(row.runs()).isEqualTo(500);
    assertThat(row.confirmed()).isTrue();
  }

  @Test
  void anotherTrainingLengthIsNotComparable() {
    assertThat(papers.find(NATS_BENCH, "random", Dataset.CIFAR100, "valid", 90)).isNotNull();
    assertThat(papers.find(NATS_BENCH, "random", Dataset.CIFAR100, "valid", 12)).isNull();
  }

  @Test
  void searcherThatThePaperDoesNotHaveFindsNothing() {
    assertThat(papers.find(NATS_BENCH, "layernas", Dataset.CIFAR10, "test", 90)).isNull();
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

  @Test
  void fileWithoutTheColumnsIsRefused() {
    assertThatThrownBy(() -> new PublishedResults(new StringReader("paper,table\na,b\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("std_percent");
  }
}
