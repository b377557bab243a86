package org.nasreplay.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.TableEvaluator;
import org.nasreplay.space.Architecture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one answer of the evaluator, reward and price, costs beyond the array load that it cannot
 * avoid.
 *
 * <p>Expect at most 5 ns and 0 B/op; the baseline is a load from a plain array at the same random
 * indices. Run: {@code scripts/bench OracleBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class OracleBenchmark {
  private static final int QUERIES = 1 << 16;

  private final Architecture[] asked = new Architecture[QUERIES];
  private final int[] answer = new int[QUERIES];
  private final int[] index = new int[QUERIES];
  private double[] values = {};
  private Evaluator.Fidelity fidelity;

  @Setup
  public void ask() throws IOException {
    TableEvaluator evaluator = Default.oracle();
    fidelity = evaluator.at(12);
    values = evaluator.rewardColumns(12).get(0).values();
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    for (int i = 0; i < QUERIES; i++) {
      asked[i] = evaluator.space().sample(random);
      index[i] = asked[i].index();
      answer[i] = random.nextInt(fidelity.answers());
    }
  }

  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public double query() {
    double sum = 0;
    for (int i = 0; i < QUERIES; i++) {
      sum += fidelity.reward(asked[i], answer[i]) + fidelity.seconds(asked[i], answer[i]);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public double baseline() {
    double sum = 0;
    for (int i = 0; i < QUERIES; i++) sum += values[index[i]];
    return sum;
  }
}
