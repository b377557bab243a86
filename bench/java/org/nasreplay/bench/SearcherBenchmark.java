package org.nasreplay.bench;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.oracle.TableEvaluator;
import org.nasreplay.replay.BudgetedSession;
import org.nasreplay.replay.Protocol.Budget;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.NatsBench;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many evaluations a searcher makes per second and core, and what one of them allocates.
 *
 * <p>Runs of a million evaluations show the loop alone: expect at least 20 a microsecond of random
 * search and 5 of regularized evolution, at most 16 B each. Runs of 200, about the published
 * budgets, include the start of a run. The baseline draws and loads what random search must, and
 * nothing else. Run: {@code scripts/bench SearcherBenchmark}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SearcherBenchmark {
  private static final int SHORT = 200;
  private static final int LONG = 1_000_000;
  private static final Budget SHORT_RUN = new Budget(null, SHORT);
  private static final Budget LONG_RUN = new Budget(null, LONG);

  /** What is searched on. */
  @State(Scope.Thread)
  public static class Trials {
    private TableEvaluator evaluator;
    private CostModel cost;
    private long seed;

    @Setup
    public void open() throws IOException {
      evaluator = Default.oracle();
      cost = evaluator.space().cost("flops", NatsBench.CIFAR10);
    }

    /** As a protocol does: budget and cost are read once, a session is made for every run. */
    double run(ConfiguredSearcher searcher, Budget budget) {
      var session = new BudgetedSession(evaluator, budget, Constraint.NONE, cost, seed++);
      searcher.create().get().search(session);
      if (session.evaluations() != Objects.requireNonNull(budget.evaluations())) {
        throw new IllegalStateException("ended after " + session.evaluations());
      }
      return session.seconds();
    }
  }

  /** Who searches. */
  @State(Scope.Thread)
  public static class Searcher {
    /** Every registered one, where {@link Benchmarks} runs this. */
    @Param({"random", "regularized-evolution"})
    public String name = "";

    private ConfiguredSearcher configured;

    @Setup
    public void configure() {
      configured = new SearcherRegistry().configure(name, Map.of());
    }
  }

  @Benchmark
  @OperationsPerInvocation(SHORT)
  public double run(Trials sessions, Searcher searcher) {
    return sessions.run(searcher.configured, SHORT_RUN);
  }

  @Benchmark
  @OperationsPerInvocation(LONG)
  public double longRandomSearch(Trials sessions, Known known) {
    return sessions.run(known.random, LONG_RUN);
  }

  @Benchmark
  @OperationsPerInvocation(LONG)
  public double longEvolution(Trials sessions, Known known) {
    return sessions.run(known.evolution, LONG_RUN);
  }

  /** The two searchers that are fast enough for long runs. */
  @State(Scope.Thread)
  public static class Known {
    private final ConfiguredSearcher random = new SearcherRegistry().configure("random", Map.of());
    private final ConfiguredSearcher evolution =
        new SearcherRegistry().configure("regularized-evolution", Map.of());
  }

  /** Rewards and prices of three seeds, and a generator. */
  @State(Scope.Thread)
  public static class Arrays {
    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    private final double[][] rewards = new double[3][];
    private final double[] seconds = new double[1 << 15];

    @Setup
    public void fill() throws IOException {
      TableEvaluator evaluator = Default.oracle();
      for (int s = 0; s < 3; s++) rewards[s] = evaluator.rewardColumns(12).get(s).values();
    }
  }

  @Benchmark
  @OperationsPerInvocation(LONG)
  public double baseline(Arrays arrays) {
    double best = 0;
    double time = 0;
    for (int i = 0; i < LONG; i++) {
      int architecture = arrays.random.nextInt(1 << 15);
      best = Math.max(best, arrays.rewards[arrays.random.nextInt(3)][architecture]);
      time += arrays.seconds[architecture];
    }
    return best + time;
  }
}
