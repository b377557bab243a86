package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.oracle.Oracle;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableOracle;
import org.nasreplay.replay.Protocol.Bounds;
import org.nasreplay.replay.Protocol.Budget;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Tables;

/** What holds for every searcher of the registry, with its default settings. */
class EverySearcherTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final CostModel FLOPS = SPACE.cost("flops", Dataset.CIFAR100);
  private static final TableOracle ORACLE =
      new TableOracle(
          Tables.complete(), Dataset.CIFAR100, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);

  static Stream<String> searchers() {
    return REGISTRY.all().stream().map(SearcherDefinition::name);
  }

  /** The run of a searcher that a trial was given to. */
  private static BudgetedTrial run(String name, Budget budget, Constraint constraint, long seed) {
    var trial = new BudgetedTrial(ORACLE, budget, constraint, FLOPS, seed);
    REGISTRY.configure(name, Map.of()).create().get().search(trial);
    return trial;
  }

  @ParameterizedTest
  @MethodSource("searchers")
  void aRunEndsWithTheEvaluationThatCrossesTheBudget(String name) {
    for (int seed = 0; seed < 20; seed++) {
      BudgetedTrial trial = run(name, new Budget(20_000.0, null), Constraint.NONE, seed);
      // no training and validation pass takes more than 135 s
      assertThat(trial.seconds()).isBetween(20_000.0, 20_135.0);
    }
  }

  @ParameterizedTest
  @MethodSource("searchers")
  void aBudgetOfEvaluationsIsSpentAndNotOverspent(String name) {
    for (int evaluations : new int[] {1, 2, 7, 50, 200}) {
      BudgetedTrial trial = run(name, new Budget(null, evaluations), Constraint.NONE, 1);
      assertThat(trial.evaluations()).isEqualTo(evaluations);
      assertThat(trial.incumbent()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("searchers")
  void anAnswerUnderAConstraintSatisfiesIt(String name) {
    var constraint = new Constraint(FLOPS, new CostRange(126e6, 140e6));
    for (int seed = 0; seed < 20; seed++) {
      Architecture answer = run(name, new Budget(20_000.0, null), constraint, seed).incumbent();
      assertThat(answer).isNotNull().matches(constraint::admits);
    }
  }

  @ParameterizedTest
  @MethodSource("searchers")
  void aRunIsMadeOfItsSeed(String name) {
    var arena =
        new Arena(
            new Protocol(
                "narrow",
                Dataset.CIFAR100,
                new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM),
                new Budget(20_000.0, null),
                Map.of("flops", new Bounds(null, 140e6)),
                new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST)),
            Tables.complete());
    ConfiguredSearcher searcher = REGISTRY.configure(name, Map.of());
    Run first = arena.run(name, searcher, 0, 42);
    assertThat(arena.run(name, searcher, 0, 42)).isEqualTo(first);
    assertThat(arena.run(name, searcher, 0, 43).seconds()).isNotEqualTo(first.seconds());
  }

  @ParameterizedTest
  @CsvSource({"random", "regularized-evolution"})
  void aLongRunAllocatesAtMostSixteenBytesPerEvaluation(String name) {
    var budget = new Budget(null, 200_000);
    run(name, budget, Constraint.NONE, 1);
    long before = allocated();
    run(name, budget, Constraint.NONE, 2);
    assertThat((allocated() - before) / 200_000.0).isLessThanOrEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({"random", "regularized-evolution"})
  void aRunOfPublishedLengthAllocatesAtMostSixteenBytesPerEvaluation(String name) {
    ConfiguredSearcher searcher = REGISTRY.configure(name, Map.of());
    var budget = new Budget(null, 200);
    long bytes = 0;
    for (int seed = 0; seed < 200; seed++) {
      long before = allocated();
      var trial = new BudgetedTrial(ORACLE, budget, Constraint.NONE, FLOPS, seed);
      searcher.create().get().search(trial);
      bytes += seed < 100 ? 0 : allocated() - before; // the first hundred load and link
    }
    assertThat(bytes / (100 * 200.0)).isLessThanOrEqualTo(16);
  }

  @Test
  void anAnswerOfTheOracleAllocatesNothing() {
    Oracle.Fidelity fidelity = ORACLE.at(12);
    double sum = 0;
    long before = 0;
    for (int round = 0; round < 2; round++) {
      before = allocated();
      for (int index = 0; index < SPACE.size(); index++) {
        Architecture architecture = SPACE.architecture(index);
        sum += fidelity.reward(architecture, index % 3) + fidelity.seconds(architecture, index % 3);
      }
    }
    assertThat((allocated() - before) / SPACE.size()).isZero();
    assertThat(sum).isPositive();
  }

  /** Bytes that this thread has allocated so far. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
