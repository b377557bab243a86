package org.nasreplay.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The costs of made-up runs. */
public final class Costs {
  /** As results on NATS-Bench's spaces have them. */
  public static final List<ReplayProvenance.Cost> NATS_BENCH =
      List.of(
          new ReplayProvenance.Cost("flops", "multiply-adds", "analytic"),
          new ReplayProvenance.Cost("params", "parameters", "analytic"));

  private Costs() {}

  public static Map<String, Double> of(double flops, double params) {
    Map<String, Double> costs = new LinkedHashMap<>();
    costs.put("flops", flops);
    costs.put("params", params);
    return costs;
  }
}
