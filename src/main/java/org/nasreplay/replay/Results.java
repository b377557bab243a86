package org.nasreplay.replay;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;

/** Everything that a replay leaves behind, and everything that a report is made of. */
public final class Results {
  private final ReplayProvenance provenance;
  private final List<Run> runs;
  private final List<Optimum> optima;
  private final Map<String, Networks> networks;
  private final List<ProcessorTime> processorTimes;

  /**
   * By protocol and searcher: a report asks for the runs of each pair, and there may be thousands.
   */
  private final Map<List<String>, List<Run>> byPair;

  /**
   * Results.
   *
   * @param provenance what was replayed
   * @param runs by protocol, then searcher, then number
   * @param optima two per protocol: best in validation, best in test
   * @param networks by protocol: cost, reward and accuracy of every network of the reference
   * @param processorTimes at most one per protocol and searcher; none where nobody measured
   */
  public Results(
      ReplayProvenance provenance,
      List<Run> runs,
      List<Optimum> optima,
      Map<String, Networks> networks,
      List<ProcessorTime> processorTimes) {
    this.provenance = provenance;
    this.runs = runs;
    this.optima = optima;
    this.networks = networks;
    this.processorTimes = processorTimes;
    this.byPair =
        runs.stream().collect(Collectors.groupingBy(r -> List.of(r.protocol(), r.searcher())));
  }

  /** Results of which nobody knows how long a processor took. */
  public Results(
      ReplayProvenance provenance,
      List<Run> runs,
      List<Optimum> optima,
      Map<String, Networks> networks) {
    this(provenance, runs, optima, networks, List.of());
  }

  public ReplayProvenance provenance() {
    return provenance;
  }

  public List<Run> runs() {
    return runs;
  }

  public List<Optimum> optima() {
    return optima;
  }

  public Map<String, Networks> networks() {
    return networks;
  }

  public List<ProcessorTime> processorTimes() {
    return processorTimes;
  }

  /**
   * The reference under one protocol: all networks, or the sample of them that stands for all.
   *
   * @param cost the protocol's cost, in its own unit; of a front the first one
   * @param reward mean over the seeds, in percent
   * @param testAccuracy as reported, in percent
   * @param secondCost of a front that weighs two; null otherwise
   */
  @SuppressWarnings("ArrayRecordComponent") // written once, read by charts; never compared
  public record Networks(
      double[] cost, double[] reward, double[] testAccuracy, double @Nullable [] secondCost) {

    /** Where one cost counts. */
    public Networks(double[] cost, double[] reward, double[] testAccuracy) {
      this(cost, reward, testAccuracy, null);
    }

    /** The costs of a network that count. */
    public double[] costs(int network) {
      return secondCost == null
          ? new double[] {cost[network]}
          : new double[] {cost[network], secondCost[network]};
    }
  }

  /** The runs of one searcher under one protocol, by number. */
  public List<Run> runs(String protocol, String searcher) {
    return byPair.getOrDefault(List.of(protocol, searcher), List.of());
  }

  /**
   * An optimum as papers name it, {@code optimal test}; where nobody knows it, the best known. The
   * best in rewards that are of no validation set has the name of the reward.
   */
  public String name(Optimum optimum) {
    Protocol.Reward reward = provenance.protocol(optimum.protocol()).reward();
    String of = optimum.of();
    if (of.equals("validation") && !reward.ofValidation()) {
      boolean one = reward.seeds().kind() == SeedPolicy.Kind.FIXED;
      of = one ? "reward (test, seed " + reward.seeds().seed() + ")" : "reward (test)";
    }
    return (provenance.reference().exhaustive() ? "optimal " : "best known ") + of;
  }

  public Optimum optimum(String protocol, String of) {
    return optima.stream()
        .filter(o -> o.protocol().equals(protocol) && o.of().equals(of))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Text.format("no %s optimum for protocol %s", of, protocol)));
  }
}
