package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasreplay.table.Tables.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Protocol.AtBudget;
import org.nasreplay.replay.Protocol.Bounds;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Cells;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;

class TaskTest {
  private static final SizeSpace SPACE = SizeSpace.instance();

  /** Four architectures; every training takes 40 s. */
  private static final BenchmarkTable TABLE =
      Tables.of(
          column("cifar10-valid/12/valid_accuracy/777", 10, 40, 30, 30),
          column("cifar10-valid/12/valid_accuracy/888", 20, 40, 50, 50),
          column("cifar10-valid/12/train_seconds/mean", index -> 38),
          column("cifar10-valid/12/valid_seconds/mean", index -> 2),
          column("cifar10-valid/90/valid_accuracy/777", 50, 60, 70, 80),
          column("cifar10/90/test_accuracy/777", 90, 80, 70, 90));

  private static Protocol protocol(AtBudget at, @Nullable Map<String, Bounds> constraint) {
    return new Protocol(
        "toy",
        NatsBench.CIFAR10,
        new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.MEAN),
        new Protocol.Budget(100.0, null),
        constraint,
        new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, at));
  }

  private static Map<String, Bounds> atMost(double flops) {
    return Map.of("flops", new Bounds(null, flops));
  }

  /** Evaluates the architectures with these numbers, one after the other, to the end. */
  private static ConfiguredSearcher visits(IntUnaryOperator number) {
    return new ConfiguredSearcher(
        "visits",
        "{}",
        () ->
            session -> {
              for (int i = 0; !session.exhausted(); i++) {
                session.evaluate(SPACE.architecture(number.applyAsInt(i)));
              }
            });
  }

  @Test
  void theOptimaAreTheFirstBestInMeanRewardAndInReportedAccuracy() {
    assertThat(
            new Task(protocol(AtBudget.LAST, null), new TableBenchmark(TABLE))
                .optima(Stream.empty()))
        .containsExactly(
            new Optimum(
                "toy", "validation", "8:8:8:8:16", 40, 60, 80, Costs.of(flops(1), params(1))),
            new Optimum("toy", "test", "8:8:8:8:8", 15, 50, 90, Costs.of(4_481_114, 11_714)));
  }

  @Test
  void theOptimaSatisfyTheConstraint() {
    assertThat(
            new Task(protocol(AtBudget.LAST, atMost(flops(0))), new TableBenchmark(TABLE))
                .optima(Stream.empty()))
        .extracting(Optimum::architecture)
        .containsExactly("8:8:8:8:8", "8:8:8:8:8");
  }

  @Test
  void aConstraintThatNothingSatisfiesIsRejected() {
    assertThatThrownBy(
            () -> new Task(protocol(AtBudget.LAST, atMost(1)), new TableBenchmark(TABLE)))
        .isInstanceOf(InputException.class)
        .hasMessage("protocol toy: no architecture of the table satisfies the constraint");
  }

  @Test
  void aRunReportsItsLastIncumbentOrTheLineAtTheBudget() {
    // architectures 0, 1 and 2 at 40, 80 and 120 s; incumbents 0, 1 and 1
    Run last =
        new Task(protocol(AtBudget.LAST, null), new TableBenchmark(TABLE))
            .run("v", visits(i -> i), 4, 9);
    assertThat(last)
        .isEqualTo(
            new Run(
                "toy",
                "v",
                4,
                9,
                3,
                120,
                "8:8:8:8:16",
                40,
                60,
                80,
                Costs.of(flops(1), params(1)),
                60,
                80,
                List.of(
                    new Run.Step(1, 40, "8:8:8:8:8", 15, 50, 90),
                    new Run.Step(2, 80, "8:8:8:8:16", 40, 60, 80))));
    // incumbents 0, 0 and 1: halfway between their accuracies at 100 s
    Run line =
        new Task(protocol(AtBudget.INTERPOLATED, null), new TableBenchmark(TABLE))
            .run("v", visits(i -> i / 2), 0, 9);
    assertThat(line.validAtBudget()).isEqualTo(55);
    assertThat(line.testAtBudget()).isEqualTo(85);
    // and beside it the network with what it has itself
    assertThat(line.architecture()).isEqualTo("8:8:8:8:16");
    assertThat(line.validAccuracy()).isEqualTo(60);
    assertThat(line.testAccuracy()).isEqualTo(80);
  }

  @Test
  void aRunThatFindsNothingAdmittedHasNoAnswer() {
    Run run =
        new Task(protocol(AtBudget.INTERPOLATED, atMost(flops(0))), new TableBenchmark(TABLE))
            .run("v", visits(i -> 1), 0, 9);
    double none = Double.NaN;
    assertThat(run)
        .isEqualTo(
            new Run(
                "toy",
                "v",
                0,
                9,
                3,
                120,
                "",
                none,
                none,
                none,
                Costs.of(none, none),
                none,
                none,
                List.of()));
    assertThat(run.answered()).isFalse();
  }

  @Test
  void aWatcherSeesEveryEvaluationAndEveryNewIncumbentOfTheSameRun() {
    var task = new Task(protocol(AtBudget.LAST, null), new TableBenchmark(TABLE));
    List<String> told = new ArrayList<>();
    Run watched =
        task.run(
            "v",
            visits(i -> i),
            4,
            9,
            (evaluations, seconds, incumbent) ->
                told.add(
                    Text.format(
                        "%d %.0f %s",
                        evaluations, seconds, incumbent == null ? "-" : incumbent.architecture())));
    assertThat(told).containsExactly("1 40 8:8:8:8:8", "2 80 8:8:8:8:16", "3 120 -");
    assertThat(watched).isEqualTo(task.run("v", visits(i -> i), 4, 9));
  }

  @Test
  void aBudgetInSecondsNeedsTheTimeOfEveryTraining() {
    assertThatThrownBy(() -> task(column("cifar10-valid/12/train_seconds/mean", 38, 38, 38)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "column cifar10-valid/12/train_seconds/mean has no value for architecture 8:8:8:8:32;"
                + " a budget in seconds needs times above 0, one in evaluations needs none");
    assertThatThrownBy(() -> task(column("cifar10-valid/12/train_seconds/mean", 38, 38, -2, 38)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "columns cifar10-valid/12/train_seconds/mean and cifar10-valid/12/valid_seconds/mean:"
                + " a training of architecture 8:8:8:8:24 takes 0.0 seconds; a budget in seconds"
                + " needs times above 0, one in evaluations needs none");
    assertThatThrownBy(() -> task(column("cifar10/12/train_seconds/mean", 1)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "the table has no column cifar10-valid/12/train_seconds/mean; a budget in seconds");
  }

  /** Four architectures whose training takes what is given, and validation 2 s. */
  private static Task task(Column times) {
    List<Column> columns = new ArrayList<>(TABLE.columns());
    columns.removeIf(c -> c.key().metric() == Metric.TRAIN_SECONDS);
    columns.add(times);
    return new Task(
        protocol(AtBudget.LAST, null), new TableBenchmark(new BenchmarkTable(SPACE, columns)));
  }

  @Test
  void aSessionOffersTheConstrainedCostElseFlops() {
    assertThat(
            new Task(protocol(AtBudget.LAST, null), new TableBenchmark(TABLE))
                .session(1)
                .cost()
                .name())
        .isEqualTo("flops");
    var params = Map.of("params", new Bounds(1.0, null));
    assertThat(
            new Task(protocol(AtBudget.LAST, params), new TableBenchmark(TABLE))
                .session(1)
                .cost()
                .name())
        .isEqualTo("params");
  }

  @Test
  void theColumnsThatDecideAreNamedWithTheirRoles() {
    assertThat(new Task(protocol(AtBudget.LAST, null), new TableBenchmark(TABLE)).sources())
        .extracting(used -> used.role() + " " + used.source().name())
        .containsExactly(
            "reward cifar10-valid/12/valid_accuracy/777",
            "reward cifar10-valid/12/valid_accuracy/888",
            "time cifar10-valid/12/train_seconds/mean",
            "time cifar10-valid/12/valid_seconds/mean",
            "validation cifar10-valid/90/valid_accuracy/777",
            "test cifar10/90/test_accuracy/777");
  }

  private static double flops(int index) {
    return SPACE.cost("flops", NatsBench.CIFAR10).cost(SPACE.architecture(index));
  }

  private static double params(int index) {
    return SPACE.cost("params", NatsBench.CIFAR10).cost(SPACE.architecture(index));
  }

  /** No cost of NAS-Bench-101's cells is bounded by the first choices. */
  @Test
  void aSpaceThatSaysWhatItsLayersAreIsSearchedByLayersWithoutBoundsUnlessItIsConstrained() {
    NasBench101Space space = Cells.of("101-3", "101-m");
    List<Column> columns =
        Stream.of("valid_accuracy", "test_accuracy", "train_seconds", "valid_seconds")
            .map(metric -> ColumnKey.parse("cifar10/108/" + metric + "/1"))
            .map(key -> new Column(key, Provenance.analytic("made up"), new double[] {90, 80}))
            .toList();
    var benchmark = new TableBenchmark(new BenchmarkTable(space, columns));
    var registry = new SearcherRegistry();
    var free = new Task(cells(null), benchmark);
    free.require("layernas", registry.configure("layernas", Map.of()));
    assertThatThrownBy(() -> free.require("largest", registry.configure("largest", Map.of())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("searcher largest")
        .hasMessageContaining("needs the bounds of params");
    var bounded = new Task(cells(Map.of("params", new Bounds(null, 5e6))), benchmark);
    assertThatThrownBy(() -> bounded.require("layernas", registry.configure("layernas", Map.of())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs the bounds of params");
  }

  private static Protocol cells(@Nullable Map<String, Bounds> constraint) {
    return new Protocol(
        "cells",
        NatsBench.CIFAR10,
        new Protocol.Reward(Metric.VALID_ACCURACY, 108, SeedPolicy.RANDOM),
        new Protocol.Budget(1000.0, null),
        constraint,
        new Protocol.Report(Metric.TEST_ACCURACY, 108, 108, AtBudget.LAST));
  }
}
