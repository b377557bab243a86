package org.nasreplay.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** Results of several replays of the same protocols on the same table, as if of one. */
public final class MergedResults {
  private MergedResults() {}

  /**
   * Finished results.
   *
   * @param name tells them apart, and the searchers that several of them have
   */
  public record Source(String name, Results results) {}

  /**
   * The searchers of all sources under the protocols that all have, see {@link #leftOut}.
   *
   * @param given at least one, with distinct names
   * @throws InputException where no protocol is in all, or one or the table differs
   */
  public static Results of(List<Source> given) {
    Set<String> common = common(given);
    if (common.isEmpty()) {
      throw new InputException(
          Text.format(
              "no protocol is in all: %s",
              given.stream()
                  .map(s -> s.name() + " has " + names(s.results().provenance()))
                  .collect(Collectors.joining("; "))));
    }
    Set<String> costs = new LinkedHashSet<>(given.get(0).results().provenance().costNames());
    for (Source source : given) costs.retainAll(source.results().provenance().costNames());
    List<Source> sources = given.stream().map(source -> only(source, common, costs)).toList();
    Source first = sources.get(0);
    for (Source other : sources) requireSameConditions(first, other);

    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (Source source : sources) {
      for (ReplayProvenance.Searcher searcher : source.results().provenance().searchers()) {
        if (!seen.add(searcher.label())) shared.add(searcher.label());
      }
    }
    Set<String> sharedSweeps = sharedSweeps(sources);
    List<ReplayProvenance.Searcher> searchers = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (Source source : sources) {
      for (ReplayProvenance.Searcher s : source.results().provenance().searchers()) {
        String label = label(source, s.label(), shared);
        List<ReplayProvenance.Place> places =
            s.places().stream()
                .map(place -> place.as(label(source, place.sweep(), sharedSweeps)))
                .toList();
        searchers.add(new ReplayProvenance.Searcher(label, s.name(), s.settings(), places));
      }
    }
    ReplayProvenance provenance = first.results().provenance();
    for (Protocol protocol : provenance.protocols()) {
      for (Source source : sources) {
        for (ReplayProvenance.Searcher s : source.results().provenance().searchers()) {
          String label = label(source, s.label(), shared);
          source.results().runs(protocol.name(), s.label()).stream()
              .map(run -> run.as(label, run.costs()))
              .forEach(runs::add);
        }
      }
    }
    List<ReplayProvenance> descriptions =
        sources.stream().map(source -> source.results().provenance()).toList();
    var merged =
        new ReplayProvenance(
            provenance.code(),
            provenance.suite(),
            descriptions.stream()
                .map(ReplayProvenance::title)
                .distinct()
                .collect(Collectors.joining("; ")),
            provenance.suiteText(),
            provenance.runs(),
            provenance.seed(),
            provenance.table(),
            provenance.protocols(),
            searchers,
            provenance.columns(),
            provenance.costs(),
            provenance.reference(),
            published(sources, shared),
            provenance.machine(),
            descriptions.stream().flatMap(d -> d.replays().stream()).toList(),
            descriptions.stream().anyMatch(ReplayProvenance::unchecked),
            null,
            null);
    List<ProcessorTime> times =
        sources.stream()
            .flatMap(
                source ->
                    source.results().processorTimes().stream()
                        .map(t -> t.as(label(source, t.searcher(), shared))))
            .toList();
    return new Results(merged, runs, optima(sources), first.results().networks(), times);
  }

  /**
   * The best of all sources: of networks that nobody lists, each knows what its searchers found.
   */
  private static List<Optimum> optima(List<Source> sources) {
    List<Optimum> optima = new ArrayList<>();
    for (Optimum best : sources.get(0).results().optima()) {
      for (Source source : sources) {
        Optimum other = source.results().optimum(best.protocol(), best.of());
        if (other.value() > best.value() || Double.isNaN(best.value())) best = other;
      }
      optima.add(best);
    }
    return optima;
  }

  /** Sweeps of several sources are sweeps of their own: seeds and runs may differ. */
  private static Set<String> sharedSweeps(List<Source> sources) {
    Set<String> seen = new HashSet<>();
    return sources.stream()
        .flatMap(
            source ->
                source.results().provenance().searchers().stream()
                    .flatMap(searcher -> searcher.places().stream())
                    .map(ReplayProvenance.Place::sweep)
                    .distinct())
        .filter(sweep -> !seen.add(sweep))
        .collect(Collectors.toSet());
  }

  private static Set<String> common(List<Source> sources) {
    Set<String> common = new LinkedHashSet<>(protocols(sources.get(0)));
    for (Source source : sources) common.retainAll(protocols(source));
    return common;
  }

  private static List<String> protocols(Source source) {
    return source.results().provenance().protocols().stream().map(Protocol::name).toList();
  }

