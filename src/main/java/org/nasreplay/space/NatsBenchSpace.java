package org.nasreplay.space;

import java.util.List;
import java.util.function.Function;

/** A space of NATS-Bench: searched on the split that is kept for it, its costs computed. */
public abstract sealed class NatsBenchSpace extends GridSpace permits SizeSpace, TopologySpace {

  private final Function<Dataset, CostModel> flops;
  private final Function<Dataset, CostModel> params;

  /** In lexicographic order. */
  NatsBenchSpace(
      String name,
      Function<Dataset, CostModel> flops,
      Function<Dataset, CostModel> params,
      int... choices) {
    super(name, choices);
    this.flops = flops;
    this.params = params;
  }

  /** In an order of its own. */
  NatsBenchSpace(
      String name,
      Function<Dataset, CostModel> flops,
      Function<Dataset, CostModel> params,
      int[] choices,
      int[] rankOfIndex) {
    super(name, choices, rankOfIndex);
    this.flops = flops;
    this.params = params;
  }

  @Override
  public final List<Dataset> datasets() {
    return NatsBench.DATASETS;
  }

  @Override
  public final Dataset searchSplit(Dataset dataset) {
    return NatsBench.searchSplit(dataset);
  }

  @Override
  public final List<String> costs() {
    return NatsBench.COSTS;
  }

  @Override
  public final CostModel cost(String name, Dataset dataset) {
    return switch (name) {
      case "flops" -> flops.apply(dataset);
      case "params" -> params.apply(dataset);
      default -> throw NatsBench.unknownCost(name);
    };
  }
}
