package org.nasreplay.table.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.Sha256;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFormats;

class SizeSurrogateTest {
  private static final Path DEFAULT_TABLE = Path.of("data/nats-size-surrogate.h5");
  private static final Path MEASURED = Path.of("../shared/data/nats-size");
  private static final SizeSurrogate SURROGATE = new SizeSurrogate();
  private static final BenchmarkTable ONE = SURROGATE.generate(1);

  @Test
  void theCommittedTableIsDrawnAgainValueForValue() throws IOException {
    BenchmarkTable committed = TableFormats.read(DEFAULT_TABLE);
    BenchmarkTable drawn = SURROGATE.generate(SizeSurrogate.DEFAULT_SEED);
    assertThat(committed.columns()).hasSameSizeAs(drawn.columns());
    for (Column column : drawn.columns()) {
      assertThat(committed.column(column.key()).values())
          .as(column.key().toString())
          .isEqualTo(column.values());
    }
  }

  @Test
  void theCommittedTableHasTheListedChecksumAndAtMostEightMegabytes() throws IOException {
    assertThat(Files.readString(Path.of("data/SHA256SUMS")))
        .contains(Sha256.of(DEFAULT_TABLE) + "  nats-size-surrogate.h5");
    assertThat(Files.size(DEFAULT_TABLE)).isLessThanOrEqualTo(8_000_000);
  }

  @Test
  void everyColumnIsLabelledModelled() {
    assertThat(ONE.columns())
        .hasSize(72)
        .allMatch(c -> c.provenance().kind() == Provenance.Kind.MODELLED);
  }

  @Test
  void anotherSeedDrawsOtherAccuraciesButTheSameTimes() {
    BenchmarkTable two = SURROGATE.generate(2);
    ColumnKey accuracy = ColumnKey.parse("cifar100/12/valid_accuracy/888");
    ColumnKey time = ColumnKey.parse("cifar100/12/train_seconds/mean");
    assertThat(ONE.column(accuracy).values()).isNotEqualTo(two.column(accuracy).values());
    assertThat(ONE.column(time).values()).isEqualTo(two.column(time).values());
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10, 25000, 10000",
    "cifar100, 5000, 5000",
    "ImageNet16-120, 3000, 3000",
  })
  void accuraciesAreMultiplesOfOneImage(String name, int validImages, int testImages) {
    Dataset dataset = Dataset.parse(name);
    for (Column column : ONE.columns()) {
      ColumnKey key = column.key();
      boolean ofDataset =
          key.dataset().equals(dataset) || key.dataset().equals(NatsBench.searchSplit(dataset));
      if (!ofDataset || key.metric().unit() != Metric.Unit.PERCENT) continue;
      int images = key.metric() == Metric.TEST_ACCURACY ? testImages : validImages;
      assertThat(column.values())
          .as(key.toString())
          .isEqualTo(
              Arrays.stream(column.values())
                  .map(value -> 100.0 * Math.round(value / 100 * images) / images)
                  .toArray());
    }
  }

  @Test
  void timesFollowTheCostAndTheEpochs() {
    // 12 epochs of 2.97 s + 0.0115 s per MFLOP, at 4.481114 MFLOPs
    assertThat(ONE.column(ColumnKey.parse("cifar10-valid/12/train_seconds/mean")).values()[0])
        .isCloseTo(12 * (2.97 + 0.0115 * 4.481114), within(1e-9));
    assertThat(ONE.column(ColumnKey.parse("cifar10-valid/12/valid_seconds/mean")).values()[0])
        .isCloseTo(1.3 + 0.0028 * 4.481114, within(1e-9));
    assertThat(ONE.column(ColumnKey.parse("cifar10-valid/90/train_seconds/mean")).values()[0])
        .isCloseTo(90 * (2.97 + 0.0115 * 4.481114), within(1e-9));
    assertThat(ONE.column(ColumnKey.parse("cifar10-valid/90/valid_seconds/mean")).values()[0])
        .isCloseTo(1.3 + 0.0028 * 4.481114, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "size-test-90.csv, cifar10/90/test_accuracy/777",
    "size-test-90.csv, cifar100/90/test_accuracy/777",
    "size-test-90.csv, ImageNet16-120/90/test_accuracy/777",
    "size-valid-90.csv, cifar10-valid/90/valid_accuracy/777",
    "size-valid-90.csv, cifar100/90/valid_accuracy/777",
    "size-valid-90.csv, ImageNet16-120/90/valid_accuracy/777",
  })
  void longTrainingsAreDistributedLikeTheMeasuredOnes(String file, String name) throws IOException {
    Path measuredFile = MEASURED.resolve(file);
    assumeTrue(Files.exists(measuredFile), "measured size table is not here: " + measuredFile);
    ColumnKey key = ColumnKey.parse(name);
    double[] drawn = TableFormats.read(DEFAULT_TABLE).column(key).values();
    double[] measured = TableFormats.read(measuredFile).column(key).values();
    assertThat(Mean.of(drawn).getAsDouble())
        .isCloseTo(Mean.of(measured).getAsDouble(), within(0.02));
    double deviation = StandardDeviation.of(measured).getAsDouble();
    assertThat(StandardDeviation.of(drawn).getAsDouble())
        .isCloseTo(deviation, within(0.02 * deviation));
  }
}
