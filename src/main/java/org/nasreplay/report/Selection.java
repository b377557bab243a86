package org.nasreplay.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Effort;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

/**
 * A part of results under the names that a paper has for it. Statistics are of the part: who is not
 * chosen takes no part in tests.
 *
 * @param datasets names of protocols or of their datasets; all where there are none
 * @param searchers by what they are called in the results what they are called in the paper, in its
 *     order; all where there are none
 * @param effort what time is counted in; null for what the budget counts
 */
public record Selection(
    List<String> datasets, Map<String, String> searchers, @Nullable Effort effort) {

  /**
   * Chooses.
   *
   * @throws InputException where something of a name is not there, or nothing counts the effort
   */
  public Results of(Results all) {
    ReplayProvenance provenance = all.provenance();
    List<Protocol> protocols = protocols(provenance, all);
    Map<String, ReplayProvenance.Searcher> chosen = chosen(provenance);
    List<Run> runs = new ArrayList<>();
    Map<String, Results.Networks> networks = new LinkedHashMap<>();
    for (Protocol protocol : protocols) {
      chosen.forEach(
          (label, shown) ->
              all.runs(protocol.name(), label)
                  .forEach(run -> runs.add(run.as(shown.label(), run.costs()))));
      Results.Networks each = all.networks().get(protocol.name());
      if (each != null) networks.put(protocol.name(), each);
    }
    return new Results(
        provenance.of(protocols, List.copyOf(chosen.values())),
        runs,
        all.optima().stream().filter(o -> networks.containsKey(o.protocol())).toList(),
        networks,
        all.processorTimes().stream()
            .filter(t -> networks.containsKey(t.protocol()) && chosen.containsKey(t.searcher()))
            .map(t -> t.as(Objects.requireNonNull(chosen.get(t.searcher())).label()))
            .toList());
  }

  private List<Protocol> protocols(ReplayProvenance provenance, Results all) {
    List<String> names = provenance.protocols().stream().map(Protocol::name).toList();
    List<Protocol> chosen = new ArrayList<>();
    for (String given : datasets) {
      List<Protocol> meant =
          provenance.protocols().stream()
              .filter(
                  p ->
                      p.name().equalsIgnoreCase(given)
                          || p.dataset().label().equalsIgnoreCase(given))
              .filter(p -> !chosen.contains(p))
              .toList();
      if (meant.isEmpty()) throw Names.unknown("dataset", given, names);
      chosen.addAll(meant);
    }
    List<Protocol> inOrder = datasets.isEmpty() ? provenance.protocols() : chosen;
    return inOrder.stream().map(protocol -> counted(protocol, all)).toList();
  }

  /** Followed until the last run has ended, in what the paper counts. */
  private Protocol counted(Protocol protocol, Results all) {
    if (effort == null || effort == Effort.of(protocol.budget())) return protocol;
    Stream<Run> runs = all.runs().stream().filter(r -> r.protocol().equals(protocol.name()));
    Protocol.Budget budget;
    if (effort == Effort.EVALUATIONS) {
      long most = runs.mapToLong(Run::evaluations).max().orElse(1);
      budget = new Protocol.Budget(null, Math.toIntExact(Math.max(1, most)));
    } else {
      double most = runs.mapToDouble(Run::seconds).max().orElse(Double.NaN);
      if (!(most > 0)) {
        throw new InputException(
            Text.format("--x (seconds): the trainings of %s have no price", protocol.name()));
      }
      budget = new Protocol.Budget(most, null);
    }
    return protocol.withBudget(budget);
  }

  /** By what they are called in the results. */
  private Map<String, ReplayProvenance.Searcher> chosen(ReplayProvenance provenance) {
    Map<String, ReplayProvenance.Searcher> all = new LinkedHashMap<>();
    provenance.searchers().forEach(searcher -> all.put(searcher.label(), searcher));
    if (searchers.isEmpty()) return all;
    Map<String, ReplayProvenance.Searcher> chosen = new LinkedHashMap<>();
    var shown = new HashSet<String>();
    searchers.forEach(
        (given, name) -> {
          String label = Names.find("searcher", given, all.keySet());
          ReplayProvenance.Searcher searcher = Objects.requireNonNull(all.get(label));
          if (!shown.add(name)) {
            throw new InputException(
                Text.format("--searchers: two are called %s", Text.excerpt(name)));
          }
          chosen.put(label, searcher.as(name));
        });
    return chosen;
  }
}
