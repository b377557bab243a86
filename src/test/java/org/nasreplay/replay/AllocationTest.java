package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableEvaluator;
import org.nasreplay.replay.Protocol.Budget;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Tables;

/**
 * Searching a table leaves next to nothing to collect, so that thousands of runs cost no memory.
 */
class AllocationTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final CostModel FLOPS = SPACE.cost("flops", NatsBench.CIFAR100);
  private static final TableEvaluator ORACLE =
      new TableEvaluator(
          Tables.complete(), NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);

  private static void run(String name, Budget budget, long seed) {
    REGISTRY
        .configure(name, Map.of())
        .create()
        .get()
        .search(new BudgetedSession(ORACLE, budget, Constraint.NONE, FLOPS, seed));
  }

  @ParameterizedTest
  @CsvSource({"random", "regularized-evolution"})
  void aLongRunAllocatesAtMostSixteenBytesPerEvaluation(String name) {
    var budget = new Budget(null, 200_000);
    run(name, budget, 1);
    long before = allocated();
    run(name, budget, 2);
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
      var session = new BudgetedSession(ORACLE, budget, Constraint.NONE, FLOPS, seed);
      searcher.create().get().search(session);
      bytes += seed < 100 ? 0 : allocated() - before; // the first hundred load and link
    }
    assertThat(bytes / (100 * 200.0)).isLessThanOrEqualTo(16);
  }

  @Test
  void anAnswerOfTheOracleAllocatesNothing() {
    Evaluator.Fidelity fidelity = ORACLE.at(12);
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
