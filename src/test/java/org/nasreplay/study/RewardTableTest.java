package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasreplay.table.Tables.column;

import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;

class RewardTableTest {
  private static RewardTable validation(Column... columns) {
    return RewardTable.of(Tables.of(columns), NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12);
  }

  @Test
  void severalTrainingsJudgeByTheirMeanOrOneAtATime() {
    RewardTable table =
        validation(
            column("cifar10-valid/12/valid_accuracy/777", i -> 60),
            column("cifar10-valid/12/valid_accuracy/888", i -> 70));
    assertThat(table.mean()).containsOnly(65);
    assertThat(table.what()).isEqualTo("validation accuracy after 12 epochs, 2 seeds");
    assertThat(table.judges())
        .containsExactly(RewardTable.Judge.MEAN, RewardTable.Judge.ONE_TRAINING);
    assertThat(table.judges())
        .extracting(RewardTable.Judge::label)
        .containsExactly("all seeds", "one seed");
    assertThat(table.seenBy(RewardTable.Judge.MEAN)).containsExactly(table.mean());
    assertThat(table.seenBy(RewardTable.Judge.ONE_TRAINING)).hasSize(2);
    assertThat(table.modelled()).isFalse();
  }

  @Test
  void oneTrainingIsItsOwnMean() {
    RewardTable table = validation(column("cifar10-valid/12/valid_accuracy/777", i -> 60));
    assertThat(table.what()).isEqualTo("validation accuracy after 12 epochs, one seed");
    assertThat(table.judges()).containsExactly(RewardTable.Judge.MEAN);
  }

  @Test
  void aStoredMeanHasNoTrainings() {
    RewardTable table = validation(column("cifar10-valid/12/valid_accuracy/mean", i -> 60));
    assertThat(table.trainings()).isEmpty();
    assertThat(table.what()).isEqualTo("validation accuracy after 12 epochs, mean of its seeds");
    assertThat(table.judges()).containsExactly(RewardTable.Judge.MEAN);
  }

  @Test
  void aSeedThatNotEveryNetworkWasTrainedWithJudgesNothing() {
    RewardTable table =
        validation(
            column("cifar10-valid/12/valid_accuracy/777", i -> 60),
            column("cifar10-valid/12/valid_accuracy/888", i -> i == 5 ? Double.NaN : 70));
    assertThat(table.trainings()).hasSize(1);
    assertThat(table.mean()[4]).isEqualTo(65);
    assertThat(table.mean()[5]).isEqualTo(60);
  }

  @Test
  void testAccuraciesAreOfTheWholeDatasetAndModelsAreSaid() {
    var modelled =
        new Column(
            ColumnKey.parse("cifar10/90/test_accuracy/777"),
            Provenance.modelled("drawn"),
            column("cifar10/90/test_accuracy/777", i -> 90).values());
    RewardTable table =
        RewardTable.of(Tables.of(modelled), NatsBench.CIFAR10, Metric.TEST_ACCURACY, 90);
    assertThat(table.what()).isEqualTo("test accuracy after 90 epochs, one seed");
    assertThat(table.modelled()).isTrue();
  }

  @Test
  void aNetworkWithoutAnAccuracyIsNamed() {
    BenchmarkTable table =
        Tables.of(column("cifar10-valid/12/valid_accuracy/777", i -> i == 9 ? Double.NaN : 60));
    assertThatThrownBy(() -> RewardTable.of(table, NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cifar10-valid/12/valid_accuracy")
        .hasMessageContaining(table.space().format(table.space().architecture(9)));
  }
}
