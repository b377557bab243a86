package org.nasreplay.report.text;

import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.space.CostRange;

/**
 * How a cost is shown: networks have millions of multiply-adds and parameters, and a few
 * milliseconds.
 *
 * @param label of an axis, with the unit
 * @param of how much of the cost's own unit is 1 there
 */
public record CostScale(String label, double of) {
  public static CostScale of(ReplayProvenance.Cost cost) {
    String name = cost.name();
    return switch (cost.unit()) {
      case "multiply-adds" -> new CostScale(name.equals("flops") ? "MFLOPs" : "M " + name, 1e6);
      case "parameters" -> new CostScale("M " + name, 1e6);
      default -> new CostScale(Text.format("%s, %s", name, cost.unit()), 1);
    };
  }

  /** What a protocol admits, on this scale; everything where it bounds no cost. */
  public CostRange admitted(Protocol protocol, ReplayProvenance.Cost cost) {
    CostRange range = protocol.range(cost.unit());
    return new CostRange(range.least() / of, range.greatest() / of);
  }

  /** A modelled cost is called so. */
  public static String kind(ReplayProvenance.Cost cost) {
    return cost.provenance().equals("modelled") ? "modelled " + cost.name() : "";
  }
}
