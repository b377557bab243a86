package org.nasreplay.report.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasreplay.analysis.Effort;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.table.Provenance;

/**
 * Says which of the numbers that enter a table or chart were drawn from a model; every one carries
 * it. What is shown enters, and what decided which networks it is shown of.
 */
public final class Origin {
  /** What a protocol takes from a table, by the name that its columns have in the provenance. */
  public enum Role {
    REWARD,
    TIME,
    VALIDATION,
    TEST;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The note where nothing that enters is modelled. */
  public static final String NONE = "measured data";

  private Origin() {}

  /**
   * What enters the test accuracies of incumbents: the rewards that they were chosen for, and the
   * times that a budget in seconds counts. One in evaluations has no time in it.
   */
  public static Set<Role> incumbents(Protocol protocol) {
    Set<Role> roles = EnumSet.of(Role.REWARD, Role.TEST);
    if (Effort.of(protocol.budget()) == Effort.SECONDS) roles.add(Role.TIME);
    return roles;
  }

  /** The same, with their validation accuracies beside. */
  public static Set<Role> answers(Protocol protocol) {
    Set<Role> roles = incumbents(protocol);
    roles.add(Role.VALIDATION);
    return roles;
  }

  /** What enters the table's own rewards and test accuracies, whoever searches. */
  public static Set<Role> networks(Protocol protocol) {
    return EnumSet.of(Role.REWARD, Role.TEST);
  }

  /** The modelled ones of {@code entering}, in the order of the roles. */
  public static List<String> modelled(
      ReplayProvenance provenance, Protocol protocol, Set<Role> entering) {
    List<String> modelled = new ArrayList<>();
    for (Role role : Role.values()) {
      if (entering.contains(role) && provenance.modelled(protocol.name(), role.label())) {
        modelled.add(role.label());
      }
    }
    return modelled;
  }

  /**
   * A few words on where the numbers of a protocol come from, and which cost that decides about its
   * answers is modelled.
   */
  public static String note(ReplayProvenance provenance, Protocol protocol, Set<Role> entering) {
    String answered = answered(provenance, protocol, entering);
    List<String> costs = modelledCosts(provenance, protocol);
    if (costs.isEmpty()) return answered;
    String modelled = "modelled " + String.join(" and ", costs);
    return answered.equals(NONE) ? modelled + ", else measured" : answered + ", " + modelled;
  }

  /** The costs that a protocol bounds or its fronts weigh, as far as a model gives them. */
  public static List<String> modelledCosts(ReplayProvenance provenance, Protocol protocol) {
    return provenance.costs().stream()
        .filter(cost -> cost.provenance().equals(Provenance.Kind.MODELLED.label()))
        .map(ReplayProvenance.Cost::name)
        .filter(name -> name.equals(protocol.boundedCost()) || protocol.frontCosts().contains(name))
        .map(name -> name.equals("flops") ? "FLOPs" : name)
        .toList();
  }

  /** The same of what a protocol takes from a table alone. */
  public static String answered(
      ReplayProvenance provenance, Protocol protocol, Set<Role> entering) {
    List<String> modelled = modelled(provenance, protocol, entering);
    if (modelled.isEmpty()) return NONE;
    if (modelled.size() == entering.size()) return "surrogate data";
    int last = modelled.size() - 1;
    if (last == 0) return "surrogate " + modelled.get(0);
    return Text.format(
        "surrogate %s and %s", String.join(", ", modelled.subList(0, last)), modelled.get(last));
  }

  /**
   * What kind of number a reported accuracy is, and what else of {@code entering} and of the cost
   * that the protocol bounds is of another kind, as in {@code measured, modelled time, analytic
   * flops}.
   *
   * @param entering with one role at least that the protocol takes from a table
   */
  public static String kinds(ReplayProvenance provenance, Protocol protocol, Set<Role> entering) {
    Map<String, List<String>> byKind = new LinkedHashMap<>();
    List<Role> reportedFirst = List.of(Role.TEST, Role.VALIDATION, Role.REWARD, Role.TIME);
    for (Role role : reportedFirst) {
      List<Provenance.Kind> kinds =
          provenance.columns().stream()
              .filter(column -> entering.contains(role))
              .filter(column -> column.protocol().equals(protocol.name()))
              .filter(column -> column.role().equals(role.label()))
              .map(column -> Provenance.Kind.parse(column.provenance()))
              .toList();
      if (kinds.isEmpty()) continue;
      String kind = Provenance.Kind.together(kinds).label();
      byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(role.label());
    }
    if (protocol.boundedCost() != null) {
      ReplayProvenance.Cost cost = provenance.cost(protocol);
      byKind.computeIfAbsent(cost.provenance(), k -> new ArrayList<>()).add(cost.name());
    }
    String first = byKind.keySet().iterator().next();
    byKind.remove(first);
    return byKind.entrySet().stream()
        .map(other -> ", " + other.getKey() + " " + String.join(" and ", other.getValue()))
        .collect(Collectors.joining("", first, ""));
  }

  /** The same for all protocols together. */
  public static String note(ReplayProvenance provenance, Function<Protocol, Set<Role>> entering) {
    return together(
        provenance.protocols().stream().map(p -> note(provenance, p, entering.apply(p))));
  }

  /** One note for many, of which some were not measured where they differ. */
  public static String together(Stream<String> notes) {
    List<String> distinct = notes.distinct().toList();
    if (distinct.size() == 1) return distinct.get(0);
    boolean surrogate = distinct.stream().anyMatch(note -> note.startsWith("surrogate"));
    return surrogate ? "partly surrogate data" : "partly modelled data";
  }
}
