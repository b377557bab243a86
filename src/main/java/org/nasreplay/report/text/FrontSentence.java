package org.nasreplay.report.text;

import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FrontRun;
import org.nasreplay.analysis.Fronts;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;

/** What fronts weigh, and whose are best, in words. */
public final class FrontSentence {
  private FrontSentence() {}

  /** Who is ahead under a protocol, in a sentence that claims no more than the tests allow. */
  public static String of(ReplayProvenance provenance, Fronts fronts) {
    List<Fronts.Sample> ranking = fronts.ranking();
    Fronts.Sample first = ranking.get(0);
    String lead =
        Text.format(
            "%s: %s has %s %% of the hypervolume of the %s",
            fronts.protocol().name(),
            first.searcher(),
            Decimals.decimals(percent(first), 2),
            truth(provenance));
    if (ranking.size() == 1) return lead + ".";
    Fronts.Sample second = ranking.get(1);
    Comparison pair = fronts.comparison(first.searcher(), second.searcher());
    double ahead = percent(first) - percent(second);
    return Text.format(
        "%s, %s %s; a run of the first is better with probability %s, which is %s (p %s).",
        lead,
        ahead == 0 ? "level with" : Decimals.decimals(ahead, 2) + " above",
        second.searcher(),
        Decimals.decimals(pair.superiority(), 2),
        pair.significant() ? "significant" : "not significant",
        Decimals.equal(pair.adjusted()));
  }

  private static double percent(Fronts.Sample sample) {
    return 100 * sample.summary(FrontRun::hypervolume).mean();
  }

  /** What fronts are held against. */
  public static String truth(ReplayProvenance provenance) {
    return provenance.reference().exhaustive() ? "true front" : "best known front";
  }

  /** The costs that a protocol's fronts weigh; a modelled one is called so. */
  public static String costs(ReplayProvenance provenance, Protocol protocol) {
    return protocol.frontCosts().stream()
        .map(name -> cost(provenance.cost(name)))
        .collect(Collectors.joining(" and "));
  }

  private static String cost(ReplayProvenance.Cost cost) {
    String name = cost.name().equals("flops") ? "FLOPs" : cost.name();
    return cost.provenance().equals("modelled") ? "modelled " + name : name;
  }
}
