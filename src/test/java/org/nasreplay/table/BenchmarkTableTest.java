package org.nasreplay.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasreplay.table.Tables.column;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Cells;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.ToySpace;

class BenchmarkTableTest {
  private static final String MERGE = "; nasreplay table merge adds what another table has";
  private static final ColumnKey VALID = ColumnKey.parse("cifar100/12/valid_accuracy/mean");

  @Test
  void columnsAreInTheOrderOfTheirKeysWhateverTheirOrderWas() {
    BenchmarkTable table =
        Tables.of(
            column("cifar100/12/valid_accuracy/888", 1),
            column("cifar10/12/valid_accuracy/777", 2),
            column("cifar100/12/valid_accuracy/777", 3));
    assertThat(table.columns().stream().map(c -> c.key().toString()))
        .containsExactly(
            "cifar10/12/valid_accuracy/777",
            "cifar100/12/valid_accuracy/777",
            "cifar100/12/valid_accuracy/888");
  }

  @Test
  void aColumnThatAppearsTwiceIsRejected() {
    assertThatThrownBy(
            () ->
                Tables.of(
                    column("cifar10/12/valid_accuracy/777", 1),
                    column("cifar10/12/valid_accuracy/777", 1)))
        .isInstanceOf(InputException.class)
        .hasMessage("column cifar10/12/valid_accuracy/777 appears twice");
  }

