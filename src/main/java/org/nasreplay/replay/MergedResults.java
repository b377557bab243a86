package org.nasreplay.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
   * The searchers of all sources under their common protocols.
   *
   * @param sources at least one, with distinct names
   * @throws InputException where a protocol or the table differs
   */
  public static Results of(List<Source> sources) {
    Source first = sources.get(0);
    for (Source other : sources) requireSameConditions(first, other);

    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (Source source : sources) {
      for (ReplayProvenance.Searcher searcher : source.results().provenance().searchers()) {
        if (!seen.add(searcher.label())) shared.add(searcher.label());
      }
    }
    List<ReplayProvenance.Searcher> searchers = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (Source source : sources) {
      for (ReplayProvenance.Searcher s : source.results().provenance().searchers()) {
        String label = label(source, s.label(), shared);
        searchers.add(new ReplayProvenance.Searcher(label, s.name(), s.settings()));
      }
    }
    ReplayProvenance provenance = first.results().provenance();
    for (Protocol protocol : provenance.protocols()) {
      for (Source source : sources) {
        for (ReplayProvenance.Searcher s : source.results().provenance().searchers()) {
          String label = label(source, s.label(), shared);
          source.results().runs(protocol.name(), s.label()).stream()
              .map(run -> relabelled(run, label))
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
            descriptions.stream().anyMatch(ReplayProvenance::unchecked));
    return new Results(merged, runs, optima(sources), first.results().networks());
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
    if (!names(a).equals(names(b))) {
      throw new InputException(
          Text.format(
              "%s: protocols (%s), expected those of %s (%s)",
              other.name(), names(b), first.name(), names(a)));
    }
    requireSame(other.name() + ": costs", b.costNames(), a.costNames(), first.name());
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

  /** The first source's paper, with the methods of all that name the same. */
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
      if (other == null || !other.paper().equals(first.paper())) continue;
      if (!other.table().equals(first.table())) continue;
      other.methods().forEach((label, method) -> methods.put(label(source, label, shared), method));
    }
    return new Suite.Published(first.paper(), first.table(), methods);
  }

  private static Run relabelled(Run run, String searcher) {
    return new Run(
        run.protocol(),
        searcher,
        run.number(),
        run.seed(),
        run.evaluations(),
        run.seconds(),
        run.architecture(),
        run.reward(),
        run.validAccuracy(),
        run.testAccuracy(),
        run.costs(),
        run.validAtBudget(),
        run.testAtBudget(),
        run.trajectory());
  }
}
