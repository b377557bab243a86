package org.nasreplay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.oracle.ofa.AccuracyModel;
import org.nasreplay.oracle.ofa.AccuracyPredictor;
import org.nasreplay.oracle.ofa.OnceForAll;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.table.Provenance;
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
 * What a prediction of a once-for-all network's accuracy costs: alone, together with others, and by
 * the additive model that is embedded; the baseline is the exact count of multiply-adds.
 *
 * <p>Expect at least 10,000 a second alone and 20,000 together, the embedded model within 1 µs, and
 * 0 B/op. The weights are random, of the size that leaves about half of the activations at 0, as
 * the authors' do. Run: {@code scripts/bench PredictorBenchmark}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class PredictorBenchmark {
  private static final int NETWORKS = 1 << 10;

  private final List<Architecture> asked = new ArrayList<>();
  private final double[] answers = new double[NETWORKS];
  private AccuracyModel predictor;
  private AccuracyModel embedded;
  private CostModel flops;

  @Setup
  public void ask() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    var numbers = new float[AccuracyPredictor.numbers()];
    for (int i = 0; i < numbers.length; i++) numbers[i] = (random.nextFloat() - 0.5f) * 0.17f;
    predictor = new AccuracyPredictor(numbers, Provenance.modelled("random weights"));
    embedded = OnceForAll.embedded().accuracy();
    OnceForAllSpace space = OnceForAllSpace.instance();
    flops = space.cost("flops");
    for (int i = 0; i < NETWORKS; i++) asked.add(space.sample(random));
  }

  @Benchmark
  @OperationsPerInvocation(NETWORKS)
  public double alone() {
    return sum(predictor);
  }

  @Benchmark
  @OperationsPerInvocation(NETWORKS)
  public double together() {
    predictor.accuracies(asked, answers);
    return answers[NETWORKS - 1];
  }

  @Benchmark
  @OperationsPerInvocation(NETWORKS)
  public double embedded() {
    return sum(embedded);
  }

  @Benchmark
  @OperationsPerInvocation(NETWORKS)
  public double baseline() {
    double sum = 0;
    for (int i = 0; i < NETWORKS; i++) sum += flops.cost(asked.get(i));
    return sum;
  }

  private double sum(AccuracyModel model) {
    double sum = 0;
    for (int i = 0; i < NETWORKS; i++) sum += model.accuracy(asked.get(i));
    return sum;
  }
}