  @Test
  void aMissingColumnIsNamedWithThoseThatComeClosest() {
    BenchmarkTable table =
        Tables.of(
            column("cifar100/90/valid_accuracy/777", 1), column("cifar100/90/test_accuracy/777"));
    assertThatThrownBy(() -> table.column(VALID))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the table has no column cifar100/12/valid_accuracy/mean,"
                + " only cifar100/90/valid_accuracy/777");
    assertThatThrownBy(() -> table.column(ColumnKey.parse("cifar10/12/test_loss/1")))
        .hasMessage("the table has no column cifar10/12/test_loss/1" + MERGE);
    assertThat(table.find(VALID)).isNull();
  }

  @Test
  void theMeanIsOverTheSeedsThatArePresent() {
    BenchmarkTable table =
        Tables.of(
            column("cifar100/12/valid_accuracy/777", 10, 20, Double.NaN, Double.NaN),
            column("cifar100/12/valid_accuracy/888", 40, Double.NaN, 7, Double.NaN),
            column("cifar100/12/valid_accuracy@4/999", 99, 99, 99, 99));
    assertThat(table.mean(VALID)).startsWith(25, 20, 7, Double.NaN);
    assertThat(table.seeds(VALID)).hasSize(2).isEqualTo(table.meanColumns(VALID));
  }

  @Test
  void aStoredMeanIsTakenAsItIs() {
    Column stored = column("cifar100/12/valid_accuracy/mean", 11);
    BenchmarkTable table =
        Tables.of(
            stored,
            column("cifar100/12/valid_accuracy/777", 10),
            column("cifar100/12/valid_accuracy/888", 40));
    assertThat(table.mean(VALID)).isSameAs(stored.values());
    assertThat(table.meanColumns(VALID)).containsExactly(stored);
    assertThat(table.seeds(VALID)).hasSize(2).doesNotContain(stored);
  }

  @Test
  void aTableWithoutSeedsAnswersWithItsMean() {
    Column stored = column("cifar100/12/valid_accuracy/mean", 11);
    assertThat(Tables.of(stored).seeds(VALID.withSeed("777"))).containsExactly(stored);
    assertThatThrownBy(() -> Tables.of().mean(VALID))
        .hasMessage("the table has no column cifar100/12/valid_accuracy/mean" + MERGE);
  }

  @Test
  void whereTwoTablesHaveAColumnTheFirstOneStays() {
    var measured =
        new Column(VALID, Provenance.measured("a.csv", "ab".repeat(32)), () -> new double[32_768]);
    Column other = column("cifar100/12/valid_accuracy/mean", 1);
    Column added = column("cifar10/12/valid_accuracy/777", 2);
    BenchmarkTable merged = Tables.of(measured).merge(Tables.of(other, added));
    assertThat(merged.columns()).containsExactly(added, measured);
    assertThat(merged.column(VALID).provenance().toString())
        .isEqualTo("measured (a.csv, SHA-256 abababababab…)");
  }

  private static Column of(Provenance provenance, String name, double... first) {
    return new Column(ColumnKey.parse(name), provenance, column(name, first).values());
  }

  private static Column measured(String name, double... first) {
    return of(Provenance.measured("a.csv", "ab".repeat(32)), name, first);
  }

  private static Column modelled(String name, double... first) {
    return of(Provenance.modelled("a model"), name, first);
  }

  @Test
  void measuredAndModelledSeedsAreNeverAveraged() {
    Column measured = measured("cifar100/12/valid_accuracy/111", 40, Double.NaN);
    BenchmarkTable table =
        Tables.of(
            measured,
            modelled("cifar100/12/valid_accuracy/777", 60, 70),
            modelled("cifar100/12/valid_accuracy/mean", 80, 90),
            modelled("cifar100/12/valid_accuracy@4/777", 20));
    // where the measured seed has no value there is none, and not the model's
    assertThat(table.mean(VALID)).startsWith(40, Double.NaN);
    assertThat(table.meanColumns(VALID)).containsExactly(measured);
    assertThat(table.seeds(VALID)).containsExactly(measured);
    // after 4 epochs there is only the model
    assertThat(table.mean(ColumnKey.parse("cifar100/12/valid_accuracy@4/mean"))).startsWith(20);
    // and who asks for a seed gets it
    assertThat(table.column(VALID.withSeed("777")).values()).startsWith(60, 70);
  }

  @Test
  void aMeasuredMeanAnswersBeforeModelledSeeds() {
    Column mean = measured("cifar100/12/valid_accuracy/mean", 40);
    BenchmarkTable table = Tables.of(mean, modelled("cifar100/12/valid_accuracy/777", 60));
    assertThat(table.seeds(VALID)).containsExactly(mean);
    assertThat(table.meanColumns(VALID)).containsExactly(mean);
    assertThat(table.hasMean(VALID)).isTrue();
  }

  @Test
  void whatIsMeasuredStaysAndModelledColumnsOfOtherSeedsLeaveWhereTablesAreMerged() {
    Column measured = measured("cifar100/12/valid_accuracy/111", 40);
    Column early = modelled("cifar100/12/valid_accuracy@4/777", 20);
    Column time = modelled("cifar100/12/train_seconds/mean", 100);
    BenchmarkTable model =
        Tables.of(
            modelled("cifar100/12/valid_accuracy/777", 60),
            modelled("cifar100/12/valid_accuracy/mean", 60),
            early,
            time);
    assertThat(Tables.of(measured).merge(model).columns()).containsExactly(early, measured, time);
    assertThat(model.merge(Tables.of(measured)).columns()).containsExactly(early, measured, time);
  }

  @Test
  void tablesOfDifferentSpacesCannotBeMerged() {
    var toy = new BenchmarkTable(new ToySpace(2, 2), List.of());
    assertThatThrownBy(() -> Tables.of().merge(toy))
        .isInstanceOf(InputException.class)
        .hasMessage("tables of different spaces (size and toy) cannot be merged");
  }

  @Test
  void tablesOfDifferentPartsOfASpaceCannotBeMerged() {
    var one = new BenchmarkTable(Cells.of("111-3"), List.of());
    var two = new BenchmarkTable(Cells.of("111-3", "1-"), List.of());
    assertThatThrownBy(() -> one.merge(two))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "tables of different architectures of space nasbench101 (1 and 2) cannot be merged");
  }

  @Test
  void valuesAreReadOnFirstUseAndOnlyOnce() {
    var reads = new AtomicInteger();
    var column =
        new Column(
            VALID,
            Provenance.modelled("counted"),
            () -> {
              reads.incrementAndGet();
              return new double[] {4};
            });
    assertThat(reads).hasValue(0);
    assertThat(column.values()).containsExactly(4).isSameAs(column.values());
    assertThat(reads).hasValue(1);
  }

  @Test
  void aMissingValueIsNamedByColumnAndArchitecture() {
    SizeSpace space = SizeSpace.instance();
    assertThat(new MissingValueException(VALID, space, space.architecture(284)))
        .hasMessage(
            "column cifar100/12/valid_accuracy/mean has no value for architecture 8:8:40:32:40");
  }
}
