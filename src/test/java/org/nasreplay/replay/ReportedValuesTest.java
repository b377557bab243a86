package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Tables;
import org.nasreplay.table.file.TableFormats;

/** Reported values over tables as odd as they come. */
class ReportedValuesTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of(
            "every second network has no reported value", reported(ReportedValuesTest::gaps)),
        Arguments.of("reported values are tied", reported(() -> Math::rint)),
        Arguments.of("all reported values are equal", reported(() -> value -> 50)),
        Arguments.of("one network alone has a reported value", reported(ReportedValuesTest::only)));
  }

  private static DoubleUnaryOperator gaps() {
    return value -> Math.round(value * 100) % 2 == 0 ? Double.NaN : value;
  }

  private static DoubleUnaryOperator only() {
    boolean[] given = new boolean[1];
    return value -> {
      if (given[0]) return Double.NaN;
      given[0] = true;
      return value;
    };
  }

  /**
   * The complete table with other values at 90 epochs, which are reported and never searched by.
   */
  private static BenchmarkTable reported(Supplier<DoubleUnaryOperator> value) {
    List<Column> columns =
        Tables.complete().columns().stream()
            .map(
                c ->
                    c.key().epochs() == 12
                        ? c
                        : new Column(
                            c.key(),
                            c.provenance(),
                            Arrays.stream(c.values()).map(value.get()).toArray()))
            .toList();
    return new BenchmarkTable(Tables.complete().space(), columns);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void aReportedValueLiesBetweenThoseOfTheIncumbentsItIsReadFrom(
      String what, BenchmarkTable table) {
    for (double seconds : new double[] {50, 5_000}) { // the first training crosses; many do not
      for (String searcher : List.of("random", "regularized-evolution", "layernas", "largest")) {
        for (Protocol.AtBudget at : Protocol.AtBudget.values()) {
          var protocol = protocol(seconds, null, at);
          Task task = new Task(protocol, new TableBenchmark(table));
          for (int seed = 0; seed < 20; seed++) {
            Run run = task.run("s", REGISTRY.configure(searcher, Map.of()), 0, seed);
            ReportedValues.assertBetweenIncumbents(run, protocol);
          }
        }
      }
    }
  }

  private static Protocol protocol(
      double seconds, @Nullable Map<String, Protocol.Bounds> constraint, Protocol.AtBudget at) {
    return new Protocol(
        "p",
        NatsBench.CIFAR100,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
        new Protocol.Budget(seconds, null),
        constraint,
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, at));
  }

  @Test
  void aSearcherThatHasNothingLeftReportsItsLastIncumbent() throws Exception {
    // LayerNAS with few buckets under a tight constraint ends long before the budget
    BenchmarkTable table = TableFormats.read(Path.of("data/nats-size-surrogate.h5"));
    var protocol =
        protocol(
            400_000,
            Map.of("flops", new Protocol.Bounds(null, 12e6)),
            Protocol.AtBudget.INTERPOLATED);
    var layernas = REGISTRY.configure("layernas", Map.of("buckets", 5, "keep", 1));
    Task task = new Task(protocol, new TableBenchmark(table));
    for (int seed = 0; seed < 50; seed++) {
      Run run = task.run("layernas", layernas, 0, seed);
      assertThat(run.seconds()).isLessThan(400_000);
      assertThat(run.testAtBudget()).isEqualTo(run.testAccuracy());
      ReportedValues.assertBetweenIncumbents(run, protocol);
    }
  }
}
