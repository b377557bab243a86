package org.nasreplay.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasreplay.table.Tables.column;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.DeclaredSpaces;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.ToySpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;

class TableBenchmarkTest {
  private static final Dataset TOYS = new Dataset("toys");
  private static final Provenance MEASURED = Provenance.measured("stopwatch", "");
  private static final Provenance MODELLED = Provenance.modelled("a line through three points");

  private static Architecture architecture(int index) {
    return SizeSpace.instance().architecture(index);
  }

  private static Column toys(String name, Provenance provenance, double... values) {
    return new Column(ColumnKey.parse(name), provenance, values);
  }

  private static CostColumn energy(Provenance provenance, double... values) {
    return new CostColumn(new CostKey("energy", "mJ"), provenance, values);
  }

  /** Two positions of two choices; 1-1 is no network. */
  private static BenchmarkTable small(List<Column> columns, CostColumn... costs) {
    var space =
        new ToySpace(2, 2) {
          @Override
          public boolean valid(Architecture architecture) {
            return architecture.choice(0) + architecture.choice(1) < 2;
          }
        };
    return new BenchmarkTable(space, columns, List.of(costs));
  }

  @Test
  void costsAreTheSpacesThenTheTablesThenLatency() {
    var latency = toys("toys/1/latency_seconds/1", MEASURED, 1, 2, 3, 4);
    assertThat(
            new TableBenchmark(small(List.of(latency), energy(MEASURED, 5, 6, 7, 8))).costs(TOYS))
        .containsExactly("flops", "energy", "latency_seconds");
    var accuracy = toys("toys/1/test_accuracy/1", MEASURED, 1, 2, 3, 4);
    assertThat(new TableBenchmark(small(List.of(accuracy))).costs(TOYS)).containsExactly("flops");
  }

  @Test
  void aListedCostHasTheTablesValuesAndTheirBounds() {
    var benchmark = new TableBenchmark(small(List.of(), energy(MEASURED, 5, 9, 7, Double.NaN)));
    CostModel energy = benchmark.cost("energy", TOYS);
    assertThat(energy.name()).isEqualTo("energy");
    assertThat(energy.unit()).isEqualTo("mJ");
    assertThat(energy.cost(benchmark.space().parse("0-1"))).isEqualTo(9);
    assertThat(energy.bounds(new int[] {0, -1})).isEqualTo(new CostRange(5, 9));
    assertThat(energy.bounds(new int[] {1, -1})).isEqualTo(new CostRange(7, 7));
    assertThat(benchmark.cost("energy", TOYS)).isSameAs(energy);
  }

  @Test
  void aComputedCostIsTheSpacesOwn() {
    var benchmark = new TableBenchmark(small(List.of()));
    assertThat(benchmark.cost("flops", TOYS).cost(benchmark.space().parse("1-1"))).isEqualTo(2);
  }

