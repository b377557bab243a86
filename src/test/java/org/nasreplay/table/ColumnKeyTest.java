package org.nasreplay.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;

class ColumnKeyTest {
  @Test
  void aNameIsReadIntoItsParts() {
    assertThat(ColumnKey.parse("cifar10/90/test_accuracy/777"))
        .isEqualTo(ColumnKey.of(NatsBench.CIFAR10, 90, Metric.TEST_ACCURACY, "777"));
    assertThat(ColumnKey.parse("ImageNet16-120/12/valid_accuracy@4/mean"))
        .isEqualTo(
            new ColumnKey(NatsBench.IMAGENET16_120, 12, Metric.VALID_ACCURACY, 4, ColumnKey.MEAN));
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricIsWrittenAsItIsRead(Metric metric) {
    for (Dataset dataset : NatsBench.DATASETS) {
      for (int completed : new int[] {1, 11, 12}) {
        var key = new ColumnKey(dataset, 12, metric, completed, "888");
        assertThat(ColumnKey.parse(key.toString())).isEqualTo(key);
      }
    }
  }

  @Test
  void aValueAtTheEndOfTheTrainingNeedsNoEpoch() {
    ColumnKey key = ColumnKey.parse("cifar100/12/valid_loss@12/999");
    assertThat(key).isEqualTo(ColumnKey.parse("cifar100/12/valid_loss/999"));
    assertThat(key).hasToString("cifar100/12/valid_loss/999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "architecture",
        "cifar10/90/test_accuracy",
        "cifar10/90/test_accuracy/",
        "cifar10/90/test_accuracy/median",
        "cifar10/90/test_accuracy/-1",
        "cifar10/0/test_accuracy/777",
        "cifar10/-1/test_accuracy/777",
        "cifar10/9999999999/test_accuracy/777",
        "cifar10/90/test_accuracy@0/777",
        "cifar10/90/test accuracy/777",
        "cifar10/90/test_accuracy/777/1"
      })
  void aNameOfAnotherFormIsRejected(String name) {
    assertThatThrownBy(() -> ColumnKey.parse(name))
        .isInstanceOf(InputException.class)
        .hasMessage("column name (%s) is not of the form dataset/epochs/metric/seed", name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m nist/90/test_accuracy/777    | dataset (m nist), expected 1 to 40 letters
          cifar10/90/top5_accuracy/777   | is not of the form
          cifar10/90/top_accuracy/777    | unknown metric (top_accuracy), expected one of
          cifar10/12/valid_accuracy@13/1 | has a value after 13 of 12 epochs
          """)
  void aNameWithAnUnknownPartIsRejectedWithWhatIsKnown(String name, String reason) {
    assertThatThrownBy(() -> ColumnKey.parse(name))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("column name (%s)", name)
        .hasMessageContaining(reason);
  }

  @Test
  void keysAreOrderedAsPeopleCount() {
    assertThat(
            Stream.of(
                    "cifar100/12/valid_accuracy/777",
                    "cifar10/12/valid_accuracy/mean",
                    "cifar10/12/valid_accuracy/1000",
                    "cifar10/12/valid_accuracy/999",
                    "cifar10/12/valid_accuracy@2/777",
                    "cifar10/12/valid_accuracy@10/777",
                    "cifar10/90/valid_accuracy/777",
                    "cifar10/1/valid_accuracy/777",
                    "cifar10-valid/90/valid_accuracy/777")
                .map(ColumnKey::parse)
                .sorted()
                .map(ColumnKey::toString))
        .containsExactly(
            "cifar10-valid/90/valid_accuracy/777",
            "cifar10/1/valid_accuracy/777",
            "cifar10/12/valid_accuracy@2/777",
            "cifar10/12/valid_accuracy@10/777",
            "cifar10/12/valid_accuracy/999",
            "cifar10/12/valid_accuracy/1000",
            "cifar10/12/valid_accuracy/mean",
            "cifar10/90/valid_accuracy/777",
            "cifar100/12/valid_accuracy/777");
  }

  @Test
  void aMetricAdmitsItsRangeAndMissingValues() {
    Metric accuracy = Metric.TEST_ACCURACY;
    assertThat(List.of(0.0, 100.0, Double.NaN)).allMatch(accuracy::admits);
    assertThat(List.of(-0.5, 101.3)).noneMatch(accuracy::admits);
    assertThat(Metric.TRAIN_SECONDS.admits(Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void aRefusalNamesValueColumnAndRange() {
    assertThat(ColumnKey.parse("cifar10/90/test_accuracy/777").refusal(101.3))
        .isEqualTo("accuracy 101.3 in column cifar10/90/test_accuracy/777 is outside 0..100");
    assertThat(ColumnKey.parse("cifar10/90/train_seconds/mean").refusal(-1))
        .isEqualTo("time -1.0 in column cifar10/90/train_seconds/mean is outside 0 to infinity");
  }

  @Test
  void epochsThatCannotBeAreRejected() {
    assertThatThrownBy(() -> ColumnKey.of(NatsBench.CIFAR10, 0, Metric.TEST_LOSS, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs completed (0) must lie in 1..epochs (0)");
    assertThatThrownBy(() -> new ColumnKey(NatsBench.CIFAR10, 12, Metric.TEST_LOSS, 13, "1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
