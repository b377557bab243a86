package org.nasreplay.oracle.ofa;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.Reference;
import org.nasreplay.oracle.ReportedValues;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.Source;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * Once-for-all networks, which a model judges: rewards and reported accuracies are its predictions,
 * whatever the metric, the epochs and the seeds; nothing is trained, so that trainings have no
 * price.
 */
public final class OnceForAllBenchmark implements Benchmark {
  /** Enough for a picture of the space; drawn from a seed of its own. */
  private static final int SAMPLE = 10_000;

  private static final long SAMPLE_SEED = 20_230_423;
  private static final Dataset IMAGENET = new Dataset("ImageNet");

  private final OnceForAll model;

  public OnceForAllBenchmark(OnceForAll model) {
    this.model = model;
  }

  @Override
  public SearchSpace space() {
    return OnceForAllSpace.instance();
  }

  @Override
  public List<Dataset> datasets() {
    return List.of(IMAGENET);
  }

  @Override
  public List<String> costs(Dataset dataset) {
    return List.of("flops", "params", "latency");
  }

  @Override
  public CostModel cost(String name, Dataset dataset) {
    return model.cost(name);
  }

  @Override
  public Provenance.Kind costKind(String name) {
    return name.equals("latency") ? model.latencies().kind() : Provenance.Kind.ANALYTIC;
  }

  @Override
  public Evaluator evaluator(Dataset dataset, Metric metric, int epochs, SeedPolicy seeds) {
    requireKnown(dataset);
    return new Predictions(epochs);
  }

  private static void requireKnown(Dataset dataset) {
    if (!dataset.equals(IMAGENET)) {
      throw Names.unknown("dataset", dataset.label(), List.of(IMAGENET.label()));
    }
  }

  @Override
  public ReportedValues reported(Dataset dataset, Metric metric, int epochs, List<String> seeds) {
    requireKnown(dataset);
    return new ReportedValues() {
      @Override
      public double of(Architecture architecture) {
        return accuracy(architecture);
      }

      @Override
      public List<Source> sources() {
        return predicted();
      }
    };
  }

  private double accuracy(Architecture architecture) {
    return model.accuracy().accuracy(architecture);
  }

  private List<Source> predicted() {
    return List.of(new Source("predicted top-1 accuracy", model.accuracy().provenance()));
  }

  @Override
  public Reference reference() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(SAMPLE_SEED);
    OnceForAllSpace space = OnceForAllSpace.instance();
    return new Reference(
        false,
        Stream.generate(() -> space.canonical(space.sample(random)))
            .distinct()
            .limit(SAMPLE)
            .toList());
  }

  /** The same answer in every training, and no price. */
  private final class Predictions implements Evaluator, Evaluator.Fidelity {
    private final int epochs;

    Predictions(int epochs) {
      this.epochs = epochs;
    }

    @Override
    public SearchSpace space() {
      return OnceForAllSpace.instance();
    }

    @Override
    public int epochs() {
      return epochs;
    }

    @Override
    public Fidelity at(int completed) {
      if (completed != epochs) {
        throw new InputException(
            Text.format("a predictor knows no training of %d of %d epochs", completed, epochs));
      }
      return this;
    }

    @Override
    public void requirePrices() {
      throw new InputException(
          "a predictor trains nothing, so nothing has a price; a budget in evaluations needs none");
    }

    @Override
    public double meanReward(Architecture architecture) {
      return accuracy(architecture);
    }

    @Override
    public List<Source> rewardSources() {
      return predicted();
    }

    @Override
    public List<Source> timeSources() {
      return List.of();
    }

    @Override
    public int answers() {
      return 1;
    }

    @Override
    public double reward(Architecture architecture, int answer) {
      return accuracy(architecture);
    }

    @Override
    public double seconds(Architecture architecture, int answer) {
      return Double.NaN;
    }
  }
}