  @Test
  void aListedCostThatANetworkLacksIsNamed() {
    var benchmark = new TableBenchmark(small(List.of(), energy(MEASURED, 5, 9, Double.NaN, 8)));
    assertThatThrownBy(() -> benchmark.cost("energy", TOYS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "cost energy has no value for architecture 1-0; a cost that searchers see is known of"
                + " every network");
  }

  @Test
  void aCostThatNobodyHasIsRefusedWithThoseThatThereAre() {
    var benchmark = new TableBenchmark(small(List.of(), energy(MEASURED, 5, 9, 7, 8)));
    for (String name : List.of("params", "latency_seconds")) {
      assertThatThrownBy(() -> benchmark.cost(name, TOYS))
          .isInstanceOf(InputException.class)
          .hasMessage("unknown cost (%s), expected one of flops, energy", name);
    }
  }

  @Test
  void latencyIsTheMeanOverTheSeedsOfTheLongestTraining() {
    var benchmark =
        new TableBenchmark(
            Tables.of(
                column("cifar10-valid/12/latency_seconds/777", i -> 1),
                column("cifar10/90/latency_seconds/777", i -> 0.25),
                column("cifar10/90/latency_seconds/888", i -> 0.75),
                column("cifar10/200/test_accuracy/777", i -> 50),
                column("cifar100/200/latency_seconds/777", i -> 3)));
    CostModel latency = benchmark.cost("latency_seconds", NatsBench.CIFAR10);
    assertThat(latency.unit()).isEqualTo("s");
    assertThat(latency.cost(architecture(0))).isEqualTo(0.5);
    assertThat(benchmark.cost("latency_seconds", NatsBench.CIFAR100).cost(architecture(0)))
        .isEqualTo(3);
    assertThatThrownBy(() -> benchmark.cost("latency_seconds", NatsBench.IMAGENET16_120))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown cost (latency_seconds), expected one of flops, params");
  }

  @Test
  void theLatencyOfADatasetCanBeThatOfItsSearchSplit() {
    var benchmark =
        new TableBenchmark(Tables.of(column("cifar10-valid/12/latency_seconds/777", i -> 1)));
    assertThat(benchmark.cost("latency_seconds", NatsBench.CIFAR10).cost(architecture(0)))
        .isEqualTo(1);
  }

  @Test
  void howACostCameToBeIsSaidOfEach() {
    var benchmark =
        new TableBenchmark(
            small(
                List.of(
                    toys("toys/1/latency_seconds/1", MEASURED, 1, 2, 3, 4),
                    toys("toys/2/latency_seconds/1", MODELLED, 1, 2, 3, 4),
                    toys("toys/1/test_accuracy/1", Provenance.analytic("by hand"), 1, 2, 3, 4)),
                energy(MEASURED, 5, 6, 7, 8)));
    assertThat(benchmark.costKind("flops")).isEqualTo(Provenance.Kind.ANALYTIC);
    assertThat(benchmark.costKind("energy")).isEqualTo(Provenance.Kind.MEASURED);
    assertThat(benchmark.costKind("latency_seconds")).isEqualTo(Provenance.Kind.MODELLED);
    var besideAModel =
        new TableBenchmark(
            small(
                List.of(
                    toys("toys/1/latency_seconds/1", MEASURED, 1, 2, 3, 4),
                    toys("toys/1/test_accuracy/1", MODELLED, 1, 2, 3, 4))));
    assertThat(besideAModel.costKind("latency_seconds")).isEqualTo(Provenance.Kind.MEASURED);
  }

  @Test
  void aDatasetThatTheTableLacksIsRefusedWithThoseThatItHas() {
    var benchmark = new TableBenchmark(Tables.of(column("cifar100/12/valid_accuracy/1", 1)));
    assertThatThrownBy(
            () ->
                benchmark.evaluator(
                    NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "no values of dataset cifar10, only of cifar100; nasreplay table merge adds what another"
                + " table has");
    var none = new TableBenchmark(small(List.of()));
    assertThatThrownBy(() -> none.evaluator(TOYS, Metric.VALID_ACCURACY, 12, SeedPolicy.fixed("1")))
        .isInstanceOf(InputException.class)
        .hasMessage("the table has no column toys/12/valid_accuracy/1; " + BenchmarkTable.MERGE);
  }

  /** One that a space names may be in another table; one that it does not name is a slip. */
  @Test
  void aDatasetThatTheSpaceDoesNotNameIsUnknown() {
    var sizes = new TableBenchmark(Tables.of(column("cifar100/12/valid_accuracy/1", 1)));
    assertThatThrownBy(
            () -> sizes.evaluator(TOYS, Metric.VALID_ACCURACY, 12, SeedPolicy.fixed("1")))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown dataset (toys), expected one of cifar100");
    var toys =
        new TableBenchmark(small(List.of(toys("toys/12/valid_accuracy/1", MEASURED, 1, 2, 3, 4))));
    assertThatThrownBy(
            () ->
                toys.evaluator(NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12, SeedPolicy.fixed("1")))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown dataset (cifar10), expected one of toys");
  }

  @Test
  void aDatasetIsKnownByItsSearchSplitToo() {
    var benchmark = new TableBenchmark(Tables.of(column("cifar10-valid/12/valid_accuracy/1", 7)));
    var evaluator =
        benchmark.evaluator(NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
    assertThat(evaluator.at(12).reward(architecture(0), 0)).isEqualTo(7);
    assertThat(evaluator.rewardSources())
        .containsExactly(
            new Source("cifar10-valid/12/valid_accuracy/1", Provenance.analytic("set by hand")));
    assertThat(evaluator.timeSources()).isEmpty();
  }

  @Test
  void everyColumnThatPricesTrainingsIsASourceOnce() {
    var benchmark =
        new TableBenchmark(
            Tables.of(
                column("cifar100/12/valid_accuracy/1", 1),
                column("cifar100/12/valid_accuracy/2", 1),
                column("cifar100/12/train_seconds/1", 10),
                column("cifar100/12/train_seconds/2", 12),
                column("cifar100/12/valid_seconds/mean", 5)));
    var evaluator =
        benchmark.evaluator(NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
    evaluator.requirePrices();
    assertThat(evaluator.timeSources().stream().map(Source::name))
        .containsExactly(
            "cifar100/12/train_seconds/1",
            "cifar100/12/valid_seconds/mean",
            "cifar100/12/train_seconds/2");
  }

  @Test
  void whatIsReportedIsTheMeanOfTheSeedsThatAreAskedFor() {
    var benchmark =
        new TableBenchmark(
            Tables.of(
                column("cifar10/90/test_accuracy/1", 10, 70),
                column("cifar10/90/test_accuracy/2", 20, 80),
                column("cifar10/90/test_accuracy/3", 60)));
    ReportedValues all = benchmark.reported(NatsBench.CIFAR10, Metric.TEST_ACCURACY, 90, List.of());
    assertThat(all.of(architecture(0))).isEqualTo(30);
    assertThat(all.of(architecture(1))).isEqualTo(75); // the third has not trained it
    assertThat(all.of(architecture(2))).isNaN();
    ReportedValues two =
        benchmark.reported(NatsBench.CIFAR10, Metric.TEST_ACCURACY, 90, List.of("1", "2"));
    assertThat(two.of(architecture(0))).isEqualTo(15);
    assertThat(two.sources().stream().map(Source::name))
        .containsExactly("cifar10/90/test_accuracy/1", "cifar10/90/test_accuracy/2");
    assertThatThrownBy(
            () -> benchmark.reported(NatsBench.CIFAR10, Metric.TEST_ACCURACY, 90, List.of("4")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the table has no column cifar10/90/test_accuracy/4, only ");
  }

  @Test
  void validationIsReportedFromTheSearchSplitAndNotAtAllWhereThereIsNone() {
    var benchmark =
        new TableBenchmark(
            Tables.of(
                column("cifar10-valid/12/valid_accuracy/1", 55),
                column("cifar100/12/test_accuracy/1", 44)));
    assertThat(
            benchmark
                .reported(NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12, List.of())
                .of(architecture(0)))
        .isEqualTo(55);
    ReportedValues none =
        benchmark.reported(NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, List.of());
    assertThat(none.of(architecture(0))).isNaN();
    assertThat(none.sources()).isEmpty();
    assertThatThrownBy(
            () -> benchmark.reported(NatsBench.CIFAR10, Metric.TEST_ACCURACY, 12, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the table has no column cifar10/12/test_accuracy/mean");
  }

  @Test
  void theReferenceIsEveryNetworkOnce() {
    var invalid = new TableBenchmark(small(List.of()));
    assertThat(invalid.reference().exhaustive()).isTrue();
    assertThat(invalid.reference().architectures().stream().map(invalid.space()::format))
        .containsExactly("0-0", "0-1", "1-0");
    var twice = new TableBenchmark(new BenchmarkTable(DeclaredSpaces.toy(), List.of()));
    assertThat(twice.reference().architectures()).hasSize(14);
    assertThat(twice.reference().architectures().stream().map(twice.space()::format))
        .contains("a-1-0")
        .doesNotContain("a-0-1"); // the empty place moves behind
  }

  @Test
  void theDatasetsAreThoseOfTheColumnsEachOnce() {
    assertThat(
            new TableBenchmark(
                    Tables.of(
                        column("cifar10-valid/12/valid_accuracy/1", 1),
                        column("cifar10-valid/12/valid_accuracy/2", 1),
                        column("cifar100/12/valid_accuracy/1", 1)))
                .datasets())
        .containsExactly(NatsBench.CIFAR10_VALID, NatsBench.CIFAR100);
  }
}
