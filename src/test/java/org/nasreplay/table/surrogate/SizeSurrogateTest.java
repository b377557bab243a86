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
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFormats;

class SizeSurrogateTest {
  private static final Path DEFAULT_TABLE = Path.of("data/nats-size-surrogate.h5");
  private static final Path MEASURED = Path.of("../shared/data/nats-size/size-test-90.csv");
  private static final SizeSurrogate SURROGATE = new SizeSurrogate();

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
    assertThat(SURROGATE.generate(7).columns())
        .hasSize(66)
        .allMatch(c -> c.provenance().kind() == Provenance.Kind.MODELLED);
  }

  @Test
  void anotherSeedDrawsOtherAccuraciesButTheSameTimes() {
    BenchmarkTable one = SURROGATE.generate(1);
    BenchmarkTable two = SURROGATE.generate(2);
    ColumnKey accuracy = ColumnKey.parse("cifar100/12/valid_accuracy/888");
    ColumnKey time = ColumnKey.parse("cifar100/12/train_seconds/mean");
    assertThat(one.column(accuracy).values()).isNotEqualTo(two.column(accuracy).values());
    assertThat(one.column(time).values()).isEqualTo(two.column(time).values());
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10, 8:8:8:8:8, 80.7342",
    "cifar10, 8:8:8:16:32, 85.7902",
    "cifar10, 32:64:64:64:64, 93.0282",
    "cifar100, 8:8:40:32:40, 62.9052",
    "cifar100, 64:64:64:64:64, 70.0034",
    "ImageNet16-120, 8:8:8:8:8, 15.3079",
    "ImageNet16-120, 64:64:64:64:64, 46.1907",
  })
  void theSmoothPartHasTheFittedValues(String dataset, String architecture, double expected) {
    double smooth =
        SURROGATE.smooth(Dataset.parse(dataset), SizeSpace.instance().parse(architecture));
    assertThat(smooth).isCloseTo(expected, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10, 25000, 10000",
    "cifar100, 5000, 5000",
    "ImageNet16-120, 3000, 3000",
  })
  void accuraciesAreMultiplesOfOneImage(String name, int validImages, int testImages) {
    Dataset dataset = Dataset.parse(name);
    for (Column column : SURROGATE.generate(3).columns()) {
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
  void twelveEpochTimesFollowTheCost() {
    // 12 epochs of 2.97 s + 0.0115 s per MFLOP, at 4.481114 MFLOPs
    BenchmarkTable table = SURROGATE.generate(1);
    assertThat(table.column(ColumnKey.parse("cifar10-valid/12/train_seconds/mean")).values()[0])
        .isCloseTo(12 * (2.97 + 0.0115 * 4.481114), within(1e-9));
    assertThat(table.column(ColumnKey.parse("cifar10-valid/12/valid_seconds/mean")).values()[0])
        .isCloseTo(1.3 + 0.0028 * 4.481114, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"cifar10", "cifar100", "ImageNet16-120"})
  void testAccuraciesAreDistributedLikeTheMeasuredOnes(String dataset) throws IOException {
    assumeTrue(Files.exists(MEASURED), "measured size table is not here: " + MEASURED);
    ColumnKey key = ColumnKey.parse(dataset + "/90/test_accuracy/777");
    double[] drawn = TableFormats.read(DEFAULT_TABLE).column(key).values();
    double[] measured = TableFormats.read(MEASURED).column(key).values();
    assertThat(Mean.of(drawn).getAsDouble())
        .isCloseTo(Mean.of(measured).getAsDouble(), within(0.02));
    double deviation = StandardDeviation.of(measured).getAsDouble();
    assertThat(StandardDeviation.of(drawn).getAsDouble())
        .isCloseTo(deviation, within(0.02 * deviation));
  }
}