  /** The protocols that not all sources have, which are in no merged results, in order of name. */
  public static Set<String> leftOut(List<Source> sources) {
    Set<String> all = new TreeSet<>();
    for (Source source : sources) all.addAll(protocols(source));
    all.removeAll(common(sources));
    return all;
  }

  /** A source of which everything else than some protocols and costs is forgotten. */
  private static Source only(Source source, Set<String> protocols, Set<String> costs) {
    Results results = source.results();
    ReplayProvenance p = results.provenance();
    if (p.protocols().size() == protocols.size() && p.costs().size() == costs.size()) return source;
    var provenance =
        new ReplayProvenance(
            p.code(),
            p.suite(),
            p.title(),
            p.suiteText(),
            p.runs(),
            p.seed(),
            p.table(),
            p.protocols().stream().filter(each -> protocols.contains(each.name())).toList(),
            p.searchers(),
            p.columns().stream().filter(each -> protocols.contains(each.protocol())).toList(),
            p.costs().stream().filter(each -> costs.contains(each.name())).toList(),
            p.reference(),
            p.published(),
            p.machine(),
            p.sources(),
            p.unchecked(),
            p.shard(),
            p.failed());
    List<Run> runs =
        results.runs().stream()
            .filter(run -> protocols.contains(run.protocol()))
            .map(run -> run.as(run.searcher(), only(run.costs(), costs)))
            .toList();
    List<Optimum> optima =
        results.optima().stream()
            .filter(each -> protocols.contains(each.protocol()))
            .map(
                o ->
                    new Optimum(
                        o.protocol(),
                        o.of(),
                        o.architecture(),
                        o.reward(),
                        o.validAccuracy(),
                        o.testAccuracy(),
                        only(o.costs(), costs)))
            .toList();
    List<ProcessorTime> times =
        results.processorTimes().stream()
            .filter(each -> protocols.contains(each.protocol()))
            .toList();
    Map<String, Results.Networks> networks = new LinkedHashMap<>(results.networks());
    networks.keySet().retainAll(protocols);
    return new Source(source.name(), new Results(provenance, runs, optima, networks, times));
  }

  private static Map<String, Double> only(Map<String, Double> costs, Set<String> names) {
    Map<String, Double> kept = new LinkedHashMap<>(costs);
    kept.keySet().retainAll(names);
    return kept;
  }

  private static void requireSameConditions(Source first, Source other) {
    ReplayProvenance a = first.results().provenance();
    ReplayProvenance b = other.results().provenance();
    if (!a.table().sha256().equals(b.table().sha256())) {
      throw new InputException(
          Text.format(
              "%s: table %s (SHA-256 %s), expected that of %s, %s (SHA-256 %s)",
              other.name(),
              b.table().file(),
              b.table().sha256(),
              first.name(),
              a.table().file(),
              a.table().sha256()));
    }
    requireSame(
        other.name() + ": reference", text(b.reference()), text(a.reference()), first.name());
    for (Protocol expected : a.protocols()) {
      Protocol actual = b.protocol(expected.name());
      String place = other.name() + ": ";
      String of = " of protocol " + expected.name();
      String as = first.name();
      requireSame(place + "dataset" + of, actual.dataset(), expected.dataset(), as);
      requireSame(place + "reward" + of, text(actual.reward()), text(expected.reward()), as);
      requireSame(place + "budget" + of, actual.budget(), expected.budget(), as);
      requireSame(
          place + "constraint" + of, text(actual.constraint()), text(expected.constraint()), as);
      requireSame(place + "front" + of, text(actual.front()), text(expected.front()), as);
      requireSame(place + "report" + of, text(actual.report()), text(expected.report()), as);
    }
  }

  private static void requireSame(String what, Object actual, Object expected, String as) {
    if (!actual.equals(expected)) {
      throw new InputException(
          Text.format("%s (%s), expected (%s) as in %s", what, actual, expected, as));
    }
  }

  /** As the provenance writes it. */
  private static String text(@Nullable Object value) {
    return value == null ? "none" : Json.line(value);
  }

  private static String names(ReplayProvenance provenance) {
    return provenance.protocols().stream().map(Protocol::name).collect(Collectors.joining(", "));
  }

  private static String label(Source source, String label, Set<String> shared) {
    return shared.contains(label) ? Text.format("%s (%s)", label, source.name()) : label;
  }

  /** What the first source names, with the methods of all that name the same paper's table. */
  private static Suite.@Nullable Published published(List<Source> sources, Set<String> shared) {
    Suite.Published first =
        sources.stream()
            .map(source -> source.results().provenance().published())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (first == null) return null;
    Map<String, String> methods = new LinkedHashMap<>();
    for (Source source : sources) {
      Suite.Published other = source.results().provenance().published();
      if (other == null || !Objects.equals(other.paper(), first.paper())) continue;
      if (!Objects.equals(other.table(), first.table())) continue;
      other.methods().forEach((label, method) -> methods.put(label(source, label, shared), method));
    }
    return new Suite.Published(first.paper(), first.table(), methods, first.networks());
  }
}
